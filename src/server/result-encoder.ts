/**
 * Result columns and rows as protocol messages. What a prepared statement's columns need (the RowDescription's bytes, an encoder per column) is made once and
 * kept with the statement.
 */
import { PgError } from '../errors/index.js';
import { ByteWriter, beginDataRow, writeNoData, writeRowDescription } from '../protocol/index.js';
import type { Portal, PreparedStatement, ResultColumn, Session } from '../session/index.js';
import type { Datum } from '../types/index.js';

type FieldEncoder = (out: ByteWriter, value: Datum) => void;

/** The columns of a statement in one format. */
interface Form {
  readonly encoders: readonly FieldEncoder[];
  /** RowDescription. */
  readonly description: Buffer;
}

class Kept {
  text: Form | null = null;
  binary: Form | null = null;
}

const NO_COLUMNS: readonly ResultColumn[] = [];
const NO_ENCODERS: readonly FieldEncoder[] = [];

export class ResultEncoder {
  private encoders: readonly FieldEncoder[] = NO_ENCODERS;

  constructor(
    private readonly session: Session,
    private readonly out: ByteWriter,
  ) {}

  /** RowDescription or NoData of a portal. */
  describePortal(portal: Portal, columns: readonly ResultColumn[] | null): void {
    if (columns === null) writeNoData(this.out);
    else this.writeDescription(columns, portal.resultFormats, portal.prepared);
  }

  /** RowDescription or NoData of a statement: formats are not known yet, which reads as text. */
  describeStatement(prepared: PreparedStatement, columns: readonly ResultColumn[] | null): void {
    if (columns === null) writeNoData(this.out);
    else this.writeDescription(columns, NO_FORMATS, prepared);
  }

  /** A simple statement's rows begin: described and encoded as text, those of a BINARY cursor in binary. */
  begin(columns: readonly ResultColumn[], prepared: PreparedStatement | undefined, isBinary: boolean): void {
    const formats = isBinary ? ALL_BINARY : NO_FORMATS;
    this.writeDescription(columns, formats, prepared);
    if (isBinary) {
      this.encoders = this.makeEncoders(columns, formats);
      return;
    }
    const kept = prepared?.keptByConsumer;
    this.encoders = kept instanceof Kept && kept.text !== null ? kept.text.encoders : this.makeEncoders(columns, NO_FORMATS);
  }

  /** A portal's rows begin. */
  beginPortal(portal: Portal): void {
    const { resultFormats, prepared } = portal;
    const columns = this.session.describePortal(portal.name) ?? NO_COLUMNS;
    this.encoders = this.formOf(columns, resultFormats, prepared)?.encoders ?? this.makeEncoders(columns, resultFormats);
  }

  row(values: readonly Datum[]): void {
    const { out, encoders } = this;
    const count = encoders.length;
    beginDataRow(out, count);
    for (let i = 0; i < count; i++) {
      const value = values[i];
      if (value === null || value === undefined) out.int32(-1);
      else encoders[i]!(out, value);
    }
    out.end();
  }

  private writeDescription(columns: readonly ResultColumn[], formats: readonly number[], prepared: PreparedStatement | undefined): void {
    const form = prepared === undefined ? null : this.formOf(columns, formats, prepared);
    if (form !== null) this.out.bytes(form.description);
    else this.describe(this.out, columns, formats);
  }

  /** The kept form; null when the formats are mixed or the columns are not the statement's own. */
  private formOf(columns: readonly ResultColumn[], formats: readonly number[], prepared: PreparedStatement): Form | null {
    if (formats.length > 1 || prepared.analyzed?.columns !== columns) return null;
    const isBinary = formats.length === 1 && formats[0] === 1;
    if (formats.length === 1 && formats[0] !== 0 && !isBinary) return null;
    let kept = prepared.keptByConsumer;
    if (!(kept instanceof Kept)) prepared.keptByConsumer = kept = new Kept();
    const own = kept as Kept;
    const known = isBinary ? own.binary : own.text;
    if (known !== null) return known;
    const description = new ByteWriter();
    this.describe(description, columns, formats);
    const form: Form = { encoders: this.makeEncoders(columns, formats), description: Buffer.from(description.written) };
    if (isBinary) own.binary = form;
    else own.text = form;
    return form;
  }

  private describe(out: ByteWriter, columns: readonly ResultColumn[], formats: readonly number[]): void {
    const { services } = this.session;
    writeRowDescription(
      out,
      columns.map((c, i) => ({
        name: c.name,
        originTable: c.originTable,
        originColumn: c.originColumn,
        type: c.type,
        typeLength: services.typeOps(c.type).length,
        typmod: c.typmod,
        format: formatOf(formats, i),
      })),
    );
  }

  private makeEncoders(columns: readonly ResultColumn[], formats: readonly number[]): FieldEncoder[] {
    return columns.map((c, i) => makeEncoder(this.session, c.type, formatOf(formats, i)));
  }
}

const NO_FORMATS: readonly number[] = [];
const ALL_BINARY: readonly number[] = [1];

function formatOf(formats: readonly number[], column: number): number {
  return formats.length === 1 ? formats[0]! : (formats[column] ?? 0);
}

const textOfString: FieldEncoder = (out, value) => out.lengthAndText(value as string);
const textOfInteger: FieldEncoder = (out, value) => out.lengthAndInteger(value as number);
const textOfInt8: FieldEncoder = (out, value) => out.lengthAndText(String(value as number | bigint));
const textOfBool: FieldEncoder = (out, value) => out.lengthAndText(value === true ? 't' : 'f');
/** int2, int4, oid; int8; text, varchar, bpchar, name, unknown, uuid; bool: their text form needs no context. */
const PLAIN: ReadonlyMap<number, FieldEncoder> = new Map([
  ...[21, 23, 26].map((oid): [number, FieldEncoder] => [oid, textOfInteger]),
  [20, textOfInt8],
  ...[25, 1043, 1042, 19, 705, 2950].map((oid): [number, FieldEncoder] => [oid, textOfString]),
  [16, textOfBool],
]);

const binaryInt4: FieldEncoder = (out, value) => {
  out.int32(4);
  out.int32(value as number);
};

function makeEncoder(session: Session, type: number, format: number): FieldEncoder {
  const ops = session.services.typeOps(type);
  const context = session.typeContext;
  if (format === 1) {
    if (type === 23) return binaryInt4;
    if (type === 25 || type === 1043) return textOfString;
    return (out, value) => out.lengthAndBytes(ops.send(value, context));
  }
  if (format !== 0) throw new PgError('invalid_parameter_value', `unsupported format code: ${format}`);
  return PLAIN.get(type) ?? ((out, value) => out.lengthAndText(ops.format(value, context)));
}
