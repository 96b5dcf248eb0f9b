/**
 * ALTER TABLE, INDEX, VIEW, SEQUENCE, MATERIALIZED VIEW, TYPE (composite): the sub-commands, in the passes PostgreSQL runs them in, whatever their
 * order in the statement: what goes, type changes, new columns, then the rest (PostgreSQL's tablecmds.c).
 */
import {
  setIndexFlags,
  CLASS,
  address,
  dropObjects,
  setRelationOptions,
  setRelationOwner,
  setReplicaIdentity,
  storedOptions,
  updateConstraint,
  validateConstraint,
  type RelationDescriptor,
} from '../catalog/index.js';
import { PgError, notSupported } from '../errors/index.js';
import type { AlterTableCmd, AlterTableStmt, AlterTableSubtype, ObjectType } from '../sql/index.js';
import { ACCESS_EXCLUSIVE, SHARE_ROW_EXCLUSIVE, SHARE_UPDATE_EXCLUSIVE, type LockMode, type Waiting } from '../txn/index.js';
import {
  addIdentity,
  addTableColumn,
  changeDefault,
  changeNotNull,
  dropColumn,
  dropExpression,
  dropIdentity,
  setColumnSettings,
  setIdentityOptions,
} from './alter-column.js';
import { changeColumnTypes } from './alter-column-type.js';
import type { CommandContext } from './command-context.js';
import { addConstraint, requireConstraint, validateCheck } from './constraints.js';
import { checkTableMethod, checkTablespace } from './create-table.js';
import { validateForeignKey } from './foreign-keys.js';
import { sendDropNotice, sendNotice } from './notices.js';
import { findRelation, kindPlural, openRelation, requireNotSystem } from './relation-lookup.js';
import { rewriteTable } from './rewrite-table.js';
import { roleId } from './roles.js';
import { changedOptions } from './storage-options.js';
import { checkOptionAllowed } from './views.js';
import { withoutPosition } from './without-position.js';
import { changePersistence } from './table-persistence.js';

const TAGS: Readonly<Partial<Record<ObjectType, string>>> = {
  table: 'ALTER TABLE',
  index: 'ALTER INDEX',
  sequence: 'ALTER SEQUENCE',
  view: 'ALTER VIEW',
  matview: 'ALTER MATERIALIZED VIEW',
  foreignTable: 'ALTER FOREIGN TABLE',
  type: 'ALTER TYPE',
};

export function alterTag(type: ObjectType | null): string {
  return (type === null ? undefined : TAGS[type]) ?? 'ALTER TABLE';
}

interface ActionFacts {
  /** In "ALTER action … cannot be performed". */
  readonly name: string;
  readonly kinds: string;
  readonly pass: number;
  readonly lock?: LockMode;
}

const PASS_DROP = 0;
const PASS_TYPE = 1;
const PASS_COLUMN = 2;
const PASS_ATTRIBUTES = 3;
const PASS_KEYS = 4;
const PASS_OTHER = 5;
const PASS_MISC = 6;

const action = (name: string, kinds: string, pass: number, lock?: LockMode): ActionFacts => ({ name, kinds, pass, ...(lock !== undefined && { lock }) });

const ACTIONS: Readonly<Partial<Record<AlterTableSubtype, ActionFacts>>> = {
  addColumn: action('ADD COLUMN', 'rc', PASS_COLUMN),
  dropColumn: action('DROP COLUMN', 'rc', PASS_DROP),
  alterColumnType: action('ALTER COLUMN ... SET DATA TYPE', 'rc', PASS_TYPE),
  columnDefault: action('ALTER COLUMN ... SET DEFAULT', 'rv', PASS_ATTRIBUTES),
  dropNotNull: action('ALTER COLUMN ... DROP NOT NULL', 'r', PASS_DROP),
  setNotNull: action('ALTER COLUMN ... SET NOT NULL', 'r', PASS_ATTRIBUTES),
  dropExpression: action('ALTER COLUMN ... DROP EXPRESSION', 'r', PASS_DROP),
  setStatistics: action('ALTER COLUMN ... SET STATISTICS', 'rmi', PASS_MISC, SHARE_UPDATE_EXCLUSIVE),
  setOptions: action('ALTER COLUMN ... SET', 'rmi', PASS_MISC, SHARE_UPDATE_EXCLUSIVE),
  resetOptions: action('ALTER COLUMN ... RESET', 'rmi', PASS_MISC, SHARE_UPDATE_EXCLUSIVE),
  setStorage: action('ALTER COLUMN ... SET STORAGE', 'rm', PASS_MISC),
  setCompression: action('ALTER COLUMN ... SET COMPRESSION', 'rm', PASS_MISC),
  addConstraint: action('ADD CONSTRAINT', 'r', PASS_KEYS),
  alterConstraint: action('ALTER CONSTRAINT', 'r', PASS_MISC),
  validateConstraint: action('VALIDATE CONSTRAINT', 'r', PASS_MISC, SHARE_UPDATE_EXCLUSIVE),
  dropConstraint: action('DROP CONSTRAINT', 'r', PASS_DROP),
  addIdentity: action('ALTER COLUMN ... ADD IDENTITY', 'rv', PASS_OTHER),
  setIdentity: action('ALTER COLUMN ... SET', 'rv', PASS_MISC),
  dropIdentity: action('ALTER COLUMN ... DROP IDENTITY', 'rv', PASS_DROP),
  changeOwner: action('OWNER TO', 'rvmSic', PASS_MISC),
  setRelOptions: action('SET', 'rvmi', PASS_MISC, SHARE_UPDATE_EXCLUSIVE),
  resetRelOptions: action('RESET', 'rvmi', PASS_MISC, SHARE_UPDATE_EXCLUSIVE),
  setTableSpace: action('SET TABLESPACE', 'rmi', PASS_MISC),
  setAccessMethod: action('SET ACCESS METHOD', 'rm', PASS_MISC),
  setLogged: action('SET LOGGED', 'rS', PASS_MISC),
  setUnLogged: action('SET UNLOGGED', 'rS', PASS_MISC),
  replicaIdentity: action('REPLICA IDENTITY', 'rm', PASS_MISC),
  clusterOn: action('CLUSTER ON', 'rm', PASS_MISC, SHARE_UPDATE_EXCLUSIVE),
  dropCluster: action('SET WITHOUT CLUSTER', 'rm', PASS_MISC, SHARE_UPDATE_EXCLUSIVE),
  dropOids: action('SET WITHOUT OIDS', 'r', PASS_DROP),
};

