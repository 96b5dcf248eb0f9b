/** Options of COPY with PostgreSQL's defaults, checks and messages. */
import { PgError, notSupported } from '../../errors/index.js';
import { parseBoolean } from '../../config/index.js';
import type { CopyStmt, DefElem } from '../../sql/index.js';

export interface CopyOptions {
  readonly format: 'text' | 'csv' | 'binary';
  readonly delimiter: string;
  readonly nullText: string;
  readonly header: boolean | 'match';
  readonly quote: string;
  readonly escape: string;
  /** Column names; '*' = all. */
  readonly forceQuote: readonly string[];
  readonly forceNotNull: readonly string[];
  readonly forceNull: readonly string[];
}

function text(option: DefElem): string {
  const { arg } = option;
  if (arg?.kind === 'AConst') return String(arg.value);
  if (arg?.kind === 'TypeName') return arg.names[arg.names.length - 1]!;
  if (arg?.kind === 'NameList') return arg.names.join(',');
  throw new PgError('syntax_error', `${option.defname} requires a parameter`);
}

function names(option: DefElem): readonly string[] {
  if (option.arg?.kind === 'AStar') return ['*'];
  if (option.arg?.kind === 'NameList') return option.arg.names;
  throw new PgError('invalid_parameter_value', `argument to option "${option.defname}" must be a list of column names`);
}

function boolean(option: DefElem): boolean {
  if (option.arg === null) return true;
  const value = parseBoolean(text(option));
  if (value === undefined) throw new PgError('syntax_error', `${option.defname} requires a Boolean value`);
  return value;
}

function header(option: DefElem | undefined, isFrom: boolean): boolean | 'match' {
  if (option === undefined) return false;
  if (option.arg === null) return true;
  const given = text(option).toLowerCase();
  if (given === 'match') {
    if (!isFrom) throw new PgError('feature_not_supported', 'cannot use "match" with HEADER in COPY TO');
    return 'match';
  }
  const value = given === '1' || given === '0' ? given === '1' : parseBoolean(given);
  if (value === undefined) throw new PgError('syntax_error', `${option.defname} requires a Boolean value or "match"`);
  return value;
}

export function parseCopyOptions(statement: CopyStmt): CopyOptions {
  const seen = new Map<string, DefElem>();
  for (const option of statement.options) {
    if (seen.has(option.defname)) throw new PgError('syntax_error', 'conflicting or redundant options').at(option.location + 1);
    seen.set(option.defname, option);
  }
  let format: CopyOptions['format'] = 'text';
  for (const [name, option] of seen) {
    switch (name) {
      case 'format': {
        const value = text(option);
        if (value !== 'text' && value !== 'csv' && value !== 'binary')
          throw new PgError('invalid_parameter_value', `COPY format "${value}" not recognized`).at(option.location + 1);
        format = value;
        break;
      }
      case 'encoding': {
        const encoding = text(option)
          .toUpperCase()
          .replace(/[^A-Z0-9]/g, '');
        if (encoding !== 'UTF8' && encoding !== 'UNICODE' && encoding !== 'SQLASCII') throw notSupported(`COPY encoding "${text(option)}"`);
        break;
      }
      case 'freeze':
      case 'delimiter':
      case 'null':
      case 'header':
      case 'quote':
      case 'escape':
      case 'force_quote':
      case 'force_not_null':
      case 'force_null':
        break;
      default:
        throw new PgError('syntax_error', `option "${name}" not recognized`).at(option.location + 1);
    }
  }
  const option = (name: string): string | undefined => (seen.has(name) ? text(seen.get(name)!) : undefined);
  const isCsv = format === 'csv';
  const delimiter = option('delimiter') ?? (isCsv ? ',' : '\t');
  const nullText = option('null') ?? (isCsv ? '' : '\\N');
  const quote = option('quote') ?? '"';
  const escape = option('escape') ?? quote;
  if (seen.has('freeze')) boolean(seen.get('freeze')!);
  const headerLine = header(seen.get('header'), statement.isFrom);
  if (format === 'binary') {
    if (seen.has('delimiter')) throw new PgError('syntax_error', 'cannot specify DELIMITER in BINARY mode');
    if (seen.has('null')) throw new PgError('syntax_error', 'cannot specify NULL in BINARY mode');
    if (headerLine !== false) throw new PgError('feature_not_supported', 'cannot specify HEADER in BINARY mode');
  }
  if (Buffer.byteLength(delimiter) !== 1) throw new PgError('feature_not_supported', 'COPY delimiter must be a single one-byte character');
  if (/[\r\n]/.test(delimiter)) throw new PgError('invalid_parameter_value', 'COPY delimiter cannot be newline or carriage return');
  if (/[\r\n]/.test(nullText)) throw new PgError('invalid_parameter_value', 'COPY null representation cannot use newline or carriage return');
  if (!isCsv && /[\\.a-z0-9]/.test(delimiter)) throw new PgError('invalid_parameter_value', `COPY delimiter cannot be "${delimiter}"`);
  if (!isCsv && seen.has('quote')) throw new PgError('feature_not_supported', 'COPY quote available only in CSV mode');
  if (isCsv && Buffer.byteLength(quote) !== 1) throw new PgError('feature_not_supported', 'COPY quote must be a single one-byte character');
  if (isCsv && delimiter === quote) throw new PgError('invalid_parameter_value', 'COPY delimiter and quote must be different');
  if (!isCsv && seen.has('escape')) throw new PgError('feature_not_supported', 'COPY escape available only in CSV mode');
  if (isCsv && Buffer.byteLength(escape) !== 1) throw new PgError('feature_not_supported', 'COPY escape must be a single one-byte character');
  if (!isCsv && seen.has('force_quote')) throw new PgError('feature_not_supported', 'COPY force quote available only in CSV mode');
  if (seen.has('force_quote') && statement.isFrom) throw new PgError('feature_not_supported', 'COPY force quote only available using COPY TO');
  if (!isCsv && seen.has('force_not_null')) throw new PgError('feature_not_supported', 'COPY force not null available only in CSV mode');
  if (seen.has('force_not_null') && !statement.isFrom) throw new PgError('feature_not_supported', 'COPY force not null only available using COPY FROM');
  if (!isCsv && seen.has('force_null')) throw new PgError('feature_not_supported', 'COPY force null available only in CSV mode');
  if (seen.has('force_null') && !statement.isFrom) throw new PgError('feature_not_supported', 'COPY force null only available using COPY FROM');
  if (nullText.includes(delimiter)) throw new PgError('feature_not_supported', 'COPY delimiter must not appear in the NULL specification');
  if (isCsv && nullText.includes(quote)) throw new PgError('feature_not_supported', 'CSV quote character must not appear in the NULL specification');
  return {
    format,
    delimiter,
    nullText,
    header: headerLine,
    quote,
    escape,
    forceQuote: seen.has('force_quote') ? names(seen.get('force_quote')!) : [],
    forceNotNull: seen.has('force_not_null') ? names(seen.get('force_not_null')!) : [],
    forceNull: seen.has('force_null') ? names(seen.get('force_null')!) : [],
  };
}
