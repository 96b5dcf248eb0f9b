/** jsonb_path_exists, jsonb_path_match, jsonb_path_query and relatives, and the operators @? and @@ (PostgreSQL chapter 9.16). */
import { PgError } from '../errors/index.js';
import { JsonArray, Jsonb, JsonObject, type Datum, type JsonNode, type JsonPath } from '../types/index.js';
import type { CallContext, ScalarFamily, ScalarImpl, SetFamily, SetImpl } from './function-impl.js';
import { ERROR, executePath, OK, type PathStatus } from './jsonpath-execute.js';
import { pathNode, type PathValue } from './jsonpath-values.js';

interface Run {
  readonly status: PathStatus;
  readonly found: readonly PathValue[];
}

/** @param variables undefined for the operators, which have none */
function run(j: Jsonb, path: JsonPath, variables: Jsonb | undefined, isSilent: boolean, usesZone: boolean, wants: boolean, context: CallContext): Run {
  const names: JsonNode | null = variables === undefined ? null : variables.root;
  if (variables !== undefined && !(names instanceof JsonObject)) throw notAnObject();
  const found: PathValue[] = [];
  const status = executePath(path.path, j.root, wants ? found : null, { variables: names, throwsErrors: !isSilent, usesZone, context });
  return { status, found };
}

function notAnObject(): PgError {
  return new PgError('invalid_parameter_value', '"vars" argument is not an object', {
    detail: 'Jsonpath parameters should be encoded as key-value pairs of "vars" object.',
  });
}

function existence({ status }: Run): boolean | null {
  return status === ERROR ? null : status === OK;
}

function match({ found }: Run, isSilent: boolean): boolean | null {
  const only = found.length === 1 ? found[0] : undefined;
  if (typeof only === 'boolean') return only;
  if (only === null || isSilent) return null;
  throw new PgError('singleton_sql_json_item_required', 'single boolean result is expected');
}

const results = ({ found }: Run): JsonNode[] => found.map(pathNode);

type PathCall = (j: Jsonb, path: JsonPath, variables: Jsonb, isSilent: boolean, context: CallContext) => Datum;

/** The function and its twin that may use the session's time zone. */
function both(name: string, make: (usesZone: boolean) => PathCall): Record<string, ScalarImpl> {
  const signature = '(jsonb,jsonpath,jsonb,bool)';
  return { [`${name}${signature}`]: make(false), [`${name}_tz${signature}`]: make(true) };
}

function query(usesZone: boolean): SetImpl {
  return (j: Jsonb, path: JsonPath, variables: Jsonb, isSilent: boolean, context: CallContext) =>
    results(run(j, path, variables, isSilent, usesZone, true, context)).map(node => Jsonb.of(node));
}

export const jsonPathFunctions: ScalarFamily = {
  ...both('jsonb_path_exists', zone => (j, path, variables, isSilent, context) => existence(run(j, path, variables, isSilent, zone, false, context))),
  ...both('jsonb_path_match', zone => (j, path, variables, isSilent, context) => match(run(j, path, variables, isSilent, zone, true, context), isSilent)),
  ...both(
    'jsonb_path_query_array',
    zone => (j, path, variables, isSilent, context) => Jsonb.of(JsonArray.of(results(run(j, path, variables, isSilent, zone, true, context)))),
  ),
  ...both('jsonb_path_query_first', zone => (j, path, variables, isSilent, context) => {
    const [first] = run(j, path, variables, isSilent, zone, true, context).found;
    return first === undefined ? null : Jsonb.of(pathNode(first));
  }),
  'jsonb_path_exists_opr(jsonb,jsonpath)': (j: Jsonb, path: JsonPath, context: CallContext) => existence(run(j, path, undefined, true, false, false, context)),
  'jsonb_path_match_opr(jsonb,jsonpath)': (j: Jsonb, path: JsonPath, context: CallContext) => match(run(j, path, undefined, true, false, true, context), true),
};

export const jsonPathSets: SetFamily = {
  'jsonb_path_query(jsonb,jsonpath,jsonb,bool)': query(false),
  'jsonb_path_query_tz(jsonb,jsonpath,jsonb,bool)': query(true),
};