/** Words of actions that there are not, for the error. */
function actionWords(subtype: AlterTableSubtype): string {
  return subtype
    .replace(/Trig\b/, 'Trigger')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toUpperCase();
}

function factsOf(command: AlterTableCmd): ActionFacts {
  const facts = ACTIONS[command.subtype];
  if (facts === undefined) throw notSupported(`ALTER TABLE … ${actionWords(command.subtype)}`);
  // Foreign keys come after the keys they may reference, and a default needs its column.
  if (command.subtype === 'addConstraint' && command.def.contype !== 'primary' && command.def.contype !== 'unique') return { ...facts, pass: PASS_OTHER };
  return facts;
}

function lockOf(commands: readonly AlterTableCmd[]): LockMode {
  if (commands.every(c => factsOf(c).lock !== undefined)) return SHARE_UPDATE_EXCLUSIVE;
  if (commands.every(c => c.subtype === 'addConstraint' && c.def.contype === 'foreign')) return SHARE_ROW_EXCLUSIVE;
  return ACCESS_EXCLUSIVE;
}

const KIND_OF_TYPE: Readonly<Partial<Record<ObjectType, { readonly kinds: string; readonly words: string }>>> = {
  index: { kinds: 'i', words: 'an index' },
  sequence: { kinds: 'S', words: 'a sequence' },
  view: { kinds: 'v', words: 'a view' },
  matview: { kinds: 'm', words: 'a materialized view' },
  foreignTable: { kinds: 'f', words: 'a foreign table' },
  type: { kinds: 'c', words: 'a composite type' },
};

/** `"t" is not a view` when ALTER VIEW names something else. */
export function requireAlterKind(relation: RelationDescriptor, type: ObjectType | null): void {
  requireNotSystem(relation);
  const wanted = type === null ? undefined : KIND_OF_TYPE[type];
  if (wanted && !wanted.kinds.includes(relation.kind)) throw new PgError('wrong_object_type', `"${relation.name}" is not ${wanted.words}`);
  if (relation.kind === 'c' && type !== 'type')
    throw new PgError('wrong_object_type', `"${relation.name}" is a composite type`, { hint: 'Use ALTER TYPE instead.' });
}

export function* runAlterTable(context: CommandContext, statement: AlterTableStmt): Waiting<string> {
  const tag = alterTag(statement.objtype);
  const { catalog } = context;
  if (statement.missingOk && !findRelation(catalog, statement.relation)) {
    sendNotice(context, 'successful_completion', `relation "${statement.relation.relname}" does not exist, skipping`);
    return tag;
  }
  const commands = statement.cmds.map(command => ({ command, facts: factsOf(command) }));
  const relation = yield* openRelation(context, statement.relation, lockOf(statement.cmds));
  requireAlterKind(relation, statement.objtype);
  context.requireUnused(relation, 'ALTER TABLE');
  for (const { facts } of commands) {
    if (facts.kinds.includes(relation.kind)) continue;
    throw new PgError('wrong_object_type', `ALTER action ${facts.name} cannot be performed on relation "${relation.name}"`, {
      detail: `This operation is not supported for ${kindPlural(relation)}.`,
    });
  }
  const current = (): RelationDescriptor => catalog.relationById(relation.oid)!;
  commands.sort((a, b) => a.facts.pass - b.facts.pass);
  for (let i = 0; i < commands.length; i++) {
    const { command } = commands[i]!;
    if (command.subtype !== 'alterColumnType') {
      yield* alterOne(context, current(), command);
      continue;
    }
    // All type changes together: their USING expressions see the old row, and the table is rewritten once.
    const changes = commands.slice(i).flatMap(c => (c.command.subtype === 'alterColumnType' ? [c.command] : []));
    yield* changeColumnTypes(context, current(), changes);
    i += changes.length - 1;
  }
  return tag;
}

