import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Converter } from '../../../devices/array/converters/converter.js';
import { largestCode, type DacSettings } from '../../../devices/array/converters/converter-settings.js';
import { RandomStream } from '../../../src/core/random-stream.js';

const CONVERTERS = 3;

function converter(settings: DacSettings): Converter {
  const made = new Converter(settings, CONVERTERS, 64, new RandomStream('diffused'));
  made.reach(1);
  return made;
}

/** What converters make of values, one call a value. */
function converted(
  sut: Converter,
  values: readonly number[],
  direction: 'emit' | 'sense',
  which = 0,
): number[] {
  return values.map((value) => {
    const place = Float64Array.of(value);
    sut[direction](place, Uint32Array.of(which), 1);
    return place[0];
  });
}

const bits = fc.integer({ min: 2, max: 12 });
const within = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
const direction = fc.constantFrom('emit' as const, 'sense' as const);

describe('a converter that carries its rounding error', () => {
  it('has errors that add up to half a step at most, within its range', () => {
    fc.assert(
      fc.property(bits, within, direction, (n, values, way) => {
        const half = 0.5 / largestCode(n);
        const sut = converter({ bits: n, diffuse: true });
        let sum = 0;
        converted(sut, values, way).forEach((out, i) => {
          sum += values[i] - out;
          expect(Math.abs(sum)).toBeLessThanOrEqual(half * (1 + 1e-9));
        });
        expect(sut.clipped).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('gives only codes of the same converter without it', () => {
    fc.assert(
      fc.property(bits, within, (n, values) => {
        for (const out of converted(converter({ bits: n, diffuse: true }), values, 'sense')) {
          const code = out * largestCode(n);
          expect(code).toBeCloseTo(Math.round(code), 9);
          expect(Math.abs(code)).toBeLessThanOrEqual(largestCode(n) * (1 + 1e-12));
        }
      }),
    );
  });

  it('keeps half a step of a value beyond its range, and counts the rest as lost', () => {
    // Three bits: codes −3 … 3. A value of 2 is six steps.
    const sut = converter({ bits: 3, diffuse: true });
    const steps = (...values: number[]) => converted(sut, values.map((value) => value / 3), 'sense').map((out) => Math.round(out * 3));
    expect(steps(6, 0, 0, 0)).toEqual([3, 1, 0, 0]);
    expect(sut.clipped).toBe(1);
    expect(steps(0.4, -6, 0, 0)).toEqual([0, -3, 0, 0]);
    expect(sut.clipped).toBe(2);
    // The last code with half a step carried is no loss; half a step below zero is carried still.
    expect(steps(0.5 + 0.49, 3, 0.4)).toEqual([0, 3, 1]);
    expect(sut.clipped).toBe(2);
  }); // prettier-ignore

  it('has an error of its own in each converter', () => {
    const sut = converter({ bits: 3, diffuse: true });
    const values = new Float64Array(CONVERTERS).fill(0.4 / 3);
    const round = () => {
      const out = values.slice();
      sut.sense(out, Uint32Array.of(0, 1, 2), CONVERTERS);
      return Array.from(out, (value) => Math.round(3 * value));
    };
    expect(converted(sut, [0.4 / 3], 'sense', 1)).toEqual([0]);
    expect([round(), round()]).toEqual([
      [0, 1, 0],
      [1, 0, 1],
    ]);
  });

  it('adds its offset before it rounds, so that offsets add up', () => {
    const values = Array.from({ length: 400 }, (_, k) => 0.8 * Math.sin(0.37 * k));
    const settings = { bits: 5, offset: 0.02, diffuse: true };
    const sum = converted(converter(settings), values, 'sense').reduce(
      (all, out, i) => all + out - values[i],
      0,
    );
    expect(Math.abs(sum - 400 * 0.02)).toBeLessThanOrEqual((0.5 / largestCode(5)) * (1 + 1e-9));
  });

  it('rounds each value alone where it is said to be off', () => {
    const values = Array.from({ length: 50 }, (_, k) => 0.3 + 0.5 * Math.sin(k));
    const plain = converted(converter({ bits: 4 }), values, 'sense');
    expect(converted(converter({ bits: 4, diffuse: false }), values, 'sense')).toEqual(plain);
    expect(converted(converter({ bits: 4, diffuse: true }), values, 'sense')).not.toEqual(plain);
  });
});
