/**
 * XML functions (PostgreSQL chapter 9.15) as far as text goes: building, checking, serialising. Paths, validation and the mapping of tables are not
 * here. What SQL spells with key words (XMLELEMENT, XMLFOREST …) comes through `xmlOperation`.
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import {
  BOOL,
  BYTEA,
  checkXml,
  DATE,
  isXmlNameCharacter,
  isXmlNameStart,
  parseXml,
  parseXmlDeclaration,
  TIMESTAMP,
  TIMESTAMPTZ,
  XML,
  xmlDeclarationText,
  type ArrayValue,
  type Datum,
  type TypeContext,
  type XmlDeclaration,
} from '../types/index.js';
import { typeOps } from './array.js';
import { outputText } from './string.js';
import type { AggregateFamily, AggregateImpl, CallContext, ScalarFamily, ScalarImpl } from './function-impl.js';

export interface XmlOperation {
  readonly op: 'concat' | 'element' | 'forest' | 'parse' | 'pi' | 'root' | 'document' | 'serialize';
  readonly name: string | null;
  /** Names of the first arguments: attributes, or the elements of a forest; out of the catalog or written. */
  readonly labels: readonly { readonly name: string; readonly isColumn: boolean }[];
  readonly option: 'document' | 'content';
}

const escapeText = (text: string): string => text.replace(/[&<>\r]/g, c => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : c === '>' ? '&gt;' : '&#x0d;'));

