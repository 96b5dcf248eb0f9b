/** The call context of one call site: the execution's context, plus the call's own types. */
import type { Oid } from '../../base/index.js';
import type { PgError } from '../../errors/index.js';
import type { CallContext, CatalogPort, ResultColumnDefinition, SequencePort, SessionPort } from '../../functions/index.js';
import type { DateStyle, Datum, PathRegexFlags, RegKind, TypeContext, TypeOps } from '../../types/index.js';

export class BoundCallContext implements CallContext {
  constructor(
    private readonly base: CallContext,
    readonly argumentTypes: readonly number[],
    readonly resultType: number,
    readonly isVariadic: boolean,
    readonly withinGroupOrder?: CallContext['withinGroupOrder'],
    readonly resultColumns?: readonly ResultColumnDefinition[],
  ) {}

  get session(): SessionPort {
    return this.base.session;
  }
  get sequences(): SequencePort {
    return this.base.sequences;
  }
  get catalog(): CatalogPort {
    return this.base.catalog;
  }
  get work(): TypeContext['work'] {
    return this.base.work;
  }
  get dateStyle(): DateStyle {
    return this.base.dateStyle;
  }
  get intervalStyle(): TypeContext['intervalStyle'] {
    return this.base.intervalStyle;
  }
  get timeZone(): string {
    return this.base.timeZone;
  }
  get byteaOutput(): TypeContext['byteaOutput'] {
    return this.base.byteaOutput;
  }
  get xmlOption(): 'document' | 'content' | undefined {
    return this.base.xmlOption;
  }
  get arrayNulls(): boolean | undefined {
    return this.base.arrayNulls;
  }
  get extraFloatDigits(): number {
    return this.base.extraFloatDigits;
  }
  get transactionTimestamp(): number {
    return this.base.transactionTimestamp;
  }
  typeById(id: Oid): TypeOps | undefined {
    return this.base.typeById(id);
  }
  checkDomain(domain: Oid, value: Datum): void {
    this.base.checkDomain?.(domain, value);
  }
  notice(notice: PgError): void {
    this.base.notice?.(notice);
  }
  checkPattern(pattern: string, flags: PathRegexFlags): void {
    this.base.checkPattern?.(pattern, flags);
  }
  regName(kind: RegKind, id: Oid): string | undefined {
    return this.base.regName(kind, id);
  }
  regLookup(kind: RegKind, name: string): Oid {
    return this.base.regLookup(kind, name);
  }
}
