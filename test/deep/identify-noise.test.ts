import { expect, it } from 'vitest';
import { identifyShallow } from '../../src/identify/shallow/identify-shallow.js';
import { networkFinding } from '../../src/identify/shallow/network-finding.js';
import { compiledColumns } from '../../src/kernel/compiled-columns.js';
import { compared, teacherOf } from '../identify/teacher.js';

/** Inputs and hidden neurons. */
const sizes = [
  [2, 2],
  [2, 3],
  [4, 2],
  [4, 4],
  [8, 4],
] as const;

it.each(['tanh', 'erf'])(
  '%s: finds 9 of 10 networks with noise of a hundredth, with errors of the Cramér–Rao size and intervals that hold',
  { timeout: 600_000 },
  (activation) => {
    let [right, wrong, held, all, squares] = [0, 0, 0, 0, 0];
    for (const [inputs, hidden] of sizes)
      for (const seed of [0, 1]) {
        const { network, probes } = teacherOf(activation, inputs, hidden, seed, 1000, 0.01);
        const finding = networkFinding(identifyShallow(probes, { activation, make: compiledColumns }));
        const pairs = compared(finding, network, activation);
        if (!pairs) {
          wrong += +finding.identified;
          continue;
        }
        right++;
        for (const [{ value, error, low, high }, truth] of pairs) {
          all++;
          held += +(low <= truth && truth <= high);
          squares += ((value - truth) / error) ** 2;
        }
      }
    expect(wrong).toBe(0);
    expect(right).toBeGreaterThanOrEqual(9);
    expect(Math.sqrt(squares / all)).toBeLessThan(1.5);
    expect(held / all).toBeGreaterThan(0.9);
    expect(held / all).toBeLessThan(0.98);
  },
);
