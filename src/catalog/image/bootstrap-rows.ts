/** The rows every new database starts with: PostgreSQL's built-in objects from the generated facts, and our own seeds. */
import { INVALID_OID, oid, type Oid } from '../../base/index.js';
import type { ArrayValue, Datum } from '../../types/index.js';
import { aggregateTable, functionTable, DEFAULT_SEPARATOR } from '../builtin/builtin-functions.js';
import { accessMethodTable, familyFunctionTable, familyOperatorTable, operatorClassTable, operatorFamilyTable } from '../builtin/builtin-operator-classes.js';
import { castTable, operatorTable } from '../builtin/builtin-operators.js';
import {
  constraintTable,
  indexTable,
  PG_CATALOG_SCHEMA,
  PUBLIC_SCHEMA,
  rawIndex,
  rawRelation,
  relationTable,
  type RawRelation,
} from '../builtin/builtin-relations.js';
import { rangeTable, typeTable, builtinType } from '../builtin/builtin-types.js';
import { PackedTable, type PackedField, type PackedRows } from '../builtin/packed-table.js';
import * as objects from '../data/pg-objects.data.js';
import { attributeRowOf, classRow, systemAttributeRows } from '../ddl/create-relation.js';
import { builtinTypeStorage } from '../ddl/type.js';
import { aclArray, charArray, int2Array, int2Vector, oidArray, oidVector, textArray } from '../store/arrays.js';
import * as catalogs from '../store/catalog-rows.data.js';
import type { CatalogTable } from '../store/catalog-table.js';

const OWNER = oid(10);

/** One catalog and all its rows. */
export interface CatalogContents {
  readonly table: CatalogTable<object>;
  readonly rows: readonly (readonly Datum[])[];
}

function toDatum(typeName: string, field: PackedField): Datum {
  if (field === null) return null;
  const numbers = (separator: string): number[] => (field === '' ? [] : field.split(separator).map(Number));
  switch (typeName) {
    case 'bool':
      return field === 't';
    case 'oid':
    case 'regproc':
    case 'int2':
    case 'int4':
    case 'int8':
    case 'float4':
    case 'xid':
      return Number(field);
    case 'oidvector':
      return oidVector(numbers(' '));
    case 'int2vector':
      return int2Vector(numbers(' '));
    case '_int2':
      return int2Array(numbers(' '));
    case '_oid':
      return oidArray(numbers(','));
    case '_char':
      return charArray(field.split(','));
    case '_text':
      return textArray(field.split(','));
    case '_aclitem':
      return aclArray(field.slice(1, -1).split(','));
    default:
      return field;
  }
}

/** Rows of a catalog from packed facts; `seed` fills the columns that the facts leave out. */
function fromFacts<Row extends object>(table: CatalogTable<Row>, packed: PackedTable, seed: Partial<Row>, adjust?: (row: Row) => void): CatalogContents {
  const columns = new Map(packed.columns.map((name, i) => [name, i]));
  const { descriptor } = table;
  const types = descriptor.columns.map(c => builtinType(c.typeId)!.name);
  const defaults = table.toValues(seed as Row);
  const rows: Datum[][] = [];
  for (let line = 0; line < packed.count; line++) {
    const fields = packed.fields(line);
    let values = descriptor.columns.map((c, i) => {
      const at = columns.get(c.name);
      return at === undefined ? defaults[i]! : toDatum(types[i]!, fields[at]!);
    });
    if (adjust !== undefined) {
      const row = table.toRow(values);
      adjust(row);
      values = table.toValues(row);
    }
    const missing = descriptor.columns.find((c, i) => c.isNotNull && values[i] === null);
    if (missing !== undefined) throw new Error(`no value for ${table.name}.${missing.name}`);
    rows.push(values);
  }
  return { table: table as unknown as CatalogTable<object>, rows };
}

function fromRows<Row extends object>(table: CatalogTable<Row>, rows: readonly Row[]): CatalogContents {
  return { table: table as unknown as CatalogTable<object>, rows: rows.map(r => table.toValues(r)) };
}

const unpack = (packed: PackedRows): PackedTable => new PackedTable(packed);

/** Texts of the two domain constraints of information_schema. */
const DOMAIN_CHECKS: Readonly<Record<string, string>> = {
  cardinal_number_domain_check: '(VALUE >= 0)',
  yes_or_no_check: "((VALUE)::text = ANY ((ARRAY['YES'::character varying, 'NO'::character varying])::text[]))",
};

function relations(): RawRelation[] {
  const all: RawRelation[] = [];
  for (let line = 0; line < relationTable.count; line++) all.push(rawRelation(line));
  return all;
}

