/** The kinds of tokens of the default parser (PostgreSQL chapter 12.5): number, alias, description. */

export interface TokenType {
  readonly id: number;
  readonly alias: string;
  readonly description: string;
}

export const ASCIIWORD = 1;
export const WORD = 2;
export const NUMWORD = 3;
export const EMAIL = 4;
export const URL = 5;
export const HOST = 6;
export const SFLOAT = 7;
export const VERSION = 8;
export const HWORD_NUMPART = 9;
export const HWORD_PART = 10;
export const HWORD_ASCIIPART = 11;
export const BLANK = 12;
export const TAG = 13;
export const PROTOCOL = 14;
export const NUMHWORD = 15;
export const ASCIIHWORD = 16;
export const HWORD = 17;
export const URL_PATH = 18;
export const FILE = 19;
export const FLOAT = 20;
export const INT = 21;
export const UINT = 22;
export const ENTITY = 23;

const NAMES =
  'asciiword:Word, all ASCII|word:Word, all letters|numword:Word, letters and digits|email:Email address|url:URL|host:Host|sfloat:Scientific notation|' +
  'version:Version number|hword_numpart:Hyphenated word part, letters and digits|hword_part:Hyphenated word part, all letters|' +
  'hword_asciipart:Hyphenated word part, all ASCII|blank:Space symbols|tag:XML tag|protocol:Protocol head|numhword:Hyphenated word, letters and digits|' +
  'asciihword:Hyphenated word, all ASCII|hword:Hyphenated word, all letters|url_path:URL path|file:File or path name|float:Decimal notation|' +
  'int:Signed integer|uint:Unsigned integer|entity:XML entity';

/** In the order of their numbers, which count from 1. */
export const TOKEN_TYPES: readonly TokenType[] = NAMES.split('|').map((text, i) => {
  const [alias, description] = text.split(':') as [string, string];
  return { id: i + 1, alias, description };
});
