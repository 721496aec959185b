import { describe, expect, it } from 'vitest';
import { IdealBank } from '../../devices/ideal.js';
import { effectiveConductances } from '../../devices/array/reads/effective-conductances.js';
import { makeWires } from '../../devices/array/make-wires.js';
import { pinkCorrelation, ReadNoise } from '../../devices/noise/read-noise.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { driveOf } from '../../src/bench/drive-plan.js';
import { probeArray, type ArrayProbes } from '../../src/bench/probe-array.js';
import { factorCholesky, solveCholesky } from '../../src/core/maths/linear/cholesky.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { linearMap } from '../../src/identify/linear/linear-map.js';
import { slownessOf, widened } from '../../src/identify/linear/slowness.js';

const [ROWS, COLUMNS, COUNT] = [8, 3, 320];
const wires = { rowOhms: 60, columnOhms: 60, sourceOhms: 300, senseOhms: 200 };
const SIZE = ROWS * COLUMNS;

/** An array with wires, white and slow read noise, probed; and the conductances that its terminals show. */
async function probed(
  seed: number,
  white: number,
  pink: number,
): Promise<{ probes: ArrayProbes; truth: Float64Array; held: Float64Array }> {
  const random = new RandomStream(`probed ${seed}`);
  const bank = new IdealBank(new Float64Array(SIZE).fill(1e-5), new Float64Array(SIZE).fill(1e-4));
  for (let d = 0; d < SIZE; d++) bank.conductance[d] = 1e-5 + 9e-5 * random.uniform();
  const [whites, pinks] = [white, pink].map((deviation) => new Float64Array(SIZE).fill(deviation));
  const noisy = Object.assign(bank, { readNoise: new ReadNoise(whites, pinks, random) });
  const board = new SimulatedBoard(noisy, COLUMNS, makeWires(wires));
  const probes = await probeArray(board, { volts: 0.2, count: COUNT, seed, unit: 2e-6 });
  const { conductance } = bank;
  return {
    probes,
    truth: effectiveConductances({ rows: ROWS, columns: COLUMNS, conductance, wires }, true),
    held: conductance,
  };
}

/** The Cramér–Rao bounds of the weights of a column, from the law of the noise: diag((Xᵀ C⁻¹ X)⁻¹). */
function boundsOf({ x, count }: ArrayProbes, white: number, pink: number): number[] {
  const volts = (row: number, n: number) => (row < ROWS ? x[row * count + n] : 1);
  const covariance = new Float64Array(count * count);
  for (let t = 0; t < count; t++)
    for (let s = 0; s <= t; s++) {
      let both = 0;
      for (let row = 0; row < ROWS; row++) both += volts(row, t) * volts(row, s);
      covariance[t * count + s] = covariance[s * count + t] =
        both * (pink ** 2 * pinkCorrelation(t - s) + (s === t ? white ** 2 : 0));
    }
  expect(factorCholesky(covariance, count)).toBe(true);
  const size = ROWS + 1;
  const solved = Array.from({ length: size }, (_, row) => {
    const column = Float64Array.from({ length: count }, (__, n) => volts(row, n));
    solveCholesky(covariance, count, column);
    return column;
  });
  const information = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++)
      information[i * size + k] = solved[k].reduce((sum, value, n) => sum + value * volts(i, n), 0);
  factorCholesky(information, size);
  return Array.from({ length: ROWS }, (_, row) => {
    const unit = new Float64Array(size);
    unit[row] = 1;
    solveCholesky(information, size, unit);
    return Math.sqrt(unit[row]);
  });
}

/** Errors in units of the bounds, root mean square over the seeds and all weights; and the share of intervals that hold the truth. */
async function agreement(
  white: number,
  pink: number,
): Promise<{ ratio: number; worst: number; held: number; slowness: number }> {
  const ratios: number[] = [];
  let [held, slowness] = [0, 0];
  const seeds = 8;
  for (let seed = 0; seed < seeds; seed++) {
    const { probes, truth } = await probed(seed, white, pink);
    const bounds = boundsOf(probes, white, pink);
    const map = linearMap(probes);
    const slow = slownessOf(probes, map);
    slowness += slow / seeds;
    let squares = 0;
    for (const [c, column] of widened(map, slow).matrix.entries())
      for (const [r, { value, low, high }] of column.entries()) {
        const exact = truth[r * COLUMNS + c];
        squares += ((value - exact) / bounds[r]) ** 2 / SIZE;
        if (low <= exact && exact <= high) held++;
      }
    ratios.push(Math.sqrt(squares));
  }
  const ratio = Math.sqrt(ratios.reduce((sum, value) => sum + value ** 2, 0) / seeds);
  return { ratio, worst: Math.max(...ratios), held: held / (seeds * SIZE), slowness };
}

describe('an array with wires and read noise, probed through its terminals', () => {
  it('shows its effective conductances within 1.5 of their Cramér–Rao bound, with white noise', async () => {
    const { ratio, worst, held, slowness } = await agreement(3e-7, 0);
    // 192 weights: 1 ± 3 × 0.05.
    expect(ratio).toBeGreaterThan(0.85);
    expect(ratio).toBeLessThan(1.15);
    expect(worst).toBeLessThan(1.5);
    // 192 intervals: 0.95 ± 3.5 × 0.016.
    expect(held).toBeGreaterThan(0.895);
    expect(slowness).toBeLessThan(1.05);
  });

  it('shows them as well with slow noise, and widens their intervals', async () => {
    const { ratio, worst, held, slowness } = await agreement(1e-7, 3e-7);
    expect(ratio).toBeLessThan(1.25);
    expect(worst).toBeLessThan(1.5);
    expect(slowness).toBeGreaterThan(1.2);
    expect(held).toBeGreaterThan(0.85);
  });

  it('are less than what its devices hold: wires take a part', async () => {
    const { probes, held } = await probed(1, 0, 0);
    const shares = linearMap(probes).matrix.flatMap((column, c) =>
      column.map(({ value }, r) => value / held[r * COLUMNS + c]),
    );
    expect(Math.max(...shares)).toBeLessThan(0.99);
    expect(Math.min(...shares)).toBeLessThan(0.9);
  });
});

describe('the rows that a probe drives', () => {
  it('are as many as can be summed, at random, each once, and the same for the same probe', () => {
    const seen = new Set<number>();
    for (let n = 0; n < 50; n++) {
      const { rows, signs } = driveOf(3, n, 12, 5);
      expect(rows).toHaveLength(5);
      expect(new Set(rows).size).toBe(5);
      expect(signs.every((sign) => Math.abs(sign) === 1)).toBe(true);
      for (const row of rows) seen.add(row);
      expect(driveOf(3, n, 12, 5)).toEqual({ rows, signs });
    }
    expect([...seen].toSorted((a, b) => a - b)).toEqual([...Array(12).keys()]);
    expect(driveOf(3, 0, 4, 8).rows).toEqual([0, 1, 2, 3]);
  });
}); // prettier-ignore
