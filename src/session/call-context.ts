/** The CallContext of a session: settings, clocks, sequences and catalog questions for built-in functions. */
import type { Oid } from '../base/index.js';
import { CatalogDescriber, regLookup, regName } from '../catalog/index.js';
import { ParameterTypes, Analysis, displayStoredExpression, displayView, resolveTypeName, updatableViewColumns } from '../analyze/index.js';
import { PgError } from '../errors/index.js';
import { compileRegex, type CallContext, type CatalogPort, type NestedQuery, type SequencePort, type SessionPort } from '../functions/index.js';
import type { TypeName } from '../sql/index.js';
import { regexOptions, type DateStyle, type Datum, type PathRegexFlags, type RegKind, type TypeContext, type TypeOps } from '../types/index.js';
import { SessionActivity } from './session-activity.js';
import { openNestedQuery } from './nested-query.js';
import { SessionSequences } from './sequences.js';
import type { Session } from './session.js';

export class SessionCallContext implements CallContext {
  readonly session: SessionFacts;
  readonly sequences: SequencePort;
  readonly catalog: CatalogPort;
  readonly argumentTypes: readonly number[] = [];
  readonly work: NonNullable<TypeContext['work']>;
  readonly resultType = 0;

  constructor(private readonly owner: Session) {
    this.session = new SessionFacts(owner);
    this.work = { check: () => owner.services.checkWork() };
    this.sequences = new SessionSequences(owner);
    this.catalog = new CatalogDescriber({
      catalog: owner.catalog,
      currentRole: () => owner.currentRoleId(),
      resolveTypeName: (name: TypeName) => this.typeNamed(name),
      fileBytes: fileId => (fileId === 0 ? 0 : owner.database.storage.openFile(fileId as never).pageCount * 8192),
      databaseBytes: () => owner.database.databaseBytes(),
      display: {
        expression: (text, relation, isPretty, domain) => {
          const { catalog } = owner;
          const table = relation === 0 ? null : (catalog.relationById(relation) ?? null);
          const type = domain === 0 ? undefined : catalog.typeById(domain);
          const value = type === undefined ? null : { type: type.baseType, typmod: type.baseTypmod };
          return displayStoredExpression(text, table, { catalog, context: this }, isPretty, value);
        },
        view: (view, isPretty) => displayView(view, { catalog: owner.catalog, context: this }, isPretty),
      },
      updatableColumns: view => updatableViewColumns(view, { catalog: owner.catalog, context: this }),
      sequenceLastValue: id => (this.sequences as SessionSequences).lastValueOf(id),
    }) as unknown as CatalogPort;
  }

  private typeNamed(name: TypeName): Oid {
    try {
      return resolveTypeName(new Analysis({ catalog: this.owner.catalog, parameters: new ParameterTypes([], true), context: this }), name).type;
    } catch (error) {
      // A place in the name is none in the query.
      if (error instanceof PgError) delete error.position;
      throw error;
    }
  }

  get dateStyle(): DateStyle {
    return this.owner.settings.dateStyle;
  }
  get intervalStyle(): TypeContext['intervalStyle'] {
    return this.owner.settings.get('IntervalStyle') as TypeContext['intervalStyle'];
  }
  get timeZone(): string {
    return this.owner.settings.get('TimeZone');
  }
  get byteaOutput(): TypeContext['byteaOutput'] {
    return this.owner.settings.get('bytea_output') as TypeContext['byteaOutput'];
  }
  get xmlOption(): 'document' | 'content' {
    return this.owner.settings.get('xmloption') as 'document' | 'content';
  }
  get arrayNulls(): boolean {
    return this.owner.settings.isOn('array_nulls');
  }
  get extraFloatDigits(): number {
    return this.owner.settings.number('extra_float_digits');
  }
  get transactionTimestamp(): number {
    return this.owner.block.current === null ? this.owner.database.environment.clock.nowMicros() : this.owner.block.startTimestamp;
  }
  typeById(id: Oid): TypeOps | undefined {
    return this.owner.catalog.typeOps(id);
  }
  checkDomain(domain: Oid, value: Datum): void {
    this.owner.services.checkDomain(domain, value);
  }
  notice(notice: PgError): void {
    this.owner.notice(notice);
  }
  checkPattern(pattern: string, flags: PathRegexFlags): void {
    compileRegex(pattern, regexOptions(flags));
  }
  regName(kind: RegKind, id: Oid): string | undefined {
    return regName(this.owner.catalog, kind, id);
  }
  regLookup(kind: RegKind, name: string): Oid {
    return regLookup(this.owner.catalog, kind, name, typeName => this.typeNamed(typeName));
  }
}

