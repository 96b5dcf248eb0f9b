/** Expands ROLLUP, CUBE and GROUPING SETS into a list of plain sets (of target refs), as SQL defines: the cross product of the GROUP BY items. */
import type { GroupingSet } from '../../analyze/index.js';

export function expandGroupingSets(items: readonly GroupingSet[], isDistinct: boolean): readonly (readonly number[])[] {
  let product: number[][] = [[]];
  for (const item of items) {
    const expanded = expandOne(item);
    product = product.flatMap(prefix => expanded.map(set => [...prefix, ...set.filter(ref => !prefix.includes(ref))]));
  }
  if (!isDistinct) return product;
  const seen = new Set<string>();
  return product.filter(set => {
    const key = [...set].sort((a, b) => a - b).join(',');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function expandOne(item: GroupingSet): number[][] {
  switch (item.kind) {
    case 'empty':
      return [[]];
    case 'simple':
      return [[...item.refs]];
    case 'rollup': {
      const parts = item.sets.map(flatRefs);
      return Array.from({ length: parts.length + 1 }, (_, i) => parts.slice(0, parts.length - i).flat());
    }
    case 'cube': {
      const parts = item.sets.map(flatRefs);
      const out: number[][] = [];
      for (let mask = (1 << parts.length) - 1; mask >= 0; mask--) out.push(parts.filter((_, i) => mask & (1 << (parts.length - 1 - i))).flat());
      return out;
    }
    case 'sets':
      return item.sets.flatMap(expandOne);
  }
}

function flatRefs(set: GroupingSet): number[] {
  return set.kind === 'simple' ? [...set.refs] : set.kind === 'empty' ? [] : set.sets.flatMap(flatRefs);
}
