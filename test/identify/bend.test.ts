import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { bendOf } from '../../src/identify/linear/bend.js';
import { linearMap } from '../../src/identify/linear/linear-map.js';
import { slownessOf, widened } from '../../src/identify/linear/slowness.js';
import type { Probes } from '../../src/identify/probes.js';

const weights = [
  [0.8, -0.3, 0.5],
  [0.2, 0.9, -0.7],
];

/** Probes of the weights above, through a function, with noise that remembers a share of itself from probe to probe. */
function probesOf(
  seed: number,
  count: number,
  through: (sum: number) => number,
  noise: number,
  kept = 0,
): Probes {
  const random = new RandomStream(`bend ${seed}`);
  const [x, y] = [new Float64Array(3 * count), new Float64Array(2 * count)];
  random.normals(x, x.length);
  random.normals(y, y.length);
  // Slow noise shows where inputs are alike: it must not be hidden by random signs.
  if (kept > 0) for (let n = 0; n < count; n++) x[n] = 1 + 0.1 * x[n];
  for (let o = 0; o < 2; o++) {
    let slow = 0;
    for (let n = 0; n < count; n++) {
      slow = kept * slow + Math.sqrt(1 - kept * kept) * y[o * count + n];
      y[o * count + n] =
        through(weights[o].reduce((sum, weight, i) => sum + weight * x[i * count + n], 0)) + noise * slow;
    }
  }
  return { count, inputs: 3, outputs: 2, x, y };
}

const straight = (sum: number) => sum;

describe('residuals that bend', () => {
  it('are reported by chance as often as they say', () => {
    const seeds = 400;
    const chances = Array.from({ length: seeds }, (_, seed) => {
      const probes = probesOf(seed, 40, straight, 0.1);
      return bendOf(probes, linearMap(probes));
    });
    // Twice the smaller p of two outputs is below 0.1 in 9.75 % of cases: ± 3.5 × 1.5 %.
    const share = chances.filter((chance) => chance < 0.1).length / seeds;
    expect(share).toBeGreaterThan(0.045);
    expect(share).toBeLessThan(0.15);
  });

  it('are found behind tanh, and not without noise', () => {
    const bent = probesOf(1, 200, Math.tanh, 0.02);
    expect(bendOf(bent, linearMap(bent))).toBeLessThan(1e-12);
    const exact = probesOf(1, 200, straight, 0);
    expect(bendOf(exact, linearMap(exact))).toBe(1);
  });

  it('cannot be told from few probes', () => {
    const few = probesOf(1, 6, straight, 0.1);
    expect(bendOf(few, linearMap(few))).toBe(1);
  });
});

describe('slow noise', () => {
  it('is not found in white noise', () => {
    const found = Array.from({ length: 300 }, (_, seed) => {
      const probes = probesOf(seed, 100, straight, 0.1);
      return slownessOf(probes, linearMap(probes));
    });
    expect(found.filter((factor) => factor > 1).length).toBeLessThan(9);
    const few = probesOf(1, 20, straight, 0.1);
    expect(slownessOf(few, linearMap(few))).toBe(1);
  });

  it('widens intervals, where inputs do not hide it', () => {
    let [white, wide, all] = [0, 0, 0];
    for (let seed = 0; seed < 200; seed++) {
      const probes = probesOf(seed, 400, straight, 0.1, 0.95);
      const map = linearMap(probes, { offset: false });
      const slow = widened(map, slownessOf(probes, map));
      for (const o of [0, 1]) {
        const holds = ({ low, high }: { low: number; high: number }) => low <= weights[o][0] && weights[o][0] <= high;
        all++;
        if (holds(map.matrix[o][0])) white++;
        if (holds(slow.matrix[o][0])) wide++;
      }
    }
    // The mean of noise with a correlation of 0.95 has 6.2 times the error of white noise.
    expect(white / all).toBeLessThan(0.4);
    // One factor is found for all inputs, and two of three hide the noise: it goes a part of the way.
    expect(wide / all).toBeGreaterThan(0.55);
  });
}); // prettier-ignore
