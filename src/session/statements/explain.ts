/** EXPLAIN: plans a statement, perhaps runs it, and prints the plan. */
import { mapChildren, mapQueryExpressions, type Expr, type Query } from '../../analyze/index.js';
import { parseBoolean } from '../../config/index.js';
import { PgError, notSupported } from '../../errors/index.js';
import { explainPlan, type ExplainOptions } from '../../plan/index.js';
import type { ExecuteStmt, ExplainStmt } from '../../sql/index.js';
import type { Waiting } from '../../txn/index.js';
import { JSON as JSON_TYPE, TEXT, XML } from '../../types/index.js';
import type { ResultColumn, ResultConsumer } from '../consumer.js';
import { Portal } from '../portal.js';
import type { PreparedStatement } from '../prepared-statement.js';
import type { Session } from '../session.js';
import { analyzeParameterExpressions } from './execute-parameters.js';

/** What EXPLAIN (SETTINGS) shows when it is not as built in: settings that planning depends on. */
const PLANNING_SETTINGS =
  'constraint_exclusion cpu_index_tuple_cost cpu_operator_cost cpu_tuple_cost cursor_tuple_fraction effective_cache_size effective_io_concurrency enable_async_append enable_bitmapscan enable_gathermerge enable_hashagg enable_hashjoin enable_incremental_sort enable_indexonlyscan enable_indexscan enable_material enable_memoize enable_mergejoin enable_nestloop enable_parallel_append enable_parallel_hash enable_partition_pruning enable_partitionwise_aggregate enable_partitionwise_join enable_seqscan enable_sort enable_tidscan force_parallel_mode from_collapse_limit geqo geqo_effort geqo_generations geqo_pool_size geqo_seed geqo_selection_bias geqo_threshold hash_mem_multiplier jit jit_above_cost jit_inline_above_cost jit_optimize_above_cost join_collapse_limit maintenance_io_concurrency max_parallel_workers max_parallel_workers_per_gather min_parallel_index_scan_size min_parallel_table_scan_size parallel_leader_participation parallel_setup_cost parallel_tuple_cost plan_cache_mode random_page_cost recursive_worktable_factor search_path seq_page_cost temp_buffers work_mem'.split(
    ' ',
  );

function formatOf(statement: ExplainStmt): ExplainOptions['format'] {
  let format = 'text';
  let location = -1;
  for (const option of statement.options) {
    if (option.defname !== 'format' || !option.arg) continue;
    format = optionText(option.arg);
    location = option.location;
  }
  if (format !== 'text' && format !== 'json' && format !== 'yaml' && format !== 'xml')
    throw new PgError('invalid_parameter_value', `unrecognized value for EXPLAIN option "format": "${format}"`).at(location + 1);
  return format;
}

type OptionArg = NonNullable<ExplainStmt['options'][number]['arg']>;

function optionText(arg: OptionArg): string {
  if (arg.kind === 'AConst') return String(arg.value).toLowerCase();
  if (arg.kind === 'TypeName') return arg.names[arg.names.length - 1]!.toLowerCase();
  return '';
}

export function explainColumns(statement: ExplainStmt): readonly ResultColumn[] {
  const format = formatOf(statement);
  const type = format === 'json' ? JSON_TYPE : format === 'xml' ? XML : TEXT;
  return [{ name: 'QUERY PLAN', type, typmod: -1, collation: 0 as never, originTable: 0, originColumn: 0 }];
}

function parseOptions(statement: ExplainStmt): ExplainOptions {
  const flags: Record<string, boolean | undefined> = {};
  for (const option of statement.options) {
    switch (option.defname) {
      case 'analyze':
      case 'verbose':
      case 'costs':
      case 'buffers':
      case 'timing':
      case 'summary':
      case 'settings':
      case 'wal': {
        const value = option.arg === null ? true : parseBoolean(optionText(option.arg));
        if (value === undefined) throw new PgError('syntax_error', `${option.defname} requires a Boolean value`);
        flags[option.defname] = value;
        break;
      }
      case 'format':
        break;
      default:
        throw new PgError('syntax_error', `unrecognized EXPLAIN option "${option.defname}"`).at(option.location + 1);
    }
  }
  const isAnalyze = flags['analyze'] === true;
  if (flags['wal'] && !isAnalyze) throw new PgError('invalid_parameter_value', 'EXPLAIN option WAL requires ANALYZE');
  if (flags['timing'] && !isAnalyze) throw new PgError('invalid_parameter_value', 'EXPLAIN option TIMING requires ANALYZE');
  if (flags['buffers']) throw notSupported('EXPLAIN (BUFFERS)');
  if (flags['wal']) throw notSupported('EXPLAIN (WAL)');
  return {
    format: formatOf(statement),
    isAnalyze,
    isVerbose: flags['verbose'] === true,
    hasCosts: flags['costs'] ?? true,
    hasTiming: flags['timing'] ?? isAnalyze,
    hasSummary: flags['summary'] ?? isAnalyze,
    hasSettings: flags['settings'] === true,
  };
}

