/** White space of the C.UTF-8 locale. */
const SPACE = /[ \t\n\v\f\r\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]/;

export function isSpace(c: string): boolean {
  return SPACE.test(c);
}
