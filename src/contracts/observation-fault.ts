import type { Observation } from '../core/observation.js';

/** What is wrong with an observation in itself, as a sentence; undefined where it is right. */
export function observationFault(seen: Observation): string | undefined {
  const { value, active, count, largest } = seen;
  const wild = value.find((x) => !(Math.abs(x) <= largest && Number.isFinite(x)));
  if (wild !== undefined)
    return `observation: got the value ${wild}: expected a finite number of at most ${largest}`;
  const listed = new Set(active.subarray(0, count));
  const silent = value.every((x, cell) => x === 0 || listed.has(cell));
  if (listed.size !== count || !silent)
    return 'observation: got cells other than zero that active does not list, or lists twice: expected each once';
  return same(cellsOfBlock(seen), active.subarray(0, count))
    ? undefined
    : 'observation: got a block of other cells than active lists: expected the same cells in the same order';
}

function cellsOfBlock({ block: [left, right, bottom, top], side }: Observation): number[] {
  const rows = Array.from({ length: top - bottom }, (_, r) => (bottom + r) * side);
  return rows.flatMap((row) => Array.from({ length: right - left }, (_, c) => row + left + c));
}

/** Whether two lists hold the same numbers, to the bit. */
export function same(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  return one.length === other.length && Array.prototype.every.call(one, (x, i) => Object.is(x, other[i]));
}
