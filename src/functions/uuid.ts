/** gen_random_uuid (PostgreSQL 9.14): version 4 of RFC 4122, of the session's random bytes. */
import type { CallContext, ScalarFamily } from './function-impl.js';

function randomUuid(context: CallContext): string {
  const bytes = context.session.randomBytes(16);
  let text = '';
  for (let i = 0; i < 16; i++) {
    let byte = bytes[i] as number;
    if (i === 6) byte = (byte & 0x0f) | 0x40;
    else if (i === 8) byte = (byte & 0x3f) | 0x80;
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += byte < 16 ? `0${byte.toString(16)}` : byte.toString(16);
  }
  return text;
}

export const uuidFunctions: ScalarFamily = {
  'gen_random_uuid()': randomUuid,
};
