/** Random set-returning functions for FROM: with ORDINALITY, several side by side, records with a column definition list. */
import { list, piece, type Piece } from './piece.js';
import type { Column, Context, Scope } from './scope.js';
import type { TypeName } from './value-types.js';

interface Row {
  /** Arguments in braces. */
  readonly call: string;
  readonly columns: readonly TypeName[];
  /** The call ends with a column definition list, and gives these names itself. */
  readonly definition?: string;
}

const row = (call: string, ...columns: readonly TypeName[]): Row => ({ call, columns });

const ROWS: readonly Row[] = [
  row('generate_series(1, 4)', 'int4'),
  row('generate_series(1, 0)', 'int4'),
  row('generate_series(-1, {int4} % 5)', 'int4'),
  row('generate_series(3::int8, -3, -2)', 'int8'),
  row('generate_series(0.5, 3, 0.75)', 'numeric'),
  row("generate_series('2024-02-27'::timestamp, '2024-03-02', '1 day')", 'timestamp'),
  row("generate_series('2024-03-30 12:00+00'::timestamptz, '2024-04-01', '7 hours')", 'timestamptz'),
  row('unnest({int4[]})', 'int4'),
  row('unnest({text[]})', 'text'),
  row('unnest({numeric[]})', 'numeric'),
  row('unnest({date[]})', 'date'),
  row('unnest({int4multirange})', 'int4range'),
  row('unnest({int4[]}, {text[]})', 'int4', 'text'),
  row('unnest({text[]}, {date[]}, {numeric[]})', 'text', 'date', 'numeric'),
  row('generate_subscripts({int4[]}, 1)', 'int4'),
  row("regexp_split_to_table({text}, 'b')", 'text'),
  row("regexp_matches({text}, '[a-z]', 'g')", 'text[]'),
  row("string_to_table({text}, 'b', 'a')", 'text'),
  row('jsonb_array_elements(jsonb_build_array({int4}, {text}, {date}))', 'jsonb'),
  row('jsonb_array_elements_text(jsonb_build_array({int4}, {numeric}))', 'text'),
  row("jsonb_each(jsonb_build_object('a', {int4}, 'b', {text}))", 'text', 'jsonb'),
  row("jsonb_each_text(jsonb_build_object('x', {text}, 'y', NULL))", 'text', 'text'),
  row("jsonb_object_keys(jsonb_build_object('k', {int4}))", 'text'),
  row("jsonb_path_query({jsonb}, '$[*]')", 'jsonb'),
  row('json_array_elements(\'[1, {"a": null}, "x"]\')', 'json'),
  {
    call: "jsonb_to_recordset(jsonb_build_array(jsonb_build_object('p', {int4}, 'q', {text}), '{\"q\": \"z\"}'::jsonb))",
    columns: ['int4', 'text'],
    definition: 'p int4, q text',
  },
  { call: "jsonb_to_record(jsonb_build_object('p', {date}, 'q', {int4[]}))", columns: ['date', 'int4[]'], definition: 'p date, q int4[]' },
  row("jsonb_populate_record(NULL::pair, jsonb_build_object('n', {int4}, 't', {text}))", 'int4', 'text'),
];

const ARGUMENT = /\{([a-z]\w*(?:\[\])?)\}/;

export interface TableFunction {
  readonly piece: Piece;
  readonly columns: readonly Column[];
}

function filled(context: Context, scope: Scope, call: string): Piece {
  return piece(
    'function',
    call.split(ARGUMENT).map((text, i) => (i % 2 === 0 ? text : context.expression(context, scope, text as TypeName, 1))),
  );
}

/** A call with its alias. @param scope what its arguments may name */
export function tableFunction(context: Context, scope: Scope, alias: string): TableFunction {
  const { random } = context;
  const first = random.pick(ROWS);
  if (first.definition !== undefined) {
    const columns = first.definition.split(', ').map((text, i): Column => ({ name: text.split(' ')[0]!, type: first.columns[i]! }));
    return { piece: piece('from', [filled(context, scope, first.call), ` AS ${alias}(${first.definition})`]), columns };
  }
  const plain = ROWS.filter(({ definition }) => definition === undefined);
  const chosen = random.chance(15) ? [first, random.pick(plain), ...(random.chance(30) ? [random.pick(plain)] : [])] : [first];
  const withOrdinality = random.chance(30);
  const types = [...chosen.flatMap(({ columns }) => columns), ...(withOrdinality ? (['int8'] as const) : [])];
  const columns = types.map((type, i): Column => ({ name: `n${i}`, type }));
  const calls = chosen.map(({ call }) => filled(context, scope, call));
  return {
    piece: piece('from', [
      ...(calls.length > 1 ? ['ROWS FROM (', list(calls, ', ', calls.length), ')'] : calls),
      withOrdinality ? ' WITH ORDINALITY' : '',
      ` AS ${alias}(${columns.map(({ name }) => name).join(', ')})`,
    ]),
    columns,
  };
}
