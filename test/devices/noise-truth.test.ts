import { expect, it } from 'vitest';
import { assess } from '../../bench/noise/assess.mjs';
import { judge } from '../../bench/noise/judge.mjs';
import { kinds } from '../../bench/noise/kinds.mjs';

/** Kinds whose noise one device shows, with how far an estimate may be from the truth, in % of the window. */
const SURE = [
  ['noise-free', 1e-6],
  ['white', 0.1],
  ['accumulating', 0.05],
  ['sigmoid', 0.05],
  ['bad-reading', 0.1],
] as const;

it.each(SURE)('the noise of synthetic devices is found as it is: %s', (name, tolerance) => {
  const kind = kinds.find((each) => each.name === name)!;
  const { rows, right } = judge(kind, [assess(kind.make(0))]);
  expect(right).toBe(1);
  const largest = rows.filter(({ truth }) => truth > 0);
  for (const { part, bias } of largest.length > 0 ? largest : rows)
    expect(Math.abs(100 * bias), part).toBeLessThan(tolerance);
});
