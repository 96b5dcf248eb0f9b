/**
 * pg_snapshot and its old name txid_snapshot (PostgreSQL chapter 9.26.7): `xmin:xmax:xid,xid…`, held and stored as canonical text.
 * Binary form: number of running transactions (4), xmin, xmax and each of them (8).
 */
import type { Oid } from '../base/index.js';
import { PgError } from '../errors/index.js';
import { BinaryReader, BinaryWriter } from './binary.js';
import { defineType, invalidInput, noEquality, notComparable } from './define-type.js';
import * as oids from './oids.js';
import { textLike } from './text-types.js';
import type { TypeOps } from './type-ops.js';

interface Snapshot {
  readonly xmin: bigint;
  readonly xmax: bigint;
  readonly running: readonly bigint[];
}

const UINT64_MAX = 0xffffffffffffffffn;

/** The running ones ascend within [xmin, xmax); the same one twice counts once. Undefined when it is no snapshot. */
function checked(xmin: bigint, xmax: bigint, listed: readonly bigint[]): Snapshot | undefined {
  if (xmin === 0n || xmax === 0n || xmin > xmax || xmax > UINT64_MAX) return undefined;
  const running: bigint[] = [];
  for (const xid of listed) {
    const last = running.at(-1);
    if (xid < xmin || xid >= xmax || (last !== undefined && xid < last)) return undefined;
    if (xid !== last) running.push(xid);
  }
  return { xmin, xmax, running };
}

const textOf = ({ xmin, xmax, running }: Snapshot): string => `${xmin}:${xmax}:${running.join(',')}`;

function parse(text: string): string {
  const m = /^(\d+):(\d+):((?:\d+,)*\d*)$/.exec(text);
  const listed = m === null ? [] : (m[3] as string).split(',').filter(part => part !== '');
  const snapshot = m === null ? undefined : checked(BigInt(m[1] as string), BigInt(m[2] as string), listed.map(BigInt));
  if (snapshot === undefined) throw invalidInput('pg_snapshot', text);
  return textOf(snapshot);
}

function receive(bytes: Uint8Array): string {
  const reader = new BinaryReader(bytes);
  const count = reader.int32();
  const next = (): bigint => BigInt.asUintN(64, BigInt(reader.int64()));
  const xmin = next();
  const xmax = next();
  const listed: bigint[] = [];
  for (let i = 0; i < count; i++) listed.push(next());
  const snapshot = count < 0 ? undefined : checked(xmin, xmax, listed);
  if (snapshot === undefined) throw new PgError('invalid_binary_representation', 'invalid external pg_snapshot data');
  reader.end();
  return textOf(snapshot);
}

function send(text: string): Uint8Array {
  const [xmin, xmax, list] = text.split(':') as [string, string, string];
  const running = list === '' ? [] : list.split(',');
  const out = new BinaryWriter();
  out.int32(running.length);
  for (const xid of [xmin, xmax, ...running]) out.int64(BigInt.asIntN(64, BigInt(xid)));
  return out.take();
}

function snapshotType(id: Oid, name: string, arrayOid: Oid): TypeOps {
  return defineType({
    ...textLike(id, name, arrayOid),
    parse,
    receive,
    send: value => send(value as string),
    comparable: false,
    compare: notComparable(name),
    equals: noEquality(name),
  });
}

export const snapshotTypes: readonly TypeOps[] = [
  snapshotType(oids.PG_SNAPSHOT, 'pg_snapshot', oids.PG_SNAPSHOT_ARRAY),
  snapshotType(oids.TXID_SNAPSHOT, 'txid_snapshot', oids.TXID_SNAPSHOT_ARRAY),
];
