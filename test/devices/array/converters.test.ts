import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Converters, type ConverterSetup } from '../../../devices/array/converters/converters.js';
import { Converter } from '../../../devices/array/converters/converter.js';
import {
  largestCode,
  largestInl,
  type DacSettings,
} from '../../../devices/array/converters/converter-settings.js';
import { IdealWires } from '../../../devices/array/ideal-wires.js';
import { IdealBank } from '../../../devices/ideal.js';
import { SimulatedBoard } from '../../../drivers/boards/simulated-board.js';
import { Observation } from '../../../src/core/observation.js';
import { RandomStream } from '../../../src/core/random-stream.js';
import { ReadBatch } from '../../../src/core/read-batch.js';
import { UpdateBatch } from '../../../src/core/update-batch.js';
import { perDevice, sharedByArray } from '../../../src/crossbar/encoding.js';

const ROWS = 7;
const COLUMNS = 4;
const UNIT = 2e-6;

function converter(settings: DacSettings, range = 1, most = 1): Converter {
  const made = new Converter(settings, 3, most, new RandomStream('converter'));
  made.reach(range);
  return made;
}

function emitted(settings: DacSettings, value: number, which = 0): number {
  const values = Float64Array.of(value);
  converter(settings).emit(values, Uint32Array.of(which), 1);
  return values[0];
}

function sensed(settings: DacSettings, value: number, which = 0): number {
  const values = Float64Array.of(value);
  converter(settings).sense(values, Uint32Array.of(which), 1);
  return values[0];
}

const bits = fc.integer({ min: 2, max: 24 });
const share = fc.double({ min: -1, max: 1, noNaN: true });

