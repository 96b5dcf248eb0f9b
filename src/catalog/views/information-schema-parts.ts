/** Fragments shared by the views of information_schema (ISO/IEC 9075-11). Each returns SQL text. */

/** Current database: every catalog column of the schema. */
export const DATABASE = 'current_database()';

/** Columns that describe a type's length, precision and so on, from a type oid and a typmod given as SQL. */
export function typeFacts(id: string, typmod: string): Record<string, string> {
  return {
    character_maximum_length: `CASE WHEN ${typmod} = -1 THEN NULL WHEN ${id} IN (1042, 1043) THEN ${typmod} - 4 WHEN ${id} IN (1560, 1562) THEN ${typmod} END`,
    character_octet_length: `CASE WHEN ${id} = 25 OR (${id} IN (1042, 1043) AND ${typmod} = -1) THEN 1073741824 WHEN ${id} IN (1042, 1043) THEN 4 * (${typmod} - 4) END`,
    numeric_precision: `CASE ${id} WHEN 21 THEN 16 WHEN 23 THEN 32 WHEN 20 THEN 64 WHEN 700 THEN 24 WHEN 701 THEN 53 WHEN 1700 THEN CASE WHEN ${typmod} = -1 THEN NULL ELSE (${typmod} - 4) >> 16 & 65535 END END`,
    numeric_precision_radix: `CASE WHEN ${id} IN (20, 21, 23, 700, 701) THEN 2 WHEN ${id} = 1700 THEN 10 END`,
    numeric_scale: `CASE WHEN ${id} IN (20, 21, 23) THEN 0 WHEN ${id} = 1700 AND ${typmod} <> -1 THEN (${typmod} - 4) & 65535 END`,
    datetime_precision:
      `CASE WHEN ${id} = 1082 THEN 0 WHEN ${id} IN (1083, 1114, 1184, 1266) THEN CASE WHEN ${typmod} < 0 THEN 6 ELSE ${typmod} END ` +
      `WHEN ${id} = 1186 THEN CASE WHEN ${typmod} < 0 OR ${typmod} & 65535 = 65535 THEN 6 ELSE ${typmod} & 65535 END END`,
    interval_type: `CASE WHEN ${id} = 1186 THEN nullif(upper(regexp_replace(format_type(${id}, ${typmod}), '^interval[()0-9]* ?', '')), '') END`,
  };
}

/** data_type: the type's display name, ARRAY, or USER-DEFINED. */
export function dataType(type: string, schema: string): string {
  return `CASE WHEN ${type}.typelem <> 0 AND ${type}.typlen = -1 THEN 'ARRAY' WHEN ${schema}.nspname = 'pg_catalog' THEN format_type(${type}.oid, NULL) ELSE 'USER-DEFINED' END`;
}

/** As `dataType`, looking through a domain: `t` / `nt` the type, `bt` / `nbt` its base type. */
export const DATA_TYPE_OF_BASE = `CASE WHEN t.typtype = 'd' THEN ${dataType('bt', 'nbt')} ELSE ${dataType('t', 'nt')} END`;

/** Joins of a type and its domain's base type. */
export function typeJoins(typeId: string): string {
  return (
    `JOIN pg_catalog.pg_type t ON t.oid = ${typeId} JOIN pg_catalog.pg_namespace nt ON nt.oid = t.typnamespace ` +
    `LEFT JOIN (pg_catalog.pg_type bt JOIN pg_catalog.pg_namespace nbt ON nbt.oid = bt.typnamespace) ON t.typtype = 'd' AND bt.oid = t.typbasetype`
  );
}

/** A collation other than the default one. Looked up a row at a time: few columns have one, and there are hundreds. */
export function collationColumns(collation: string): Record<string, string> {
  const found = (column: string): string =>
    `CASE WHEN ${collation} NOT IN (0, 100) THEN (SELECT ${column} FROM pg_catalog.pg_collation co ` +
    `JOIN pg_catalog.pg_namespace nco ON nco.oid = co.collnamespace WHERE co.oid = ${collation}) END`;
  return {
    collation_catalog: `CASE WHEN ${collation} NOT IN (0, 100) THEN ${DATABASE} END`,
    collation_schema: found('nco.nspname'),
    collation_name: found('co.collname'),
  };
}

export function yesNo(condition: string): string {
  return `CASE WHEN ${condition} THEN 'YES' ELSE 'NO' END`;
}

/** An object of the current user's roles. */
export function isOwned(owner: string): string {
  return `pg_has_role(${owner}, 'USAGE')`;
}

/** Relations the user may see through ownership or any privilege. */
export function isAccessible(alias: string): string {
  return (
    `(${isOwned(`${alias}.relowner`)} OR has_table_privilege(${alias}.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER') ` +
    `OR has_any_column_privilege(${alias}.oid, 'SELECT, INSERT, UPDATE, REFERENCES'))`
  );
}

/** Catalog, schema and name columns with a common prefix. */
export function qualified(prefix: string, schema: string, name: string): Record<string, string> {
  return { [`${prefix}_catalog`]: DATABASE, [`${prefix}_schema`]: schema, [`${prefix}_name`]: name };
}

/** Foreign key action as the standard spells it. */
export function ruleName(column: string): string {
  return `CASE ${column} WHEN 'c' THEN 'CASCADE' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' WHEN 'r' THEN 'RESTRICT' WHEN 'a' THEN 'NO ACTION' END`;
}