class SessionFacts implements SessionPort {
  private seed: number | null = null;
  readonly activity: SessionActivity;

  constructor(private readonly owner: Session) {
    this.activity = new SessionActivity(owner);
  }

  get currentUser(): string {
    return this.owner.currentUser;
  }
  get sessionUser(): string {
    return this.owner.sessionUser;
  }
  get database(): string {
    return this.owner.database.name;
  }
  get backendPid(): number {
    return this.owner.pid;
  }
  get applicationName(): string {
    return this.owner.settings.get('application_name');
  }
  get clientAddress(): string | null {
    return this.owner.options.clientAddress ?? null;
  }
  get clientPort(): number | null {
    return this.owner.options.clientPort ?? null;
  }
  get serverAddress(): string | null {
    return this.owner.options.serverAddress ?? null;
  }
  get serverPort(): number | null {
    return this.owner.options.serverPort ?? null;
  }
  get startTimestamp(): number {
    return this.owner.database.startTimestamp;
  }

  searchPath(includeImplicit: boolean): readonly string[] {
    const { catalog } = this.owner;
    const all = includeImplicit ? catalog.effectiveSchemas() : catalog.searchPath;
    return all.filter(name => catalog.schemaId(name) !== undefined);
  }

  *systemRows(view: string): Iterable<Readonly<Record<string, Datum>>> {
    const relation = this.owner.catalog.relation('pg_catalog', view);
    if (relation === undefined) return;
    for (const row of this.owner.database.virtualRows(relation, this.owner)) {
      yield Object.fromEntries(relation.columns.map((column, i) => [column.name, row[i] ?? null]));
    }
  }

  statementTimestamp(): number {
    return this.owner.statementStartedAt || this.clockTimestamp();
  }
  clockTimestamp(): number {
    return this.owner.database.environment.clock.nowMicros();
  }

  random(): number {
    if (this.seed === null) return this.owner.database.environment.random.next();
    // mulberry32: small, seedable, good enough for random().
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }
  setSeed(seed: number): void {
    this.seed = Math.floor(seed * 0x7fffffff) | 0;
  }
  randomBytes(count: number): Uint8Array {
    return this.owner.database.environment.random.bytes(count);
  }

  getSetting(name: string, missingOk: boolean): string | null {
    const value = this.owner.settingValue(name);
    if (value === undefined && !missingOk) throw new PgError('undefined_object', `unrecognized configuration parameter "${name}"`);
    return value ?? null;
  }
  setSetting(name: string, value: string, isLocal: boolean): string {
    this.owner.settings.set(name, value, { isLocal });
    if (name.toLowerCase() === 'search_path') this.owner.services.searchPathChanged();
    return this.owner.settings.get(name);
  }

  currentXid(assign: boolean): number | null {
    const transaction = this.owner.block.ensure();
    if (assign) transaction.assignXid();
    return transaction.xid === 0 ? null : transaction.xid;
  }
  currentSnapshotText(): string {
    const snapshot = this.owner.block.takeSnapshot();
    const text = `${snapshot.xmin}:${snapshot.xmax}:${snapshot.running.join(',')}`;
    this.owner.database.manager.releaseSnapshot(snapshot);
    return text;
  }
  openQuery(sql: string): NestedQuery {
    return openNestedQuery(this.owner, sql);
  }
  notify(channel: string, payload: string): void {
    this.owner.services.notify(channel, payload);
  }
  cancelBackend(pid: number): boolean {
    const session = this.owner.database.sessions.get(pid);
    session?.cancel();
    // This very session does not wait for the statement's end.
    if (session === this.owner) this.owner.services.checkWork();
    return session !== undefined || this.noBackend(pid);
  }
  terminateBackend(pid: number): boolean {
    const session = this.owner.database.sessions.get(pid);
    session?.terminate();
    if (session === this.owner) this.owner.services.checkWork();
    return session !== undefined || this.noBackend(pid);
  }
  private noBackend(pid: number): false {
    const warning = new PgError('warning', `PID ${pid} is not a PostgreSQL backend process`);
    warning.severity = 'WARNING';
    this.owner.notice(warning);
    return false;
  }
}