const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\t': '&#9;',
  '\r': '&#13;',
};
const escapeAttribute = (text: string): string => text.replace(/[&<>"\n\t\r]/g, c => ATTRIBUTE_ESCAPES[c] as string);

/** An SQL name as XML name: what may not stand there becomes `_xHHHH_`. `isFull` also escapes colons and a leading `xml` (names out of the catalog). */
export function xmlName(name: string, isFull: boolean): string {
  const escaped = (c: string): string => `_x${(c.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}_`;
  let out = '';
  let isFirst = true;
  const characters = Array.from(name);
  characters.forEach((c, i) => {
    if (c === ':' && (isFirst || isFull)) out += '_x003A_';
    else if (c === '_' && characters[i + 1] === 'x') out += '_x005F_';
    else if (isFull && isFirst && /^xml/i.test(name)) out += c === 'x' ? '_x0078_' : '_x0058_';
    else if (c !== ':' && !(isFirst ? isXmlNameStart(c) : isXmlNameCharacter(c))) out += escaped(c);
    else out += c;
    isFirst = false;
  });
  return out;
}

function infinite(what: string): PgError {
  return new PgError('datetime_field_overflow', `${what} out of range`, { detail: `XML does not support infinite ${what} values.` });
}

/** ISO 8601 with T and full offsets, as XML Schema has dates and times. */
function schemaTime(value: Datum, type: number, context: CallContext): string {
  const isDate = type === DATE;
  if (typeof value === 'bigint' || value === 2147483647 || value === -2147483648) {
    if (isDate || value === 9223372036854775807n || value === -9223372036854775808n) throw infinite(isDate ? 'date' : 'timestamp');
  }
  const iso: TypeContext = {
    dateStyle: { format: 'ISO', order: 'MDY' },
    intervalStyle: context.intervalStyle,
    timeZone: context.timeZone,
    byteaOutput: context.byteaOutput,
    extraFloatDigits: context.extraFloatDigits,
    transactionTimestamp: context.transactionTimestamp,
    typeById: id => context.typeById(id),
    regName: (kind, id) => context.regName(kind, id),
    regLookup: (kind, name) => context.regLookup(kind, name),
  };
  const text = typeOps(type as Oid, context).format(value, iso);
  if (isDate) return text;
  return text.replace(' ', 'T').replace(/([+-]\d\d)(?= BC$|$)/, type === TIMESTAMPTZ ? '$1:00' : '$1');
}

/** A value as XML text; `isEscaped` in content, not in attributes. */
function valueText(value: Datum, type: number, isEscaped: boolean, context: CallContext): string {
  const ops = typeOps(type as Oid, context);
  if (ops.elementOid !== 0) {
    return (value as ArrayValue).values.map(v => (v === null ? '' : `<element>${valueText(v, ops.elementOid, true, context)}</element>`)).join('');
  }
  let text: string;
  switch (type as Oid) {
    case BOOL:
      return value === true ? 'true' : 'false';
    case XML:
      return value as string;
    case DATE:
    case TIMESTAMP:
    case TIMESTAMPTZ:
      return schemaTime(value, type, context);
    case BYTEA:
      if (context.session.getSetting('xmlbinary', true) === 'hex')
        text = Buffer.from(value as Uint8Array)
          .toString('hex')
          .toUpperCase();
      else text = Buffer.from(value as Uint8Array).toString('base64');
      return text;
    default:
      text = outputText(value, type, context);
  }
  return isEscaped ? escapeText(text) : text;
}

// --- building ---

function element(elementName: string, names: readonly string[], args: readonly Datum[], context: CallContext): string {
  const types = context.argumentTypes;
  const name = xmlName(elementName, false);
  let out = `<${name}`;
  names.forEach((attribute, i) => {
    const value = args[i] as Datum;
    if (value !== null) out += ` ${attribute}="${escapeAttribute(valueText(value, types[i] as number, false, context))}"`;
  });
  let hasContent = false;
  let content = '';
  for (let i = names.length; i < args.length; i++) {
    const value = args[i] as Datum;
    if (value === null) continue;
    hasContent = true;
    content += valueText(value, types[i] as number, true, context);
  }
  return hasContent ? `${out}>${content}</${name}>` : `${out}/>`;
}

function forest(names: readonly string[], args: readonly Datum[], context: CallContext): string | null {
  let out: string | null = null;
  names.forEach((name, i) => {
    const value = args[i] as Datum;
    if (value !== null) out = `${out ?? ''}<${name}>${valueText(value, context.argumentTypes[i] as number, true, context)}</${name}>`;
  });
  return out;
}

function declarationOf(xml: string): XmlDeclaration {
  const declaration = parseXmlDeclaration(xml);
  return typeof declaration === 'string' ? { length: 0, version: null, standalone: -1 } : declaration;
}

/** One after another; the declarations become one where they agree. */
function concat(values: readonly Datum[]): string | null {
  const parts = values.filter(v => v !== null) as string[];
  if (parts.length === 0) return null;
  let standalone = 1;
  let version: string | null = null;
  let hasNoVersion = false;
  let body = '';
  for (const part of parts) {
    const declaration = declarationOf(part);
    if (declaration.standalone === 0 && standalone === 1) standalone = 0;
    if (declaration.standalone < 0) standalone = -1;
    if (declaration.version === null) hasNoVersion = true;
    else if (version === null) version = declaration.version;
    else if (version !== declaration.version) hasNoVersion = true;
    body += part.slice(declaration.length);
  }
  if (hasNoVersion && standalone < 0) return body;
  return xmlDeclarationText(hasNoVersion ? null : version, standalone) + body;
}

function comment(text: string): string {
  if (text.includes('--') || text.endsWith('-')) throw new PgError('invalid_xml_comment', 'invalid XML comment');
  return `<!--${text}-->`;
}

function instruction(target: string, args: readonly Datum[]): string | null {
  if (target.toLowerCase() === 'xml') {
    throw new PgError('syntax_error', 'invalid XML processing instruction', { detail: 'XML processing instruction target name cannot be "xml".' });
  }
  if (args.length > 0 && args[0] === null) return null;
  const name = xmlName(target, false);
  if (args.length === 0) return `<?${name}?>`;
  const text = args[0] as string;
  if (text.includes('?>')) {
    throw new PgError('invalid_xml_processing_instruction', 'invalid XML processing instruction', {
      detail: 'XML processing instruction cannot contain "?>".',
    });
  }
  return `<?${name} ${text.replace(/^ +/, '')}?>`;
}

/** `standalone`: 0 yes, 1 no, 2 no value, 3 as it is. */
function root(xml: string, version: string | null, standalone: number): string {
  const declaration = declarationOf(xml);
  const said = standalone === 0 ? 1 : standalone === 1 ? 0 : standalone === 2 ? -1 : declaration.standalone;
  return xmlDeclarationText(version, said) + xml.slice(declaration.length);
}

export function isXmlDocument(xml: string): boolean {
  return checkXml(xml, 'document').fault === null;
}

function serialize(xml: string, option: XmlOperation['option']): string {
  if (option === 'document' && !isXmlDocument(xml)) throw new PgError('not_an_xml_document', 'not an XML document');
  return xml;
}

/** The implementation of one XMLELEMENT, XMLFOREST, XMLCONCAT, XMLPARSE, XMLPI, XMLROOT, XMLSERIALIZE or IS DOCUMENT; NULLs are its own business. */
export function xmlOperation(operation: XmlOperation): ScalarImpl {
  const names = operation.labels.map(label => xmlName(label.name, label.isColumn));
  switch (operation.op) {
    case 'concat':
      return (...all: unknown[]) => concat(all.slice(0, -1) as Datum[]);
    case 'element':
      return (...all: unknown[]) => element(operation.name as string, names, all.slice(0, -1) as Datum[], all.at(-1) as CallContext);
    case 'forest':
      return (...all: unknown[]) => forest(names, all.slice(0, -1) as Datum[], all.at(-1) as CallContext);
    case 'parse':
      return (text: string | null) => (text === null ? null : parseXml(text, operation.option));
    case 'pi':
      return (...all: unknown[]) => instruction(operation.name as string, all.slice(0, -1) as Datum[]);
    case 'root':
      return (xml: string | null, version: string | null, standalone: number) => (xml === null ? null : root(xml, version, standalone));
    case 'document':
      return (xml: string | null) => (xml === null ? null : isXmlDocument(xml));
    case 'serialize':
      return (xml: string | null) => (xml === null ? null : serialize(xml, operation.option));
  }
}

const optionOf = (context: TypeContext): 'document' | 'content' => context.xmlOption ?? 'content';
const isWellFormed = (text: string, option: 'document' | 'content'): boolean => checkXml(text, option).fault === null;

export const xmlFunctions: ScalarFamily = {
  'xmlcomment(text)': comment,
  'xmlconcat2(xml,xml)': (a: string | null, b: string | null) => (a === null ? b : b === null ? a : concat([a, b])),
  'xml(text)': (text: string, context: CallContext) => parseXml(text, optionOf(context)),
  'text(xml)': (xml: string) => xml,
  'xml_is_well_formed(text)': (text: string, context: CallContext) => isWellFormed(text, optionOf(context)),
  'xml_is_well_formed_document(text)': (text: string) => isWellFormed(text, 'document'),
  'xml_is_well_formed_content(text)': (text: string) => isWellFormed(text, 'content'),
  'xmlvalidate(xml,text)': () => {
    throw new PgError('feature_not_supported', 'xmlvalidate is not implemented');
  },
};

const aggregate: AggregateImpl<{ parts: Datum[] }> = {
  skipNulls: true,
  init: () => ({ parts: [] }),
  transition(state, xml: string) {
    state.parts.push(xml);
    return state;
  },
  final: state => concat(state.parts),
};

export const xmlAggregates: AggregateFamily = { 'xmlagg(xml)': aggregate as AggregateImpl };
