import { NONE, type Activation } from '../activations/activation.js';
import { standInSlopes, type StandInName } from './stand-in-slope.js';

/** Bits of the converters that a layer may apply. */
const BITS = [3, 4, 5, 6, 7, 8];
/** Full scale of a converter, of either sign. */
const RANGE = 2;

/** A step, 1 where z > 0, with a slope that stands in for its derivative. */
function step(name: StandInName): Activation {
  const { meaning, at } = standInSlopes[name];
  return coarse(`1 where z > 0, else 0; slope: ${meaning}`, (z) => (z > 0 ? 1 : 0), at);
}

/** A converter with a number of bits: 2^bits − 1 codes, evenly on both sides of zero. It passes slopes on within its range. */
function converter(bits: number): Activation {
  const top = 2 ** (bits - 1) - 1;
  return coarse(
    `the nearest of ${2 * top + 1} codes from −${RANGE} to ${RANGE}; slope: 1 where |z| ≤ ${RANGE}`,
    (z) => (RANGE * Math.min(top, Math.max(-top, Math.round((z * top) / RANGE)))) / top,
    (z) => (Math.abs(z) <= RANGE ? 1 : 0),
  );
}

function coarse(meaning: string, f: (z: number) => number, stand: (z: number) => number): Activation {
  return {
    meaning,
    symmetry: 'none',
    coarse: true,
    fill(numbers, at, length, value, slope, curvature) {
      for (let i = 0; i < length; i++) {
        const z = numbers[at + i];
        numbers[value + i] = f(z);
        numbers[slope + i] = stand(z);
        if (curvature !== NONE) numbers[curvature + i] = 0;
      }
    },
  };
}

/** Quantised activations with straight-through slopes, by name. */
export const coarseActivations: Readonly<Record<string, Activation>> = {
  step_identity: step('identity'),
  step_relu: step('relu'),
  step_clipped_relu: step('clipped_relu'),
  ...Object.fromEntries(BITS.map((bits) => [`converter_${bits}`, converter(bits)])),
};