/** The query to explain. */
function explained(session: Session, prepared: PreparedStatement, statement: ExplainStmt, options: ExplainOptions): PreparedStatement {
  const inner = statement.query;
  if (inner.kind === 'CreateTableAsStmt' && inner.query.kind === 'ExecuteStmt' && !options.isAnalyze) return boundStatement(session, inner.query);
  if (inner.kind === 'ExecuteStmt') return boundStatement(session, inner);
  if (inner.kind === 'CreateTableAsStmt' && options.isAnalyze) throw notSupported('EXPLAIN ANALYZE of CREATE TABLE AS');
  if (prepared.inner === null) throw notSupported(`EXPLAIN of ${inner.kind === 'RefreshMatViewStmt' ? 'REFRESH MATERIALIZED VIEW' : 'this statement'}`);
  return prepared.inner;
}

/** EXECUTE's statement with its arguments in place of the parameters, as PostgreSQL plans it the first times. */
export function boundStatement(session: Session, statement: ExecuteStmt, noSelect: (() => PgError) | null = null): PreparedStatement {
  const prepared = session.statement(statement.name);
  if (prepared.raw) session.runner.analyze(prepared);
  if (noSelect !== null && prepared.analyzed?.query.command !== 'select') throw noSelect();
  if (!session.runner.isQuery(prepared)) throw notSupported('EXPLAIN EXECUTE of a statement that is not a query');
  const values = analyzeParameterExpressions(session, prepared, statement);
  const { query, columns } = prepared.analyzed!;
  const bind = (expr: Expr): Expr => {
    if (expr.kind === 'param') {
      const { type, typmod, collation, location } = expr;
      return { kind: 'const', value: values[expr.number - 1]!, type, typmod, collation, location };
    }
    const mapped = mapChildren(expr, bind);
    return mapped.kind === 'sublink' ? { ...mapped, query: bindQuery(mapped.query) } : mapped;
  };
  const bindQuery = (inner: Query): Query => mapQueryExpressions(inner, bind, bindQuery);
  const bound = session.prepareParsed('', prepared.sql, prepared.raw, prepared.parameterTypes, true);
  bound.analyzed = { query: bindQuery(query), columns };
  bound.parameterTypes = prepared.parameterTypes;
  bound.catalogEpoch = prepared.catalogEpoch;
  bound.settingsEpoch = prepared.settingsEpoch;
  bound.isAnalyzed = true;
  return bound;
}

export function* runExplain(session: Session, portal: Portal, statement: ExplainStmt, consumer: ResultConsumer): Waiting<void> {
  const options = parseOptions(statement);
  const { clock } = session.database.environment;
  if (statement.query.kind === 'RefreshMatViewStmt' && options.format === 'text') {
    consumer.row(['Utility statements have no plan structure']);
    return;
  }
  const target = explained(session, portal.prepared, statement, options);
  const planStart = clock.monotonicMs();
  session.runner.plan(target);
  const planningMs = clock.monotonicMs() - planStart;
  let counters = null;
  let executionMs = 0;
  if (options.isAnalyze) {
    const run = new Portal('', target, portal.parameters, [], portal.sql, session.statementStartedAt);
    run.isInstrumented = true;
    const start = clock.monotonicMs();
    try {
      yield* session.runner.runQueryPortal(run, 0, () => true);
      counters = run.state?.counters ?? null;
      counters?.settle(target.plan!.runs);
    } finally {
      session.runner.closePortal(run);
    }
    executionMs = clock.monotonicMs() - start;
  }
  const environment = { catalog: session.catalog, context: session.services.callContext, counters, planningMs, executionMs };
  const settings = options.hasSettings ? session.settings.unusualOf(PLANNING_SETTINGS) : [];
  const text = explainPlan(target.plan!, options, { ...environment, settings });
  if (options.format === 'text') for (const line of text.split('\n')) consumer.row([line]);
  else consumer.row([text]);
}
