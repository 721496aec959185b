import { describe, expect, it } from 'vitest';
import type { DeviceBank } from '../../devices/device-bank.js';
import { IdealBank } from '../../devices/ideal.js';
import { ReadNoise } from '../../devices/noise/read-noise.js';
import { readNoiseFault } from '../../src/contracts/read-noise-fault.js';
import { RandomStream } from '../../src/core/random-stream.js';

/** Memories with read noise, whose products may be wrong. */
function bankOf(
  white: readonly number[],
  pink: readonly number[],
  seed: number,
  spoil: (amperes: Float64Array, before: number) => void = () => {},
): DeviceBank {
  const size = white.length;
  const bank = new IdealBank(new Float64Array(size).fill(1e-5), new Float64Array(size).fill(3e-5));
  const noise = new ReadNoise(Float64Array.from(white), Float64Array.from(pink), new RandomStream(`${seed}`));
  const readNoise: DeviceBank['readNoise'] = {
    read: noise.read.bind(noise),
    product(lines, amperes) {
      const before = amperes[0];
      noise.product(lines, amperes);
      spoil(amperes, before);
    },
  };
  return Object.assign(bank, { readNoise });
}

describe('the law of read noise in products and single reads', () => {
  it.each([
    [
      [0, 0],
      [1e-6, 1e-6],
    ],
    [
      [1e-8, 1e-6, 1e-8, 0],
      [1e-8, 0, 1e-7, 0],
    ],
  ])('is kept by banks of few devices, of unequal noise: white %j, 1/f-like %j', (white, pink) => {
    for (let seed = 0; seed < 12; seed++)
      expect(readNoiseFault((key) => bankOf(white, pink, 100 * seed + key))).toBeUndefined();
  });

  it.each<[string, (amperes: Float64Array, before: number) => void]>([
    ['twice as loud', (amperes, before) => void (amperes[0] += amperes[0] - before)],
    ['silent', (amperes, before) => void (amperes[0] = before)],
    ['in the place of the amperes that are there', (amperes, before) => void (amperes[0] -= before)],
  ])('is broken by products that are %s', (_, spoil) => {
    expect(readNoiseFault((key) => bankOf([1e-6, 2e-6], [1e-6, 0], key, spoil))).toContain('mean square');
  });
});
