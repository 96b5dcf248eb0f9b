/** Pseudo-types (PostgreSQL chapter 8.21): what functions declare and no column holds. */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { defineType, notComparable } from './define-type.js';
import * as oids from './oids.js';
import type { TypeOps } from './type-ops.js';

function pseudo(id: Oid, name: string, arrayOid: Oid = 0 as Oid, length = 4): TypeOps {
  const refuse = (verb: string) => (): never => {
    throw new PgError('feature_not_supported', `cannot ${verb} a value of type ${name}`);
  };
  return defineType({
    oid: id,
    name,
    arrayOid,
    length,
    parse: refuse('accept'),
    format: refuse('display'),
    receive: refuse('accept'),
    send: refuse('display'),
    comparable: false,
    compare: notComparable(name),
    hash: refuse('hash'),
    storageClass: () => 'text',
    encodeKey: refuse('store'),
  });
}

export const pseudoTypes: readonly TypeOps[] = [
  pseudo(oids.ANY, 'any'),
  pseudo(oids.ANYARRAY, 'anyarray', 0 as Oid, -1),
  pseudo(oids.ANYELEMENT, 'anyelement'),
  pseudo(oids.ANYNONARRAY, 'anynonarray'),
  pseudo(oids.ANYENUM, 'anyenum'),
  pseudo(oids.ANYRANGE, 'anyrange', 0 as Oid, -1),
  pseudo(oids.ANYMULTIRANGE, 'anymultirange', 0 as Oid, -1),
  pseudo(oids.ANYCOMPATIBLE, 'anycompatible'),
  pseudo(oids.ANYCOMPATIBLEARRAY, 'anycompatiblearray', 0 as Oid, -1),
  pseudo(oids.ANYCOMPATIBLENONARRAY, 'anycompatiblenonarray'),
  pseudo(oids.ANYCOMPATIBLERANGE, 'anycompatiblerange', 0 as Oid, -1),
  pseudo(oids.ANYCOMPATIBLEMULTIRANGE, 'anycompatiblemultirange', 0 as Oid, -1),
  pseudo(oids.TRIGGER, 'trigger'),
  pseudo(oids.EVENT_TRIGGER, 'event_trigger'),
  pseudo(oids.INTERNAL, 'internal', 0 as Oid, 8),
  pseudo(oids.LANGUAGE_HANDLER, 'language_handler'),
  pseudo(oids.FDW_HANDLER, 'fdw_handler'),
  pseudo(oids.INDEX_AM_HANDLER, 'index_am_handler'),
  pseudo(oids.TABLE_AM_HANDLER, 'table_am_handler'),
  pseudo(oids.TSM_HANDLER, 'tsm_handler'),
  pseudo(oids.PG_DDL_COMMAND, 'pg_ddl_command', 0 as Oid, 8),
];
