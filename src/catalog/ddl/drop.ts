/**
 * DROP: the walk over pg_depend that finds what must go along with an object, and the removal (PostgreSQL chapter 5.14).
 *
 * Starting from the named objects, dependents are collected before what they depend on. An object reached through an internal
 * dependency (the index of a constraint, the rule of a view) stands for its owner, which is dropped instead; naming such an
 * object directly is refused. With RESTRICT the walk fails if it meets anything by a normal dependency; with CASCADE those
 * become a notice.
 */
import { PgError } from '../../errors/index.js';
import type { Waiting } from '../../txn/index.js';
import { describeObject } from '../describe/object-description.js';
import type { CatalogStore } from '../store/catalog-store.js';
import { dependenciesOf, dependentsOf, dependerOf, isPinned, referencedBy } from './dependency.js';
import { addressKey, sameAddress, type ObjectAddress } from './object-address.js';
import { removeObject } from './remove-object.js';

export type DropBehavior = 'restrict' | 'cascade';

/** What the client is told. */
export interface DropNotice {
  readonly message: string;
  readonly detail?: string;
}

/** Most dependents a message lists. */
const REPORTED_MAX = 100;

const ORIGINAL = 1;
const NORMAL = 2;
const AUTO = 4;
const INTERNAL = 8;
const SUBOBJECT = 16;

interface Target {
  readonly object: ObjectAddress;
  flags: number;
  /** Whose dropping led here. */
  readonly cause: ObjectAddress | null;
}

interface Frame {
  readonly object: ObjectAddress;
  flags: number;
  readonly next: Frame | null;
}

/** Is the object, or the relation a column belongs to, being dropped further up? */
function isOnStack(object: ObjectAddress, stack: Frame | null): boolean {
  for (let frame = stack; frame !== null; frame = frame.next) {
    const { object: above } = frame;
    if (above.classId === object.classId && above.objectId === object.objectId && (above.subId === object.subId || above.subId === 0)) return true;
  }
  return false;
}

class DependencyWalk {
  /** Dependents first. */
  readonly targets: Target[] = [];
  readonly #byKey = new Map<string, Target>();

  constructor(
    readonly catalog: CatalogStore,
    readonly originals: readonly ObjectAddress[],
  ) {}

  run(): void {
    for (const original of this.originals) this.#visit(original, ORIGINAL, null);
  }

  /** True (with the flags added) when the object, or for a column its relation, is on the way to being dropped already. */
  #isKnown(object: ObjectAddress, flags: number, stack: Frame | null): boolean {
    for (let frame = stack; frame !== null; frame = frame.next) {
      if (sameAddress(frame.object, object)) {
        frame.flags |= flags;
        return true;
      }
      if (object.subId !== 0 && frame.object.subId === 0 && frame.object.classId === object.classId && frame.object.objectId === object.objectId) return true;
    }
    const known = this.#byKey.get(addressKey(object));
    if (known !== undefined) {
      known.flags |= flags;
      return true;
    }
    if (object.subId !== 0) return this.#byKey.has(addressKey({ ...object, subId: 0 }));
    // The whole relation is dropped after all: columns listed before need no mention of their own.
    for (const target of this.targets) {
      if (target.object.classId === object.classId && target.object.objectId === object.objectId) target.flags |= flags | SUBOBJECT;
    }
    return false;
  }

  #visit(object: ObjectAddress, flags: number, stack: Frame | null): void {
    if (this.#isKnown(object, flags, stack)) return;
    if (isPinned(object)) {
      throw new PgError('dependent_objects_still_exist', `cannot drop ${describeObject(this.catalog, object)} because it is required by the database system`);
    }
    const owner = this.#owner(object, flags, stack);
    if (owner === 'handled') return;
    const frame: Frame = { object, flags, next: stack };
    for (const dependent of this.#dependents(object)) this.#visit(dependent.object, dependent.flags, frame);
    const target: Target = { object, flags: frame.flags, cause: stack === null ? null : stack.object };
    this.targets.push(target);
    this.#byKey.set(addressKey(object), target);
  }

  /** Looks for an object that this one is an internal part of, and goes on from there. */
  #owner(object: ObjectAddress, flags: number, stack: Frame | null): 'handled' | null {
    for (const { row } of dependenciesOf(this.catalog, object)) {
      if (row.deptype !== 'i' && row.deptype !== 'e') continue;
      if (object.subId === 0 && row.objsubid !== 0) continue;
      const owner = referencedBy(row);
      if (stack === null) {
        if (this.originals.some(o => sameAddress(o, owner))) return 'handled';
        const requirer = describeObject(this.catalog, owner);
        throw new PgError('dependent_objects_still_exist', `cannot drop ${describeObject(this.catalog, object)} because ${requirer} requires it`, {
          hint: `You can drop ${requirer} instead.`,
        });
      }
      if (isOnStack(owner, stack)) continue;
      this.#visit(owner, flags, stack);
      // Dropping the owner has listed this object as one of its parts.
      this.#isKnown(object, flags, stack);
      return 'handled';
    }
    return null;
  }

  /** Direct dependents, newest first. */
  #dependents(object: ObjectAddress): { object: ObjectAddress; flags: number }[] {
    const found: { object: ObjectAddress; flags: number }[] = [];
    for (const { row } of dependentsOf(this.catalog, object)) {
      const dependent = dependerOf(row);
      if (object.subId === 0 && dependent.classId === object.classId && dependent.objectId === object.objectId) continue;
      found.push({ object: dependent, flags: row.deptype === 'n' ? NORMAL : row.deptype === 'i' ? INTERNAL : AUTO });
    }
    return found.sort((a, b) => b.object.objectId - a.object.objectId || a.object.classId - b.object.classId || a.object.subId - b.object.subId);
  }
}