/** Relations of pg_catalog that not everyone may read: what others may, null where they may nothing. */
const RESTRICTED = new Map<string, string | null>([
  ['pg_statistic', null],
  ['pg_authid', null],
  ['pg_shadow', null],
  ['pg_statistic_ext_data', null],
  ['pg_settings', '=rw/postgres'],
  ['pg_file_settings', null],
  ['pg_hba_file_rules', null],
  ['pg_ident_file_mappings', null],
  ['pg_config', null],
  ['pg_shmem_allocations', 'pg_read_all_stats=r/postgres'],
  ['pg_backend_memory_contexts', 'pg_read_all_stats=r/postgres'],
  ['pg_user_mapping', null],
  ['pg_replication_origin_status', null],
  ['pg_subscription', null],
  ['pg_largeobject', null],
]);

/** Privileges on a built-in relation as initdb leaves them. */
function relationPrivileges(r: RawRelation): ArrayValue | null {
  if (r.kind !== 'r' && r.kind !== 'v') return null;
  const others = r.schemaId === PG_CATALOG_SCHEMA && RESTRICTED.has(r.name) ? RESTRICTED.get(r.name) : '=r/postgres';
  const owner = 'postgres=arwdDxt/postgres';
  return aclArray(others === null || others === undefined ? [owner] : [owner, others]);
}

/** What initdb granted: pg_dump tells grants of users from these. */
function initialPrivileges(all: readonly RawRelation[]): CatalogContents {
  const row = (objoid: Oid, classoid: Oid, initprivs: ArrayValue): catalogs.PgInitPrivsRow => ({ objoid, classoid, objsubid: 0, privtype: 'i', initprivs });
  const schemas = unpack(objects.PG_NAMESPACE);
  const acl = schemas.columns.indexOf('nspacl');
  const id = schemas.columns.indexOf('oid');
  const rows: catalogs.PgInitPrivsRow[] = [];
  for (let line = 0; line < schemas.count; line++) {
    const fields = schemas.fields(line);
    const schema = oid(Number(fields[id]));
    if (schema === PG_CATALOG_SCHEMA || schema === PUBLIC_SCHEMA) rows.push(row(schema, oid(2615), toDatum('_aclitem', fields[acl]!) as ArrayValue));
  }
  for (const r of all) {
    const privileges = r.schemaId === PG_CATALOG_SCHEMA ? relationPrivileges(r) : null;
    if (privileges !== null) rows.push(row(r.oid, oid(1259), privileges));
  }
  return fromRows(catalogs.pgInitPrivs, rows);
}

function classContents(all: readonly RawRelation[]): CatalogContents {
  const indexed = new Set<number>();
  const methods = new Map<number, number>();
  for (let line = 0; line < indexTable.count; line++) {
    const index = rawIndex(line);
    indexed.add(index.table);
    methods.set(index.oid, 403);
  }
  return fromRows(
    catalogs.pgClass,
    all.map(r =>
      classRow({
        oid: r.oid,
        relname: r.name,
        relnamespace: r.schemaId,
        relowner: OWNER,
        relkind: r.kind,
        reltype: r.rowType,
        relam: r.kind === 'r' ? oid(2) : oid(methods.get(r.oid) ?? 0),
        relfilenode: r.kind === 'v' ? INVALID_OID : r.oid,
        reltoastrelid: oid(r.overflowFile),
        relhasindex: indexed.has(r.oid),
        relisshared: r.isShared,
        reltablespace: r.isShared ? oid(1664) : INVALID_OID,
        relnatts: r.columns.length,
        // Catalogs have no replica identity.
        relreplident: r.kind === 'r' && r.schemaId !== PG_CATALOG_SCHEMA ? 'd' : 'n',
        relacl: relationPrivileges(r),
      }),
    ),
  );
}

function attributeContents(all: readonly RawRelation[]): CatalogContents {
  const rows = all.flatMap(r => {
    const own = r.columns.map(c => attributeRowOf(builtinTypeStorage(c.typeId)!, r.oid, c.number, c));
    return r.kind === 'r' ? [...own, ...systemAttributeRows(r.oid)] : own;
  });
  return fromRows(catalogs.pgAttribute, rows);
}

function databaseContents(): CatalogContents {
  const database = (id: number, name: string): catalogs.PgDatabaseRow => ({
    oid: oid(id),
    datname: name,
    datdba: OWNER,
    encoding: 6,
    datlocprovider: 'c',
    datistemplate: id !== 5,
    // Both templates are there for tools that list databases; nobody connects to them.
    datallowconn: id === 5,
    datconnlimit: -1,
    datfrozenxid: 3,
    datminmxid: 1,
    dattablespace: oid(1663),
    datcollate: 'C',
    datctype: 'C.UTF-8',
    daticulocale: null,
    datcollversion: null,
    datacl: id === 5 ? null : aclArray(['=c/postgres', 'postgres=CTc/postgres']),
  });
  return fromRows(catalogs.pgDatabase, [database(1, 'template1'), database(4, 'template0'), database(5, 'postgres')]);
}

