import { NOISE_PARTS, type NoisePart } from '../noise-split/cosine-modes.js';
import { deviationOf, type Estimate } from '../noise-split/estimate.js';
import type { NoiseSplit } from '../noise-split/split-noise.js';
import { adviceSentences } from './advice-sentences.js';
import type { AdvisedPart, MeasuredNoise, NoiseAdvice, NoiseToSimulate } from './measured-noise.js';

/** Evidence from which a part is there, if one branch was measured, or more: a part that is not there has less in 99.5 % of devices. */
const CLEAR = { one: 6.6, more: 9 };
/** Standard deviation below which readings repeat: rounding, as a share of the window; with one cycle, the misfit of the curve. */
const REPEATS = { cycles: 1e-6, oneCycle: 3e-4 };
/** Digits of a size to simulate. */
const DIGITS = 3;

/** Advice on the noise of a device. `write` (an error per update) is never advised, because a characterisation pulse by pulse cannot show it. */
export function noiseAdvice(measured: MeasuredNoise): NoiseAdvice {
  const { split, levels } = measured;
  const clear = repeats(measured) ? [] : clearParts(measured);
  // Readings that differ have noise, even if they are too few to tell its kind.
  const isUnknown = clear.length === 0 && !levels && !repeats(measured);
  const parts: AdvisedPart[] = [
    ...(isUnknown ? [likelier(NOISE_PARTS, split.evidence)] : clear),
    ...(levels ? (['telegraph'] as const) : []),
  ];
  const noise = toSimulate(parts, measured);
  const structures: NoiseAdvice['structures'] = [
    ...(parts.includes('white') || parts.includes('pink') ? (['read'] as const) : []),
    ...(parts.includes('accumulating') ? (['pulse'] as const) : []),
    ...(parts.includes('telegraph') ? (['telegraph'] as const) : []),
  ];
  return {
    parts,
    structures: structures.length > 0 ? structures : ['none'],
    noise,
    sentence: adviceSentences(measured, parts, noise, isUnknown).join(' '),
  };
}

/** The Gaussian parts that are there. Slow noise of which the readings do not tell the kind counts as the likelier kind. */
function clearParts({ split: { evidence }, branches }: MeasuredNoise): NoisePart[] {
  const clear = branches === 1 ? CLEAR.one : CLEAR.more;
  const found = NOISE_PARTS.filter((part) => evidence[part] > clear);
  const isUnclear = evidence.slow > clear && !found.includes('pink') && !found.includes('accumulating');
  return isUnclear ? [...found, likelier(['accumulating', 'pink'], evidence)] : found;
}

function repeats({ split, cycles }: MeasuredNoise): boolean {
  const least = cycles > 1 ? REPEATS.cycles : REPEATS.oneCycle;
  return split.readLike.value + split.accumulating.value < least ** 2;
}

function likelier(parts: readonly NoisePart[], evidence: NoiseSplit['evidence']): NoisePart {
  return parts.reduce((best, part) => (evidence[part] > evidence[best] ? part : best));
}

function toSimulate(parts: readonly AdvisedPart[], { split, levels }: MeasuredNoise): NoiseAdvice['noise'] {
  const size = (part: 'white' | 'pink' | 'accumulating') => rounded(deviationOf(split[part]));
  const white = parts.includes('white') && { white: size('white') };
  const pink = parts.includes('pink') && { pink: size('pink') };
  const noise: NoiseToSimulate = {
    ...((white || pink) && { read: { ...white, ...pink } }),
    ...(parts.includes('accumulating') && { pulse: size('accumulating') }),
    ...(levels && {
      telegraph: {
        height: rounded(levels.height),
        highDwell: rounded(levels.highDwell),
        lowDwell: rounded(levels.lowDwell),
      },
    }),
  };
  return Object.keys(noise).length > 0 ? noise : 'none';
}

function rounded({ value }: Estimate): number {
  return Number(value.toPrecision(DIGITS));
}
