/**
 * Templates of to_char, to_date, to_timestamp and to_number (PostgreSQL 9.8): a list of fields and literal characters.
 * The longest keyword wins; what is no keyword stands for itself. Parsed templates are cached.
 */

export interface Keyword {
  /** As written in the table: `HH24`, `Month`, `th`. */
  readonly name: string;
  /** Without regard to the case of letters, except where case chooses the case of names (`Month`). */
  readonly id: string;
  /** Takes digits in input. */
  readonly isDigit: boolean;
  readonly convention: 'none' | 'gregorian' | 'iso';
}

export interface TemplateField {
  readonly kind: 'field';
  readonly keyword: Keyword;
  /** FM before it. */
  readonly isFill: boolean;
  /** TH or th behind it. */
  readonly ordinal: '' | 'TH' | 'th';
}

export interface TemplateLiteral {
  readonly kind: 'separator' | 'space' | 'literal';
  readonly text: string;
}

export type TemplateNode = TemplateField | TemplateLiteral;

type Table = ReadonlyMap<string, readonly Keyword[]>;

/** First letter to keywords, longest first. */
function table(keywords: readonly Keyword[]): Table {
  const result = new Map<string, Keyword[]>();
  for (const keyword of keywords) {
    const first = keyword.name[0] as string;
    result.set(
      first,
      [...(result.get(first) ?? []), keyword].sort((a, b) => b.name.length - a.name.length),
    );
  }
  return result;
}

const NAMES = 'A.D. A.M. AD AM B.C. BC P.M. PM DAY DY FX MONTH MON RM TZ OF TZH';
const GREGORIAN = 'DDD DD D MM MONTH MON RM WW W Y,YYY YYYY YYY YY Y';
const ISO = 'IDDD ID IW IYYY IYY IY I';
const PLAIN = 'CC FF1 FF2 FF3 FF4 FF5 FF6 HH24 HH12 HH J MI MS Q SSSSS SSSS SS TZM US';

function dateKeywords(): Keyword[] {
  const keywords: Keyword[] = [];
  const names = new Set(NAMES.split(' '));
  const gregorian = new Set(GREGORIAN.split(' '));
  const iso = new Set(ISO.split(' '));
  for (const id of new Set([...names, ...gregorian, ...iso, ...PLAIN.split(' ')])) {
    const convention = gregorian.has(id) ? 'gregorian' : iso.has(id) ? 'iso' : 'none';
    const forms = [id, id.toLowerCase()];
    const hasNameCase = ['DAY', 'DY', 'MONTH', 'MON'].includes(id);
    if (hasNameCase) forms.push(id[0] + id.slice(1).toLowerCase());
    for (const name of forms) keywords.push({ name, id, isDigit: !names.has(id), convention });
  }
  return keywords;
}

const DATE_TABLE = table(dateKeywords());
const NUMBER_TABLE = table(
  ', . 0 9 B C D EEEE FM G L MI PL PR RN SG SP S TH V'.split(' ').flatMap(id => {
    const forms = id === id.toLowerCase() ? [id] : [id, id.toLowerCase()];
    return forms.map(name => ({ name, id: id === 'TH' || id === 'RN' ? name : id, isDigit: false, convention: 'none' as const }));
  }),
);

const SPACE = /[ \t\n\r\f\v]/;

export const isSpace = (c: string | undefined): boolean => c !== undefined && SPACE.test(c);

/** Printable ASCII that is no letter, digit or blank. */
export function isSeparator(c: string | undefined): boolean {
  return c !== undefined && c > ' ' && c < '\x7f' && !/[0-9A-Za-z]/.test(c);
}

function findKeyword(template: string, at: number, keywords: Table): Keyword | undefined {
  return keywords.get(template[at] as string)?.find(keyword => template.startsWith(keyword.name, at));
}

const TRANSLATED = new Set(['DAY', 'DY', 'MONTH', 'MON']);

function parse(template: string, isDate: boolean): TemplateNode[] {
  const nodes: TemplateNode[] = [];
  const keywords = isDate ? DATE_TABLE : NUMBER_TABLE;
  const character = (at: number): string => String.fromCodePoint(template.codePointAt(at) as number);
  let i = 0;
  while (i < template.length) {
    let isFill = false;
    let isTranslated = false;
    if (isDate && /^(?:FM|fm|TM|tm)/.test(template.slice(i, i + 2))) {
      isFill = template[i] === 'F' || template[i] === 'f';
      isTranslated = !isFill;
      i += 2;
      if (i >= template.length) break;
    }
    const keyword = findKeyword(template, i, keywords);
    if (keyword) {
      i += keyword.name.length;
      // Names are in English whatever TM asks for, but TM leaves out their blanks.
      if (isTranslated && TRANSLATED.has(keyword.id)) isFill = true;
      let ordinal: TemplateField['ordinal'] = '';
      if (isDate) {
        const suffix = template.slice(i, i + 2);
        if (suffix === 'TH' || suffix === 'th') {
          ordinal = suffix;
          i += 2;
        } else if (suffix === 'SP') i += 2;
      }
      nodes.push({ kind: 'field', keyword, isFill, ordinal });
      continue;
    }
    if (template[i] === '"') {
      i++;
      while (i < template.length) {
        if (template[i] === '"') {
          i++;
          break;
        }
        if (template[i] === '\\' && i + 1 < template.length) i++;
        const c = character(i);
        nodes.push({ kind: 'literal', text: c });
        i += c.length;
      }
      continue;
    }
    // Outside quotes a backslash only keeps a quote from starting a quotation.
    if (template[i] === '\\' && template[i + 1] === '"') i++;
    const c = character(i);
    nodes.push({ kind: isDate && isSeparator(c) ? 'separator' : isSpace(c) ? 'space' : 'literal', text: c });
    i += c.length;
  }
  return nodes;
}

const CACHE_MAX = 200;
const dateCache = new Map<string, readonly TemplateNode[]>();
const numberCache = new Map<string, readonly TemplateNode[]>();

function cached(cache: Map<string, readonly TemplateNode[]>, template: string, isDate: boolean): readonly TemplateNode[] {
  let nodes = cache.get(template);
  if (!nodes) {
    nodes = parse(template, isDate);
    if (cache.size >= CACHE_MAX) cache.clear();
    cache.set(template, nodes);
  }
  return nodes;
}

export const dateTemplate = (template: string): readonly TemplateNode[] => cached(dateCache, template, true);
export const numberTemplate = (template: string): readonly TemplateNode[] => cached(numberCache, template, false);

/** `st`, `nd`, `rd` or `th` for a number's digits. */
export function ordinalSuffix(digits: string, isUpper: boolean): string {
  const last = digits[digits.length - 1];
  const isTeen = digits.length > 1 && digits[digits.length - 2] === '1';
  const suffix = isTeen ? 'th' : last === '1' ? 'st' : last === '2' ? 'nd' : last === '3' ? 'rd' : 'th';
  return isUpper ? suffix.toUpperCase() : suffix;
}

export const MONTHS_FULL = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
export const DAYS_FULL = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** December first. */
export const ROMAN_MONTHS = ['XII', 'XI', 'X', 'IX', 'VIII', 'VII', 'VI', 'V', 'IV', 'III', 'II', 'I'];