function constraintContents(): CatalogContents {
  return fromFacts(
    catalogs.pgConstraint,
    constraintTable,
    {
      condeferrable: false,
      condeferred: false,
      convalidated: true,
      conparentid: INVALID_OID,
      confrelid: INVALID_OID,
      confupdtype: ' ',
      confdeltype: ' ',
      confmatchtype: ' ',
      conislocal: true,
      coninhcount: 0,
      connoinherit: true,
    },
    row => {
      if (row.contype !== 'c') return;
      row.connoinherit = false;
      row.conbin = DOMAIN_CHECKS[row.conname] ?? null;
    },
  );
}

/** Contents of every catalog that does not start empty. */
export function bootstrapContents(): CatalogContents[] {
  const all = relations();
  const noOwner = {};
  return [
    classContents(all),
    attributeContents(all),
    fromFacts(catalogs.pgType, typeTable, { typowner: OWNER, typisdefined: true }),
    fromFacts(catalogs.pgRange, rangeTable, noOwner),
    fromFacts(catalogs.pgProc, functionTable, { proowner: OWNER, pronargs: 0, pronargdefaults: 0 }, row => {
      row.pronargs = row.proargtypes.values.length;
      row.pronargdefaults = row.proargdefaults === null ? 0 : row.proargdefaults.split(DEFAULT_SEPARATOR).length;
    }),
    fromFacts(catalogs.pgAggregate, aggregateTable, noOwner),
    fromFacts(catalogs.pgOperator, operatorTable, { oprnamespace: PG_CATALOG_SCHEMA, oprowner: OWNER }),
    fromFacts(catalogs.pgCast, castTable, noOwner),
    fromFacts(catalogs.pgAm, accessMethodTable, noOwner),
    fromFacts(catalogs.pgOpfamily, operatorFamilyTable, { opfnamespace: PG_CATALOG_SCHEMA, opfowner: OWNER }),
    fromFacts(catalogs.pgOpclass, operatorClassTable, { opcnamespace: PG_CATALOG_SCHEMA, opcowner: OWNER }),
    fromFacts(catalogs.pgAmop, familyOperatorTable, noOwner),
    fromFacts(catalogs.pgAmproc, familyFunctionTable, noOwner),
    fromFacts(
      catalogs.pgIndex,
      indexTable,
      {
        indnatts: 0,
        indnullsnotdistinct: false,
        indisclustered: false,
        indisvalid: true,
        indcheckxmin: false,
        indisready: true,
        indislive: true,
        indisreplident: false,
      },
      row => {
        row.indnatts = row.indkey.values.length;
      },
    ),
    constraintContents(),
    fromFacts(catalogs.pgNamespace, unpack(objects.PG_NAMESPACE), noOwner),
    initialPrivileges(all),
    fromFacts(catalogs.pgLanguage, unpack(objects.PG_LANGUAGE), { lanowner: OWNER }),
    fromFacts(catalogs.pgCollation, unpack(objects.PG_COLLATION), { collowner: OWNER }),
    fromFacts(catalogs.pgAuthid, unpack(objects.PG_AUTHID), { rolconnlimit: -1 }),
    fromFacts(catalogs.pgAuthMembers, unpack(objects.PG_AUTH_MEMBERS), noOwner),
    fromFacts(catalogs.pgTablespace, unpack(objects.PG_TABLESPACE), { spcowner: OWNER }),
    fromFacts(catalogs.pgConversion, unpack(objects.PG_CONVERSION), { connamespace: PG_CATALOG_SCHEMA, conowner: OWNER }),
    fromFacts(catalogs.pgTsConfig, unpack(objects.PG_TS_CONFIG), { cfgnamespace: PG_CATALOG_SCHEMA, cfgowner: OWNER }),
    fromFacts(catalogs.pgTsConfigMap, unpack(objects.PG_TS_CONFIG_MAP), noOwner),
    fromFacts(catalogs.pgTsDict, unpack(objects.PG_TS_DICT), { dictnamespace: PG_CATALOG_SCHEMA, dictowner: OWNER }),
    fromFacts(catalogs.pgTsParser, unpack(objects.PG_TS_PARSER), { prsnamespace: PG_CATALOG_SCHEMA }),
    fromFacts(catalogs.pgTsTemplate, unpack(objects.PG_TS_TEMPLATE), { tmplnamespace: PG_CATALOG_SCHEMA }),
    databaseContents(),
    fromRows(catalogs.pgDescription, [{ objoid: PUBLIC_SCHEMA, classoid: oid(2615), objsubid: 0, description: 'standard public schema' }]),
    fromRows(catalogs.pgShdescription, [
      { objoid: oid(1), classoid: oid(1262), description: 'default template for new databases' },
      { objoid: oid(4), classoid: oid(1262), description: 'unmodifiable empty database' },
      { objoid: oid(5), classoid: oid(1262), description: 'default administrative connection database' },
    ]),
    fromRows(catalogs.pgExtension, [
      {
        oid: oid(13559),
        extname: 'plpgsql',
        extowner: OWNER,
        extnamespace: PG_CATALOG_SCHEMA,
        extrelocatable: false,
        extversion: '1.0',
        extconfig: null,
        extcondition: null,
      },
    ]),
  ];
}
