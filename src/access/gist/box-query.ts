/**
 * What a search asks of boxes. A condition on a part is a conjunction of comparisons of its ends with byte strings; what it means for an inner node follows
 * from them: an end below something needs the union's lower end below it, an end above something the union's upper end above it.
 */
import { compareSpans, PART_EMPTY, PART_NULL, PART_OPEN, PART_SPAN, type BoxView } from './box.js';

export type EndComparison = '<' | '<=' | '>' | '>=' | '<>';

/** `isHigh`: the upper end is compared, else the lower one. */
export interface EndTest {
  readonly isHigh: boolean;
  readonly comparison: EndComparison;
  readonly bytes: Uint8Array;
}

export interface PartCondition {
  readonly part: number;
  /** The column is NULL; IS NOT NULL is a condition that spans and empty ranges satisfy. */
  readonly matchesNull: boolean;
  readonly matchesEmpty: boolean;
  readonly matchesSpans: boolean;
  /** Of spans: all must hold. */
  readonly tests: readonly EndTest[];
}

/** Conditions that must all hold. */
export interface BoxQuery {
  readonly conditions: readonly PartCondition[];
}

/** True when a leaf's key satisfies the query (as far as boxes tell), or, for an inner node's, something below it may. */
export function matchesBox(query: BoxQuery, box: BoxView, isLeaf: boolean): boolean {
  const { conditions } = query;
  for (let i = 0; i < conditions.length; i++) if (!satisfies(conditions[i], box, isLeaf)) return false;
  return true;
}

function satisfies(condition: PartCondition, box: BoxView, isLeaf: boolean): boolean {
  const { part } = condition;
  const flags = box.flags[part];
  if (condition.matchesNull && (flags & PART_NULL) !== 0) return true;
  if (condition.matchesEmpty && (flags & PART_EMPTY) !== 0) return true;
  if (!condition.matchesSpans || (flags & PART_SPAN) === 0) return false;
  const { tests } = condition;
  for (let i = 0; i < tests.length; i++) if (!(isLeaf ? holds(tests[i], box, part) : mayHold(tests[i], box, part))) return false;
  return true;
}

function holds({ isHigh, comparison, bytes }: EndTest, box: BoxView, part: number): boolean {
  const order = isHigh
    ? compareSpans(box.u8, box.highAt[part], box.highLength[part], bytes, 0, bytes.length)
    : compareSpans(box.u8, box.lowAt[part], box.lowLength[part], bytes, 0, bytes.length);
  switch (comparison) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '<>':
      return order !== 0;
  }
}

function mayHold({ comparison, bytes }: EndTest, box: BoxView, part: number): boolean {
  if (comparison === '<' || comparison === '<=') {
    const order = compareSpans(box.u8, box.lowAt[part], box.lowLength[part], bytes, 0, bytes.length);
    return comparison === '<' ? order < 0 : order <= 0;
  }
  if ((box.flags[part] & PART_OPEN) !== 0) return true;
  const order = compareSpans(box.u8, box.highAt[part], box.highLength[part], bytes, 0, bytes.length);
  if (comparison === '>') return order > 0;
  if (comparison === '>=') return order >= 0;
  return order !== 0 || compareSpans(box.u8, box.lowAt[part], box.lowLength[part], bytes, 0, bytes.length) !== 0;
}
