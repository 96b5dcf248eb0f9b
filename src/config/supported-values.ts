/**
 * Settings of which only some values have the effect they have in PostgreSQL: the others are refused, not accepted without effect.
 * Settings that only cost or save work, or say what is written to a server log, are free.
 */
import { notSupported, PgError } from '../errors/index.js';
import type { SettingRow } from './setting.js';

const SUPPORTED: Readonly<Record<string, readonly string[]>> = {
  exit_on_error: ['off'],
  quote_all_identifiers: ['off'],
};

const BYTE_LOCALES = ['', 'C', 'POSIX', 'C.UTF-8', 'C.UTF8', 'C.utf8'];

/** @param value in SHOW's form. @throws PgError 0A000 when the value would have an effect that is not there, 22023 when there is no such thing */
export function checkSupportedValue(row: SettingRow, value: string): string {
  const { name } = row;
  const supported = SUPPORTED[name];
  if (supported !== undefined && !supported.includes(value)) throw notSupported(`setting ${name} = ${value}`);
  const invalid = (detail?: string): PgError =>
    new PgError('invalid_parameter_value', `invalid value for parameter "${name}": "${value}"`, detail === undefined ? undefined : { detail });
  if (/^lc_(?:messages|monetary|numeric|time)$/.test(name) && !BYTE_LOCALES.includes(value)) throw invalid();
  if (name === 'default_table_access_method' && value !== 'heap') throw invalid(`Table access method "${value}" does not exist.`);
  if (name === 'default_tablespace' && value !== '' && value !== 'pg_default') {
    throw value === 'pg_global' ? notSupported('tablespace pg_global') : invalid(`Tablespace "${value}" does not exist.`);
  }
  return value;
}
