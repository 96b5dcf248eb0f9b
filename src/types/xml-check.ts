/**
 * Is a text well-formed XML (W3C XML 1.0)? Nothing is kept of what is read: xml values are their text. Faults are told as libxml2 tells them
 * to PostgreSQL's users: message, the line and a mark below the place. Unbound name-space prefixes are no fault.
 */

/** Lines of a DETAIL, or null when the text is well-formed. */
export type XmlFault = string | null;

const NAME_START =
  /[:A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}]/u;
const NAME =
  /[:A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}][-.:\w\u00B7\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u037D\u037F-\u1FFF\u200C\u200D\u203F\u2040\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\u{10000}-\u{EFFFF}]*/uy;
const SPACE = /[ \t\r\n]*/y;
const PREDEFINED = ['lt', 'gt', 'amp', 'quot', 'apos'];

export const isXmlNameStart = (character: string): boolean => character !== ':' && NAME_START.test(character);
export const isXmlNameCharacter = (character: string): boolean =>
  character !== ':' && (NAME_START.test(character) || /[-.\d\u00B7\u0300-\u036F\u203F\u2040]/.test(character));

/** Elements inside one another. */
const DEPTH_MAX = 256;
/** Characters of a line that are shown, up to the place of the fault. */
const SHOWN_MAX = 80;

class Fault extends Error {}

interface OpenTag {
  readonly name: string;
  readonly line: number;
}

class Checker {
  at = 0;
  readonly faults: string[] = [];
  private hasDoctype = false;

  constructor(readonly text: string) {}

  /** Line ends are counted on from the place asked for last, if that is not behind. */
  private counted = { at: 0, line: 1 };
  private line(at: number): number {
    let { at: from, line } = this.counted;
    if (from > at) [from, line] = [0, 1];
    for (; from < at; from++) if (this.text.charCodeAt(from) === 10) line++;
    this.counted = { at, line };
    return line;
  }

  /** Notes a fault at a place. */
  note(message: string, at = this.at): void {
    const start = Math.max(this.text.lastIndexOf('\n', at - 1) + 1, at - SHOWN_MAX);
    const line = this.text.slice(start, start + SHOWN_MAX).split('\n', 1)[0];
    this.faults.push(`line ${this.line(at)}: ${message}\n${line}\n${' '.repeat(Math.min(at - start, SHOWN_MAX - 1))}^`);
  }

  stop(message: string, at = this.at): never {
    this.note(message, at);
    throw new Fault();
  }

  space(): boolean {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    const moved = SPACE.lastIndex > this.at;
    this.at = Math.max(this.at, SPACE.lastIndex);
    return moved;
  }

  private startsWith(s: string): boolean {
    return this.text.startsWith(s, this.at);
  }

  private name(): string {
    NAME.lastIndex = this.at;
    const m = NAME.exec(this.text);
    if (m === null) return '';
    this.at = NAME.lastIndex;
    return m[0];
  }

  private comment(): void {
    const start = this.at;
    const dashes = this.text.indexOf('--', start + 4);
    if (dashes < 0) this.stop('Comment not terminated', this.text.length);
    if (this.text[dashes + 2] !== '>') {
      this.note(`Double hyphen within comment: ${this.text.slice(start, dashes)}`, dashes);
      throw new Fault();
    }
    this.at = dashes + 3;
  }

  private instruction(): void {
    this.at += 2;
    const start = this.at;
    const target = this.name();
    if (target === '') this.stop('xmlParsePI : no target name');
    if (target.toLowerCase() === 'xml') {
      this.stop(target === 'xml' ? 'XML declaration allowed only at the start of the document' : "xmlParsePITarget: invalid name prefix 'xml'");
    }
    const end = this.text.indexOf('?>', start);
    if (end !== this.at && !/\s/.test(this.text[this.at] ?? '')) this.note(`ParsePI: PI ${target} space expected`);
    if (end < 0) this.stop(`ParsePI: PI ${target} never end ...`, this.text.length);
    if (this.faults.length > 0) throw new Fault();
    this.at = end + 2;
  }

  /** `&…;` in content or an attribute's value. */
  private reference(): void {
    const start = this.at;
    this.at++;
    if (this.text[this.at] === '#') {
      const m = /^#(?:x([0-9a-fA-F]+)|(\d+));/.exec(this.text.slice(this.at));
      if (m === null) {
        const digits = /^#x?[0-9a-fA-F]*/.exec(this.text.slice(this.at))![0];
        this.at += digits.length;
        this.note(digits.startsWith('#x') ? 'xmlParseCharRef: invalid hexadecimal value' : 'xmlParseCharRef: invalid decimal value');
        this.stop('xmlParseCharRef: invalid xmlChar value 0');
      }
      this.at += m[0].length;
      const code = m[1] === undefined ? Number(m[2]) : parseInt(m[1], 16);
      const isValid =
        code === 9 ||
        code === 10 ||
        code === 13 ||
        (code >= 0x20 && code <= 0xd7ff) ||
        (code >= 0xe000 && code <= 0xfffd) ||
        (code >= 0x10000 && code <= 0x10ffff);
      if (!isValid) this.stop(`xmlParseCharRef: invalid xmlChar value ${code}`);
      return;
    }
    const name = this.name();
    if (name === '') this.stop('xmlParseEntityRef: no name', start + 1);
    if (this.text[this.at] !== ';') this.stop("EntityRef: expecting ';'");
    this.at++;
    if (!PREDEFINED.includes(name) && !this.hasDoctype) this.stop(`Entity '${name}' not defined`);
  }

