import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { linear, offBy, pulsesFor, withEffect } from '../devices/unreliable.js';

const probe = fileURLToPath(new URL('effects-probe.mjs', import.meta.url));

describe('reliability effects', { retry: 2 }, () => {
  it('allocate nothing per step', () => {
    const found = JSON.parse(execFileSync(process.execPath, [probe], { encoding: 'utf8' })) as Record<
      string,
      { bytes: number; microseconds: number }
    >;
    for (const [name, { bytes, microseconds }] of Object.entries(found)) {
      process.stdout.write(`${name}: ${microseconds.toFixed(1)} µs a step of 1089 devices\n`);
      // One number on the heap takes 12. The tail of the normal distribution, a draw in some thousands, leaves about 5.
      expect(bytes, name).toBeLessThan(10);
    }
  });
});

describe('many telegraph traps', () => {
  const [LENGTH, DEVICES, DT] = [2048, 60, 0.01];
  const dwells = { shortest: 1e-4, longest: 1e3 };
  const bands = Array.from({ length: 40 }, (_, i) => Math.round(4 * 1.1 ** i)).filter((k) => k < LENGTH / 12);

  function slopeOf(power: (k: number) => number): number {
    const points = bands.map((k) => [Math.log(k), Math.log(power(k))]);
    const mean = (axis: number) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
    const [x, y] = [mean(0), mean(1)];
    const rise = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
    return rise / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  }

  /** The spectrum of the sampled process: a mean of Lorentzians over log-uniform dwells, with their aliases. */
  function expected(k: number): number {
    const STEPS = 100;
    const [ratio, cosine] = [dwells.longest / dwells.shortest, Math.cos((2 * Math.PI * k) / LENGTH)];
    let sum = 0;
    for (let i = 0; i < STEPS; i++) {
      for (let j = 0; j < STEPS; j++) {
        const [c, e] = [i, j].map((at) => dwells.shortest * ratio ** ((at + 0.5) / STEPS));
        const kept = Math.exp(-DT * (1 / c + 1 / e));
        sum += (((c * e) / (c + e) ** 2) * (1 - kept ** 2)) / (1 - 2 * kept * cosine + kept ** 2);
      }
    }
    return sum;
  }

  it('have a 1/f spectrum between their dwell times, as a sum of Lorentzians: slope within 0.1', () => {
    const bank = withEffect('telegraph', { traps: 40, ...dwells, readSeconds: 0 }, linear(DEVICES));
    bank.pulse(pulsesFor([0], 1));
    const series = Array.from({ length: LENGTH }, () => {
      bank.rest!(DT, 300);
      return offBy(bank);
    });
    const power = (k: number) => {
      let sum = 0;
      for (let d = 0; d < DEVICES; d++) {
        let [re, im] = [0, 0];
        series.forEach((off, t) => {
          // A Hann window keeps the slow part from leaking into the fast one.
          const x = off[d] * (1 - Math.cos((2 * Math.PI * t) / LENGTH));
          re += x * Math.cos((2 * Math.PI * k * t) / LENGTH);
          im += x * Math.sin((2 * Math.PI * k * t) / LENGTH);
        });
        sum += re * re + im * im;
      }
      return sum;
    };
    const slope = slopeOf(expected);
    // The aliases of traps faster than a sample make it flatter than −1.
    expect(slope).toBeCloseTo(-0.9, 1);
    // Over seeds, the slope has a standard deviation of 0.035.
    expect(Math.abs(slopeOf(power) - slope)).toBeLessThan(0.1);
  });
});