function* alterOne(context: CommandContext, relation: RelationDescriptor, command: Exclude<AlterTableCmd, { subtype: 'alterColumnType' }>): Waiting<void> {
  const { catalog } = context;
  switch (command.subtype) {
    case 'addColumn':
      return yield* addTableColumn(context, relation, command);
    case 'dropColumn':
      return yield* dropColumn(context, relation, command.name!, command.behavior, command.missingOk);
    case 'columnDefault':
      return yield* withoutPosition(changeDefault(context, relation, command.name!, command.def));
    case 'setNotNull':
      return yield* changeNotNull(context, relation, command.name!, true);
    case 'dropNotNull':
      return yield* changeNotNull(context, relation, command.name!, false);
    case 'dropExpression':
      return yield* dropExpression(context, relation, command.name!, command.missingOk);
    case 'setStatistics':
    case 'setOptions':
    case 'resetOptions':
    case 'setStorage':
    case 'setCompression':
      return yield* setColumnSettings(context, relation, command);
    case 'addIdentity':
      return yield* addIdentity(context, relation, command.name!, command.def);
    case 'setIdentity':
      return yield* setIdentityOptions(context, relation, command.name!, command.def.items);
    case 'dropIdentity':
      return yield* dropIdentity(context, relation, command.name!, command.missingOk);
    case 'addConstraint': {
      const work = addConstraint(context, relation, command.def);
      return yield* command.def.indexname === null ? withoutPosition(work) : work;
    }
    case 'dropConstraint': {
      const constraint = relation.constraints.find(c => c.name === command.name);
      if (constraint === undefined && command.missingOk) {
        sendNotice(context, 'successful_completion', `constraint "${command.name}" of relation "${relation.name}" does not exist, skipping`);
        return;
      }
      const { oid } = constraint ?? requireConstraint(relation, command.name!);
      sendDropNotice(context, yield* dropObjects(catalog, [address(CLASS.constraint, oid)], command.behavior));
      return;
    }
    case 'alterConstraint': {
      const constraint = requireConstraint(relation, command.name!);
      if (constraint.kind !== 'f')
        throw new PgError('wrong_object_type', `constraint "${constraint.name}" of relation "${relation.name}" is not a foreign key constraint`);
      yield* updateConstraint(catalog, constraint.oid, { condeferrable: command.def.deferrable, condeferred: command.def.initdeferred });
      return;
    }
    case 'validateConstraint':
      return yield* validate(context, relation, command.name!);
    case 'changeOwner':
      yield* setRelationOwner(catalog, relation, roleId(context, command.newowner!));
      return;
    case 'setRelOptions':
    case 'resetRelOptions': {
      const owner = relation.kind === 'i' ? 'index' : relation.kind === 'v' ? 'view' : 'table';
      const isReset = command.subtype === 'resetRelOptions';
      const options = changedOptions(storedOptions(catalog, relation.oid), command.def.items, owner, isReset);
      if (relation.kind === 'v') checkOptionAllowed(options, context.viewQuery(relation).query);
      yield* setRelationOptions(catalog, relation.oid, options);
      return;
    }
    case 'setTableSpace':
      checkTablespace(command.name);
      return;
    case 'setAccessMethod':
      checkTableMethod(command.name);
      return;
    case 'setLogged':
    case 'setUnLogged':
      return yield* changePersistence(context, relation, command.subtype === 'setLogged' ? 'p' : 'u', rewriteTable);
    case 'replicaIdentity': {
      const { identityType, name } = command.def;
      if (identityType === 'i') throw notSupported('REPLICA IDENTITY USING INDEX');
      void name;
      yield* setReplicaIdentity(catalog, relation.oid, identityType);
      return;
    }
    case 'clusterOn':
    case 'dropCluster': {
      const index = relation.indexes.find(i => i.name === command.name);
      if (command.subtype === 'clusterOn' && !index)
        throw new PgError('undefined_object', `index "${command.name}" for table "${relation.name}" does not exist`);
      for (const other of relation.indexes) yield* setIndexFlags(catalog, other.oid, { isClustered: other === index });
      return;
    }
    case 'dropOids':
      return;
    default:
      throw notSupported(`ALTER TABLE … ${actionWords(command.subtype)}`);
  }
}

function* validate(context: CommandContext, relation: RelationDescriptor, name: string): Waiting<void> {
  const { catalog } = context;
  const constraint = requireConstraint(relation, name);
  if (constraint.kind !== 'c' && constraint.kind !== 'f')
    throw new PgError('wrong_object_type', `constraint "${name}" of relation "${relation.name}" is not a foreign key or check constraint`);
  if (constraint.isValidated) return;
  if (constraint.kind === 'c') yield* validateCheck(context, relation, name, context.storedExpression(relation, constraint.expressionText!));
  else {
    const referenced = catalog.relationById(constraint.referencedRelation)!;
    yield* validateForeignKey(context, relation, referenced, name, constraint.columns, constraint.referencedColumns, constraint.match);
  }
  yield* validateConstraint(catalog, constraint.oid);
}