function limited(lines: readonly string[]): string {
  if (lines.length <= REPORTED_MAX) return lines.join('\n');
  const more = lines.length - REPORTED_MAX;
  return `${lines.slice(0, REPORTED_MAX).join('\n')}\nand ${more} other object${more === 1 ? '' : 's'} (see server log for list)`;
}

function report(walk: DependencyWalk, behavior: DropBehavior): DropNotice | null {
  const { catalog, originals, targets } = walk;
  const lines: string[] = [];
  for (let i = targets.length - 1; i >= 0; i--) {
    const { object, flags, cause } = targets[i]!;
    if ((flags & (ORIGINAL | SUBOBJECT | AUTO | INTERNAL)) !== 0) continue;
    const name = describeObject(catalog, object);
    lines.push(behavior === 'cascade' ? `drop cascades to ${name}` : `${name} depends on ${describeObject(catalog, cause!)}`);
  }
  if (lines.length === 0) return null;
  if (behavior === 'cascade') {
    return lines.length === 1 ? { message: lines[0]! } : { message: `drop cascades to ${lines.length} other objects`, detail: limited(lines) };
  }
  const message =
    originals.length === 1
      ? `cannot drop ${describeObject(catalog, originals[0]!)} because other objects depend on it`
      : 'cannot drop desired object(s) because other objects depend on them';
  throw new PgError('dependent_objects_still_exist', message, {
    detail: limited(lines),
    hint: 'Use DROP ... CASCADE to drop the dependent objects too.',
  });
}

/** Everything that dropping the objects would remove, in order of removal; throws 2BP01 as DROP would. For locking before `dropObjects`. */
export function objectsToDrop(catalog: CatalogStore, objects: readonly ObjectAddress[], behavior: DropBehavior): readonly ObjectAddress[] {
  const walk = new DependencyWalk(catalog, objects);
  walk.run();
  report(walk, behavior);
  return walk.targets.map(t => t.object);
}

/** Drops objects with all that depends on them. Returns the notice to send, if any. */
export function* dropObjects(catalog: CatalogStore, objects: readonly ObjectAddress[], behavior: DropBehavior): Waiting<DropNotice | null> {
  const walk = new DependencyWalk(catalog, objects);
  walk.run();
  const notice = report(walk, behavior);
  for (const { object } of walk.targets) yield* removeObject(catalog, object);
  return notice;
}

/** Drops whatever hangs on an object, keeping the object itself (DROP OWNED's and temporary schemas' way to empty one). */
export function* dropContents(catalog: CatalogStore, container: ObjectAddress): Waiting<void> {
  const contents = dependentsOf(catalog, container)
    .map(({ row }) => dependerOf(row))
    .filter(o => !sameAddress(o, container));
  const originals = contents.filter(o => !dependenciesOf(catalog, o).some(({ row }) => row.deptype === 'i' && row.refobjid !== container.objectId));
  if (originals.length > 0) yield* dropObjects(catalog, originals, 'cascade');
}
