import { describe, expect, it } from 'vitest';
import { RandomStream, randomStream } from '../../src/core/random-stream.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { chopperPeriod, RandomChopper, RegularChopper } from '../../src/schemes/chopper.js';
import { DirectTransfer } from '../../src/schemes/transfer.js';
import { schemeOf } from './parts-of.js';

const SIZE = 27;
/** Every weight alone minimises (w − 0.6)²/2, and sees its gradient with much noise. */
const TARGET = 0.6;
const NOISE = 0.4;
const RATE = 0.05;

async function descended(name: string, steps: number, settings: Record<string, number> = {}) {
  const { scheme, parts } = schemeOf(name, { pulses: 'stochastic', settings });
  const random = new RandomStream('gradient');
  const batch = new UpdateBatch(SIZE);
  const noise = new Float64Array(SIZE);
  await scheme.prepare?.();
  const [slow, fast] = parts.arrays;
  const start = [...(fast ?? slow).weight];
  const mean = new Float64Array(SIZE);
  for (let k = 0; k < steps; k++) {
    random.normals(noise, SIZE);
    batch.clear();
    for (let d = 0; d < SIZE; d++) batch.add(d, -RATE * (slow.weight[d] - TARGET + NOISE * noise[d]));
    await scheme.apply(batch);
    if (k >= steps / 2) for (let d = 0; d < SIZE; d++) mean[d] += slow.weight[d] / (steps / 2);
  }
  return { bias: rms(mean.map((weight) => weight - TARGET)), fast, start };
}

function rms(values: ArrayLike<number>): number {
  return Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0) / values.length);
}

describe('one weight alone, with a noisy gradient', () => {
  const steps = 6000;

  it('is drawn to the symmetry point of its device by plain descent, and not by Tiki-Taka', async () => {
    const { bias: plain } = await descended('self-correcting', steps);
    expect(plain).toBeGreaterThan(0.05);
    for (const name of ['tiki-taka-v1', 'tiki-taka-v2', 'agad'])
      expect((await descended(name, steps)).bias, name).toBeLessThan(0.02);
    for (const regular of [0, 1]) {
      const settings = { transfer: 0.1, flip: 0.05, regular };
      expect((await descended('chopped-tiki-taka', steps, settings)).bias).toBeLessThan(0.75 * plain);
      expect((await descended('agad', steps, settings)).bias).toBeLessThan(plain / 2);
    }
  });

  it('keeps the fast devices about their symmetry points, where alternating pulses had brought them', async () => {
    for (const name of ['tiki-taka-v1', 'tiki-taka-v2']) {
      const { fast, start } = await descended(name, steps);
      const off = fast.weight.map((weight, d) => weight - start[d]);
      expect(rms(off)).toBeLessThan(0.1);
      expect(Math.abs(off.reduce((sum, value) => sum + value, 0) / SIZE)).toBeLessThan(0.04);
    }
  });
});

describe('a chopper', () => {
  it('flips every 1/p reads where it is regular, in the same sweep for all rows, and never more often than every second', () => {
    const chopper = new RegularChopper(chopperPeriod(0.1));
    const flips = Array.from({ length: 40 }, (_, sweep) => chopper.flips(sweep));
    expect(flips.flatMap((flip, sweep) => (flip ? [sweep] : []))).toEqual([9, 19, 29, 39]);
    expect([1, 0.6, 0.5, 0.02].map(chopperPeriod)).toEqual([2, 2, 2, 50]);
  });

  it('flips with probability p where it is random', () => {
    const chopper = new RandomChopper(0.1, randomStream(1, 'scheme'));
    const flips = Array.from({ length: 20_000 }, () => chopper.flips()).filter(Boolean).length;
    expect(Math.abs(flips / 20_000 - 0.1)).toBeLessThan(4 * Math.sqrt((0.1 * 0.9) / 20_000));
  });
});

describe('the transfer of v1', () => {
  it('gives N λ A pulses on average, never more than the train has slots', () => {
    const range = new Int32Array(3).fill(200);
    const transfer = new DirectTransfer(0.5, range, 3, randomStream(3, 'scheme'));
    const reading = Float64Array.of(0.003, -0.04, 0.9);
    const batch = new UpdateBatch(3);
    for (let d = 0; d < 3; d++) batch.add(d, 0);
    const mean = [0, 0, 0];
    const times = 4000;
    for (let k = 0; k < times; k++) {
      transfer.take(0, 1, false, reading, batch);
      for (let d = 0; d < 3; d++) mean[d] += batch.pulses[d] / times;
      expect(Math.abs(batch.pulses[1])).toBeLessThanOrEqual(31);
    }
    // x = 0.3, −4 and 90, which is cut at 31 slots.
    expect(mean[0]).toBeCloseTo(0.3, 1);
    expect(Math.abs(mean[1] + 4)).toBeLessThan(0.15);
    expect(mean[2]).toBeCloseTo(31, 9);
    transfer.take(0, -1, false, reading, batch);
    expect(batch.pulses[2]).toBe(-31);
    expect(batch.delta[2]).toBe(-31 / 200);
  });
});
