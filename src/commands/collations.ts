/** CREATE COLLATION (PostgreSQL chapter 24.2.2.3): of ICU, through Intl; of libc only those that order by bytes. */
import { collationRow, createCollation, type CollationSpec } from '../catalog/index.js';
import { notSupported, PgError } from '../errors/index.js';
import type { AlterCollationStmt, DefElem, DefineStmt } from '../sql/index.js';
import type { Waiting } from '../txn/index.js';
import { unsupportedLocaleKey } from '../types/index.js';
import type { CommandContext } from './command-context.js';
import { sendNotice } from './notices.js';
import { nameAsRange } from './type-lookup.js';

const ATTRIBUTES = ['from', 'locale', 'lc_collate', 'lc_ctype', 'provider', 'deterministic', 'version'];

function attributesOf(statement: DefineStmt): ReadonlyMap<string, DefElem> {
  const found = new Map<string, DefElem>();
  for (const element of statement.definition) {
    const { defname, location } = element;
    if (!ATTRIBUTES.includes(defname)) throw new PgError('syntax_error', `collation attribute "${defname}" not recognized`).at(location + 1);
    if (found.has(defname)) throw new PgError('syntax_error', 'conflicting or redundant options').at(location + 1);
    found.set(defname, element);
  }
  const conflict = (detail: string): PgError => new PgError('syntax_error', 'conflicting or redundant options', { detail });
  if (found.has('locale') && (found.has('lc_collate') || found.has('lc_ctype')))
    throw conflict('LOCALE cannot be specified together with LC_COLLATE or LC_CTYPE.');
  if (found.has('from') && found.size > 1) throw conflict('FROM cannot be specified together with any other options.');
  return found;
}

function namesOf(element: DefElem): readonly string[] {
  const { arg } = element;
  if (arg?.kind === 'NameList' || arg?.kind === 'TypeName') return arg.names;
  if (arg?.kind === 'AConst' && (arg.valueKind === 'string' || arg.valueKind === 'float')) return [arg.value];
  if (arg?.kind === 'AConst' && arg.valueKind === 'integer') return [String(arg.value)];
  throw new PgError('syntax_error', `${element.defname} requires a parameter`);
}

function booleanOf(element: DefElem | undefined): boolean {
  if (element === undefined || element.arg === null) return true;
  const text = element.arg.kind === 'AConst' && element.arg.valueKind === 'boolean' ? String(element.arg.value) : namesOf(element).join('.').toLowerCase();
  if (['true', 'on', '1'].includes(text)) return true;
  if (['false', 'off', '0'].includes(text)) return false;
  throw new PgError('syntax_error', `${element.defname} requires a Boolean value`);
}

/** Locales of libc that order by bytes and classify as this database does. */
const BYTE_LOCALES = new Set(['C', 'POSIX', 'C.UTF-8', 'C.UTF8', 'C.utf8', 'C.utf-8']);

function libcLocale(name: string): string {
  if (BYTE_LOCALES.has(name)) return name;
  throw new PgError('invalid_parameter_value', `could not create locale "${name}": No such file or directory`, {
    detail: `The operating system could not find any locale data for the locale name "${name}".`,
  });
}

type Rules = Pick<CollationSpec, 'collprovider' | 'collisdeterministic' | 'collcollate' | 'collctype' | 'colliculocale' | 'collversion'>;

function rulesOf(given: ReadonlyMap<string, DefElem>): Rules {
  const text = (name: string): string | undefined => {
    const element = given.get(name);
    return element === undefined ? undefined : namesOf(element).join('.');
  };
  const provider = text('provider')?.toLowerCase() ?? 'libc';
  const isDeterministic = booleanOf(given.get('deterministic'));
  const version = text('version') ?? null;
  if (provider !== 'icu' && provider !== 'libc') {
    throw new PgError('invalid_object_definition', `unrecognized collation provider: ${text('provider')!}`);
  }
  const needed = (name: string, value: string | undefined): string => {
    if (value === undefined) throw new PgError('invalid_object_definition', `parameter "${name}" must be specified`);
    return value;
  };
  const locale = text('locale');
  if (provider === 'icu') {
    const own = needed('locale', locale);
    const unsupported = unsupportedLocaleKey(own);
    if (unsupported === undefined) throw notSupported(`locale "${own}"`);
    if (unsupported !== null) throw notSupported(`locale key "${unsupported}"`);
    if (!isDeterministic) throw notSupported('nondeterministic collations');
    return { collprovider: 'i', collisdeterministic: true, collcollate: null, collctype: null, colliculocale: own, collversion: version };
  }
  const collate = needed('lc_collate', locale ?? text('lc_collate'));
  const ctype = needed('lc_ctype', locale ?? text('lc_ctype'));
  if (!isDeterministic) throw new PgError('feature_not_supported', 'nondeterministic collations not supported with this provider');
  libcLocale(collate);
  libcLocale(ctype);
  return { collprovider: 'c', collisdeterministic: true, collcollate: collate, collctype: ctype, colliculocale: null, collversion: version };
}

export function* runCreateCollation(context: CommandContext, statement: DefineStmt): Waiting<string> {
  const { catalog } = context;
  const given = attributesOf(statement);
  const range = nameAsRange(statement.defnames);
  const { schemaId } = yield* context.creationTarget(range);
  const name = range.relname;
  const from = given.get('from');
  const source = from === undefined ? null : collationRow(catalog, namesOf(from));
  if (source?.collprovider === 'd') throw new PgError('invalid_object_definition', 'collation "default" cannot be copied');
  const rules: Rules = source ?? rulesOf(given);
  const { collprovider, collisdeterministic, collcollate, collctype, colliculocale, collversion } = rules;
  const spec = { collprovider, collisdeterministic, collcollate, collctype, colliculocale, collversion };
  const made = yield* createCollation(
    catalog,
    { collname: name, collnamespace: schemaId, collowner: context.currentUserId, ...spec },
    ...(source === null ? [] : [source.collencoding]),
  );
  if (made !== null) return 'CREATE COLLATION';
  const message = `collation "${name}" ${rules.collprovider === 'c' && source?.collencoding !== -1 ? 'for encoding "UTF8" ' : ''}already exists`;
  if (!statement.ifNotExists) throw new PgError('duplicate_object', message);
  sendNotice(context, 'duplicate_object', `${message}, skipping`);
  return 'CREATE COLLATION';
}

/** ALTER COLLATION … REFRESH VERSION: indexes depend on no version of ICU, so there is none to keep. */
export function runRefreshCollation(context: CommandContext, statement: AlterCollationStmt): string {
  collationRow(context.catalog, statement.collname);
  sendNotice(context, 'successful_completion', 'version has not changed');
  return 'ALTER COLLATION';
}