describe('a converter', () => {
  it('is off by half a step at most, on both sides of zero alike', () => {
    fc.assert(
      fc.property(bits, share, (n, value) => {
        for (const convert of [emitted, sensed]) {
          const out = convert({ bits: n }, value);
          expect(Math.abs(out - value)).toBeLessThanOrEqual((0.5 / largestCode(n)) * (1 + 1e-9));
          expect(convert({ bits: n }, -value)).toBe(0 - out);
        }
      }),
    );
  });

  it('sends a value halfway between two codes to the one farther from zero', () => {
    // Three bits: codes −3 … 3 of a third of the range each.
    expect(emitted({ bits: 3 }, 0.5)).toBeCloseTo(2 / 3, 12);
    expect(emitted({ bits: 3 }, -0.5)).toBeCloseTo(-2 / 3, 12);
    expect(sensed({ bits: 2 }, 0.5)).toBe(1);
    expect(sensed({ bits: 2 }, 0.499)).toBe(0);
  });

  it('never gives a smaller number for a larger value, up to the largest non-linearity', () => {
    const bent = fc.record({
      n: fc.integer({ min: 2, max: 10 }),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(bent, share, share, fc.integer({ min: 0, max: 2 }), ({ n, part }, a, b, which) => {
        const settings = { bits: n, inl: part * largestInl(n) };
        const [low, high] = a < b ? [a, b] : [b, a];
        for (const convert of [emitted, sensed])
          expect(convert(settings, high, which)).toBeGreaterThanOrEqual(
            convert(settings, low, which) - 1e-12,
          );
      }),
      { numRuns: 500 },
    );
  });

  it('has a bow of its own whose peak is the non-linearity, and none at zero and at the ends', () => {
    const n = 10;
    const top = largestCode(n);
    const values = Float64Array.from({ length: 2 * top + 1 }, (_, k) => (k - top) / top);
    const peaks = [0, 1, 2].map((which) => {
      const out = values.slice();
      converter({ bits: n, inl: 3 }).emit(out, new Uint32Array(out.length).fill(which), out.length);
      const off = out.map((value, k) => (value - values[k]) * top);
      for (const k of [0, top, 2 * top]) expect(off[k]).toBeCloseTo(0, 6);
      return Math.max(...off.map(Math.abs));
    });
    for (const peak of peaks) expect(peak).toBeCloseTo(3, 3);
    expect(emitted({ bits: n, inl: 3 }, 0.5, 0)).not.toBe(emitted({ bits: n, inl: 3 }, 0.5, 1));
  });

  it('errs with the variance step² / 12 for random values, and counts what lies beyond its range', () => {
    const count = 200_000;
    const random = new RandomStream('values');
    const values = Float64Array.from({ length: count }, () => 2 * random.uniform() - 1);
    const out = values.slice();
    const sut = converter({ bits: 6 }, 1, count);
    sut.sense(out, new Uint32Array(count), count);
    const variance = out.reduce((sum, value, i) => sum + (value - values[i]) ** 2, 0) / count;
    // The standard error of the variance of a uniform error is √(4/5) / √n of it: 0.2 %.
    expect(variance / ((1 / 31) ** 2 / 12)).toBeCloseTo(1, 1.9);
    expect(sut.clipped).toBe(0);
    const beyond = Float64Array.of(1.2, -7, 1.01);
    sut.sense(beyond, new Uint32Array(3), 3);
    expect([...beyond]).toEqual([1, -1, 1]);
    expect(sut.clipped).toBe(2);
  });

  it('adds its offset, and noise of its size', () => {
    expect(emitted({ offset: 0.25 }, 0.5)).toBe(0.75);
    expect(sensed({ offset: -0.25 }, 0.5)).toBe(0.25);
    const count = 50_000;
    const out = new Float64Array(count);
    converter({ noise: 0.1 }, 1, count).emit(out, new Uint32Array(count), count);
    const deviation = Math.sqrt(out.reduce((sum, value) => sum + value * value, 0) / count);
    expect(deviation).toBeGreaterThan(0.098);
    expect(deviation).toBeLessThan(0.102);
  });
});

/** A board of random exact memories behind converters. */
function array(setup?: ConverterSetup, seed = 'array', encoding = perDevice) {
  const random = new RandomStream(seed);
  const size = ROWS * COLUMNS;
  const lowest = Float64Array.from({ length: size }, () => 3e-5 + 1e-5 * random.uniform());
  const bank = new IdealBank(
    lowest,
    lowest.map((low) => low + 1.5e-5 + 1e-5 * random.uniform()),
  );
  for (let d = 0; d < size; d++)
    bank.conductance[d] = bank.lowest[d] + random.uniform() * (bank.highest[d] - bank.lowest[d]);
  const converters =
    setup && new Converters(bank, COLUMNS, setup, (purpose) => new RandomStream(seed + purpose));
  const ideal = (devices: ConstructorParameters<typeof IdealWires>[0], columns: number) =>
    new IdealWires(devices, columns);
  const board = new SimulatedBoard(bank, COLUMNS, converters?.around(ideal), converters);
  board.calibrate(encoding.gain(bank, UNIT), UNIT);
  const input = (transposed = false) => {
    const seen = new Observation(transposed ? COLUMNS : ROWS);
    for (let k = 0; k < seen.value.length; k++) seen.value[k] = random.uniform();
    return seen;
  };
  return { bank, board, converters, input, random };
}

/** The currents of a product with two observations that both arrays see. */
function currents({ board, input }: ReturnType<typeof array>, transposed = false): Float64Array {
  const batch = new ReadBatch(1, transposed ? 5 : 3, [1, -0.9], transposed);
  batch.drive(input(transposed));
  batch.drive(input(transposed));
  batch.reference[0] = 0.7;
  board.multiply(batch);
  return batch.amperes;
}

describe('an array behind converters', () => {
  it.each([false, true])(
    'without settings gives the same bits as without converters (transposed: %s)',
    (transposed) => {
      for (const atOnce of [false, true]) {
        const plain = array(undefined, 'same', atOnce ? sharedByArray : perDevice);
        const behind = array({ adc: {}, atOnce }, 'same', atOnce ? sharedByArray : perDevice);
        expect(currents(behind, transposed)).toEqual(currents(plain, transposed));
      }
    },
  );

  it.each([false, true])('approaches the exact sums with 24 bits (transposed: %s)', (transposed) => {
    for (const atOnce of [false, true]) {
      const encoding = atOnce ? sharedByArray : perDevice;
      const exact = currents(array(undefined, 'fine', encoding), transposed);
      const fine = { dac: { bits: 24, range: 0.5 }, adc: { bits: 24, range: 2e-5 }, atOnce };
      const found = currents(array(fine, 'fine', encoding), transposed);
      found.forEach((amperes, c) => expect(Math.abs(amperes - exact[c])).toBeLessThan(1e-5 * UNIT));
    }
  });

  it('has a voltage of its own for each device, or one a row', () => {
    // Three steps of 0.1 V: what a column sees is the sum over rows of rounded voltages.
    for (const atOnce of [false, true]) {
      const encoding = atOnce ? sharedByArray : perDevice;
      const { bank, board, input } = array({ dac: { bits: 3, range: 0.3 }, atOnce }, 'volts', encoding);
      const gain = encoding.gain(bank, UNIT);
      const seen = input();
      const batch = new ReadBatch(0, COLUMNS);
      batch.drive(seen);
      board.multiply(batch);
      for (let c = 0; c < COLUMNS; c++) {
        let sum = 0;
        for (let r = 0; r < ROWS; r++) {
          const d = r * COLUMNS + c;
          const volts = Math.round((seen.value[r] * gain[d]) / 0.1) * 0.1;
          sum += volts * (bank.conductance[d] - bank.lowest[d]);
        }
        expect(batch.amperes[c]).toBeCloseTo(sum, 15);
      }
    }
  });

  it('loses what the input resistance of its amplifiers takes: 1.2 % at 60 Ω with two devices and the reference', () => {
    const { bank, board } = array({ adc: { inputOhms: 60 }, atOnce: false });
    bank.conductance.fill(5e-5);
    board.calibrate(perDevice.gain(bank, UNIT), UNIT);
    const seen = new Observation(ROWS);
    seen.value[1] = seen.value[4] = 1;
    const batch = new ReadBatch(2, 1);
    batch.drive(seen);
    board.multiply(batch);
    const exact = [1, 4].reduce((sum, r) => {
      const d = r * COLUMNS + 2;
      return sum + (UNIT * (5e-5 - bank.lowest[d])) / (bank.highest[d] - bank.lowest[d]);
    }, 0);
    expect(batch.amperes[0] / exact).toBeCloseTo(1 / (1 + 60 * (1e-4 + 1 / 9990)), 12);
    expect(batch.amperes[0] / exact).toBeCloseTo(0.988, 3);
  });

  it('averages noise: the variance of the mean of n samples is 1/n', () => {
    const variance = (samples: number) => {
      const sut = array({ adc: { noise: 1e-7, samples }, atOnce: true }, 'mean', sharedByArray);
      const batch = new ReadBatch(0, COLUMNS);
      let sum = 0;
      const rounds = 4000;
      for (let k = 0; k < rounds; k++) {
        sut.board.multiply(batch);
        for (const amperes of batch.amperes) sum += amperes ** 2;
      }
      return sum / (rounds * COLUMNS) / 1e-14;
    };
    // 16000 values: a standard error of 1.1 %.
    expect(Math.abs(variance(1) - 1)).toBeLessThan(0.05);
    expect(Math.abs(variance(16) * 16 - 1)).toBeLessThan(0.05);
  });

  it('has a mean of n samples that is off by a step / n at most, where errors are carried', () => {
    for (const samples of [1, 4, 16, 64]) {
      const exact = currents(array(undefined, 'carried'));
      const found = currents(
        array({ adc: { bits: 4, range: 2e-5, samples, diffuse: true }, atOnce: false }, 'carried'),
      );
      const step = 2e-5 / largestCode(4);
      const off = Math.max(...found.map((amperes, c) => Math.abs(amperes - exact[c])));
      expect(off).toBeLessThanOrEqual((step / samples) * (1 + 1e-9));
    }
    const alone = { adc: { bits: 4, range: 2e-5, samples: 64 }, atOnce: false };
    expect(currents(array(alone, 'carried'))).toEqual(
      currents(array({ ...alone, adc: { bits: 4, range: 2e-5 } }, 'carried')),
    );
  });

  it('reads single devices through the same converters', () => {
    const read = (setup?: ConverterSetup) => {
      const { board } = array(setup, 'single');
      const batch = new UpdateBatch(3);
      for (const d of [2, 9, 27]) batch.add(d, 0);
      board.read(batch);
      return batch.conductance.slice();
    };
    const exact = read();
    read({ adc: { bits: 24, range: 4e-6 }, atOnce: false }).forEach((siemens, i) =>
      expect(siemens).toBeCloseTo(exact[i], 10),
    );
    const { bank } = array(undefined, 'single');
    // Five bits, ±4 µA for ±2 units: a weight is a multiple of 2/15.
    [...read({ adc: { bits: 5 }, atOnce: false })].forEach((siemens, i) => {
      const d = [2, 9, 27][i];
      const weight = (siemens - bank.lowest[d]) / (bank.highest[d] - bank.lowest[d]);
      expect((weight * 15) / 2).toBeCloseTo(Math.round((weight * 15) / 2), 6);
    });
  });

  it('counts conversions, their energy and their time', () => {
    const setup = { dac: { bits: 4, seconds: 2e-9 }, adc: { bits: 8, samples: 3, femtojoules: 10 } };
    const apart = array({ ...setup, atOnce: false });
    currents(apart);
    // Seven rows, three columns one by one; then four single reads.
    expect(apart.converters!.costs(4)).toEqual({
      conversions: 21 + 4 + 3 * (3 + 4),
      clipped: 0,
      joules: expect.closeTo(25 * 16 * 20e-15 + 21 * 256 * 10e-15, 20) as number,
      seconds: expect.closeTo(7 * (2e-9 + 3e-9), 15) as number,
    });
    const together = array({ ...setup, atOnce: true }, 'array', sharedByArray);
    currents(together);
    expect(together.converters!.costs(0)).toMatchObject({
      conversions: 7 + 9,
      seconds: expect.closeTo(5e-9, 15) as number,
    });
  });

  it.each([
    [
      { dac: { bits: 6, range: 0.05 } },
      'array.dac.range: got 0.05 V, but an input of one on the smallest window is',
    ],
    [
      { adc: { bits: 6, range: 1e-6 } },
      'array.adc.range: got 0.000001 A, but a full weight at an input of one is 0.000002 A',
    ],
  ])('refuses a range that a full input or weight does not fit: %j', (setup, sentence) => {
    expect(() => array({ ...setup, atOnce: false })).toThrow(sentence);
  });
});
