/** The types tsvector and tsquery (PostgreSQL chapter 8.11). PostgreSQL has a btree operator class for both and no hash operator class. */
import { defineType } from './define-type.js';
import * as oids from './oids.js';
import type { TsQuery, TsVector } from './text-search-value.js';
import {
  compareTsQueries,
  compareTsVectors,
  decodeTsQuery,
  decodeTsVector,
  encodeTsVector,
  formatTsQuery,
  formatTsVector,
  hashTsQuery,
  hashTsVector,
  parseTsQuery,
  parseTsVector,
  receiveTsQuery,
  receiveTsVector,
  sendTsQuery,
  sendTsVector,
  writeTsQueryKey,
  writeTsVectorKey,
} from './text-search/index.js';
import type { TypeOps } from './type-ops.js';

export const textSearchTypes: readonly TypeOps[] = [
  defineType({
    oid: oids.TSVECTOR,
    name: 'tsvector',
    arrayOid: oids.TSVECTOR_ARRAY,
    length: -1,
    parse: text => parseTsVector(text),
    format: value => formatTsVector(value as TsVector),
    receive: bytes => receiveTsVector(bytes),
    send: value => sendTsVector(value as TsVector),
    compare: (a, b) => compareTsVectors(a as TsVector, b as TsVector),
    hash: value => hashTsVector(value as TsVector),
    storageClass: () => 'encoded',
    encode: value => encodeTsVector(value as TsVector),
    decode: (bytes, start, length) => decodeTsVector(bytes, start, length),
    encodeKey: (value, out) => writeTsVectorKey(value as TsVector, out),
  }),
  defineType({
    oid: oids.TSQUERY,
    name: 'tsquery',
    arrayOid: oids.TSQUERY_ARRAY,
    length: -1,
    parse: (text, _typmod, context) => parseTsQuery(text, context),
    format: value => formatTsQuery(value as TsQuery),
    receive: bytes => receiveTsQuery(bytes),
    send: value => sendTsQuery(value as TsQuery),
    compare: (a, b) => compareTsQueries(a as TsQuery, b as TsQuery),
    hash: value => hashTsQuery(value as TsQuery),
    storageClass: () => 'encoded',
    encode: value => sendTsQuery(value as TsQuery),
    decode: (bytes, start, length) => decodeTsQuery(bytes, start, length),
    encodeKey: (value, out) => writeTsQueryKey(value as TsQuery, out),
  }),
];