  private attributeValue(): void {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") this.badAttribute('AttValue: " or \' expected');
    this.at++;
    while (this.text[this.at] !== quote) {
      const c = this.text[this.at];
      if (c === undefined) this.badAttribute("AttValue: ' expected");
      if (c === '<') {
        this.note("Unescaped '<' not allowed in attributes values");
        this.note('attributes construct error');
        this.note(`Couldn't find end of Start Tag ${this.tagName} line ${this.line(this.tagStart)}`);
        this.at++;
        if (!NAME_START.test(this.text[this.at] ?? '')) this.note('StartTag: invalid element name');
        throw new Fault();
      }
      if (c === '&') this.reference();
      else this.at++;
    }
    this.at++;
  }

  private tagName = '';
  private tagStart = 0;

  private badAttribute(message: string): never {
    this.note(message);
    this.note('attributes construct error');
    this.stop(`Couldn't find end of Start Tag ${this.tagName} line ${this.line(this.tagStart)}`);
  }

  /** A start tag; returns its element unless it was empty. */
  private startTag(depth: number): OpenTag | null {
    const start = this.at;
    this.at++;
    const name = this.name();
    if (name === '') this.stop('StartTag: invalid element name');
    this.tagName = name;
    this.tagStart = start;
    const seen = new Set<string>();
    for (;;) {
      const hadSpace = this.space();
      const isEnd = this.text[this.at] === '>' || this.startsWith('/>');
      if (isEnd && depth >= DEPTH_MAX) this.stop(`Excessive depth in document: ${DEPTH_MAX} use XML_PARSE_HUGE option`);
      if (this.startsWith('/>')) {
        this.at += 2;
        return null;
      }
      if (this.text[this.at] === '>') {
        this.at++;
        return { name, line: this.line(start) };
      }
      if (!NAME_START.test(this.characterHere())) this.stop(`Couldn't find end of Start Tag ${name} line ${this.line(start)}`);
      if (!hadSpace) {
        this.note('attributes construct error');
        this.stop(`Couldn't find end of Start Tag ${name} line ${this.line(start)}`);
      }
      const attribute = this.name();
      this.space();
      if (this.text[this.at] !== '=') {
        this.note(`Specification mandates value for attribute ${attribute}`);
        this.missingValue(name, start);
      }
      this.at++;
      this.space();
      this.attributeValue();
      if (seen.has(attribute)) this.stop(`Attribute ${attribute} redefined`);
      seen.add(attribute);
    }
  }

  /** libxml2 goes on after such an attribute: what else is wrong with the element is told, too. */
  private missingValue(name: string, start: number): never {
    const end = this.text.indexOf('>', this.at);
    const rest = this.text.indexOf(`</${name}`, this.at);
    if (end >= 0 && rest < 0 && this.text[end - 1] !== '/') this.note(`Premature end of data in tag ${name} line ${this.line(start)}`, this.text.length);
    throw new Fault();
  }

  private characterHere(): string {
    const code = this.text.codePointAt(this.at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private endTag(open: OpenTag[]): void {
    const innermost = open.at(-1) as OpenTag;
    this.at += 2;
    const name = this.name();
    const matches = name === innermost.name;
    this.space();
    if (this.text[this.at] !== '>') {
      this.note("expected '>'");
      if (!matches) this.note(`Opening and ending tag mismatch: ${innermost.name} line ${innermost.line} and ${name === '' ? 'unparsable' : name}`);
      throw new Fault();
    }
    this.at++;
    if (!matches) {
      this.note(`Opening and ending tag mismatch: ${innermost.name} line ${innermost.line} and ${name}`);
      // The tag closes the innermost element all the same; what stays open is told when nothing follows.
      open.pop();
      const outer = open.at(-1);
      if (outer !== undefined && this.at >= this.text.length) this.note(`Premature end of data in tag ${outer.name} line ${outer.line}`);
      throw new Fault();
    }
    open.pop();
  }

  /** Elements, text, comments …; at the top only for content. */
  content(isTop: boolean): void {
    const open: OpenTag[] = [];
    if (!isTop) {
      const root = this.startTag(0);
      if (root === null) return;
      open.push(root);
    }
    const { text } = this;
    for (;;) {
      if (this.at >= text.length) {
        const innermost = open.at(-1);
        if (innermost === undefined) return;
        this.stop(`Premature end of data in tag ${innermost.name} line ${innermost.line}`);
      }
      const c = text[this.at] as string;
      if (c === '<') {
        if (this.startsWith('</')) {
          if (open.length === 0) this.stop('chunk is not well balanced');
          this.endTag(open);
          if (!isTop && open.length === 0) return;
        } else if (this.startsWith('<!--')) this.comment();
        else if (this.startsWith('<![CDATA[')) {
          const end = text.indexOf(']]>', this.at);
          if (end < 0) this.stop('CData section not finished', text.length);
          this.at = end + 3;
        } else if (this.startsWith('<?')) this.instruction();
        else {
          const element = this.startTag(open.length);
          if (element !== null) open.push(element);
        }
      } else if (c === '&') this.reference();
      else {
        if (c === ']' && this.startsWith(']]>')) this.stop("Sequence ']]>' not allowed in content", this.startOfText());
        const code = text.charCodeAt(this.at);
        if (code < 32 && code !== 9 && code !== 10 && code !== 13) this.stop(`PCDATA invalid Char value ${code}`);
        this.at++;
      }
    }
  }

  /** Where the run of text around this position began. */
  private startOfText(): number {
    let at = this.at;
    while (at > 0 && !'<>&;'.includes(this.text[at - 1] as string)) at--;
    return at;
  }

  private misc(): void {
    for (;;) {
      this.space();
      if (this.startsWith('<!--')) this.comment();
      else if (this.startsWith('<?')) this.instruction();
      else return;
    }
  }

  private doctype(): void {
    this.hasDoctype = true;
    let depth = 0;
    for (this.at += 9; this.at < this.text.length; this.at++) {
      const c = this.text[this.at];
      if (c === '"' || c === "'") {
        const end = this.text.indexOf(c, this.at + 1);
        if (end < 0) break;
        this.at = end;
      } else if (c === '[') depth++;
      else if (c === ']') depth--;
      else if (c === '>' && depth === 0) {
        this.at++;
        return;
      }
    }
    this.stop('DOCTYPE improperly terminated', this.text.length);
  }

  document(): void {
    if (this.text === '') {
      this.note('switching encoding : no input');
      this.stop('Document is empty');
    }
    this.misc();
    if (this.startsWith('<!DOCTYPE')) {
      this.doctype();
      this.misc();
    }
    if (this.text[this.at] !== '<') this.stop("Start tag expected, '<' not found");
    this.content(false);
    this.misc();
    if (this.at < this.text.length) this.stop('Extra content at the end of the document');
  }
}

function run(text: string, start: number, check: (checker: Checker) => void): XmlFault {
  const checker = new Checker(text);
  checker.at = start;
  try {
    check(checker);
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
  }
  return checker.faults.length === 0 ? null : checker.faults.join('\n');
}

// --- the declaration ---

export interface XmlDeclaration {
  /** Characters of the declaration, 0 if there is none. */
  readonly length: number;
  readonly version: string | null;
  /** 1 yes, 0 no, -1 not said. */
  readonly standalone: number;
}

const NO_DECLARATION: XmlDeclaration = { length: 0, version: null, standalone: -1 };

/** The `<?xml …?>` in front. A string: why it is malformed. */
export function parseXmlDeclaration(text: string): XmlDeclaration | string {
  if (!/^<\?xml(?=[\s?])/.test(text)) return NO_DECLARATION;
  let rest = text.slice(5);
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const m = pattern.exec(rest);
    if (m !== null) rest = rest.slice(m[0].length);
    return m;
  };
  const version = take(/^\s+version\s*=\s*(?:"([^"]*)"|'([^']*)')/);
  if (version === null) return 'Malformed declaration: missing version.';
  if (/^\s+encoding/.test(rest) && take(/^\s+encoding\s*=\s*(?:"([^"]*)"|'([^']*)')/) === null) return 'Malformed declaration: missing encoding.';
  let standalone = -1;
  if (/^\s+standalone/.test(rest)) {
    const m = take(/^\s+standalone\s*=\s*(?:"(yes|no)"|'(yes|no)')/);
    if (m === null) return "Malformed declaration: standalone accepts only 'yes' or 'no'.";
    standalone = (m[1] ?? m[2]) === 'yes' ? 1 : 0;
  }
  if (take(/^\s*\?>/) === null) return "Malformed declaration: expected '?>'.";
  return { length: text.length - rest.length, version: version[1] ?? version[2] ?? '', standalone };
}

/** Does the text say DOCTYPE before its first element? Then it is a document, whatever was asked for. */
function hasDoctype(text: string, start: number): boolean {
  return /^(?:\s|<!--[^]*?-->|<\?[^]*?\?>)*<!DOCTYPE\b/.test(text.slice(start));
}

/** Checks a text as a document or as content. `declaration` faults are told apart from others. */
export function checkXml(
  text: string,
  option: 'document' | 'content',
): { readonly fault: XmlFault; readonly isDeclarationFault: boolean; readonly option: 'document' | 'content' } {
  const declaration = parseXmlDeclaration(text);
  if (typeof declaration === 'string' && option === 'content') return { fault: declaration, isDeclarationFault: true, option };
  const start = typeof declaration === 'string' ? 0 : declaration.length;
  if (option === 'document' || hasDoctype(text, start)) {
    return { fault: run(text, start, c => c.document()), isDeclarationFault: false, option };
  }
  // Content is checked without its declaration, which is not shown either.
  return { fault: run(text.slice(start), 0, c => c.content(true)), isDeclarationFault: false, option };
}
