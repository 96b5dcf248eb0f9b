/**
 * Expressions and views are stored as text. Whoever renames something they mention, or moves it to another schema, reads them before the change
 * and stores them anew after it: `readStoredText` … change … `writeStoredText`.
 */
import {
  CLASS,
  expressionsUsing,
  relationAddress,
  replaceExpression,
  typeAddress,
  dependentsOf,
  dependerOf,
  type ObjectAddress,
  type RelationDescriptor,
} from '../catalog/index.js';
import type { Oid } from '../base/index.js';
import type { Waiting } from '../txn/index.js';
import type { CommandContext } from './command-context.js';

type Stored = ReturnType<typeof expressionsUsing>[number];

interface PendingText {
  readonly stored: Stored;
  readonly write: () => string;
}

/** Everything stored that mentions one of the objects. */
export function readStoredText(context: CommandContext, objects: readonly ObjectAddress[]): PendingText[] {
  const seen = new Set<string>();
  const found: PendingText[] = [];
  for (const object of objects) {
    for (const stored of expressionsUsing(context.catalog, object)) {
      const key = `${stored.kind}.${stored.holder}.${stored.position}`;
      if (seen.has(key)) continue;
      seen.add(key);
      found.push({ stored, write: context.storedTextWriter(stored) });
    }
  }
  return found;
}

export function* writeStoredText(context: CommandContext, pending: readonly PendingText[], edit: (text: string) => string = t => t): Waiting<void> {
  for (const { stored, write } of pending) {
    const text = edit(write());
    if (text !== stored.text) yield* replaceExpression(context.catalog, stored, text);
  }
}

/** A relation, with its row type and that type's arrays. */
export function relationObjects(context: CommandContext, relation: RelationDescriptor): ObjectAddress[] {
  const objects = [relationAddress(relation.oid)];
  if (relation.rowType !== 0) objects.push(...typeObjects(context, relation.rowType));
  return objects;
}

/** A type with its array type. */
export function typeObjects(context: CommandContext, type: Oid): ObjectAddress[] {
  const array = context.catalog.typeById(type)?.arrayType ?? 0;
  return array === 0 ? [typeAddress(type)] : [typeAddress(type), typeAddress(array)];
}

/** All that stored text may name by a schema's name. */
export function schemaObjects(context: CommandContext, schema: Oid): ObjectAddress[] {
  const { catalog } = context;
  const objects: ObjectAddress[] = [];
  for (const { row } of dependentsOf(catalog, { classId: CLASS.schema, objectId: schema, subId: 0 })) {
    const object = dependerOf(row);
    objects.push(object);
    if (object.classId === CLASS.type) objects.push(...typeObjects(context, object.objectId as Oid));
    const relation = object.classId === CLASS.relation ? catalog.relationById(object.objectId as Oid) : undefined;
    if (relation) objects.push(...relationObjects(context, relation));
  }
  return objects;
}
