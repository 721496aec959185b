import { pinkCorrelation } from '../noise/read-noise.js';
import type { NoiseName } from '../noise/noise.js';
import type { NoiseSplit } from '../fitting/split-noise.js';

/** Which noise to simulate, and what helps against it, in plain sentences. */
export interface NoiseAdvice {
  structures: NoiseName[];
  sentence: string;
}

/** The parts of the noise, and the mean dwells of telegraph levels in readings, if there are any. */
interface MeasuredNoise {
  split: NoiseSplit;
  pulses: number;
  dwells?: [number, number];
}

/** Number of reads in the average that the advice speaks of. */
const AVERAGED_READS = 4;

/**
 * Advice on the noise of a device. It compares read noise with the error that a whole branch of N pulses accumulates, σ √N. Advised is the
 * clearly larger of the two, or both if their intervals overlap. Accumulating noise whose interval reaches 0 counts as not detected. `write`
 * (an error per update) is never advised, because a characterisation pulse by pulse cannot show it.
 */
export function noiseAdvice({ split, pulses, dwells }: MeasuredNoise): NoiseAdvice {
  const structures = structuresOf(split, pulses);
  if (structures.includes('none'))
    return { structures, sentence: 'Simulate --noise none: the readings lie on their curves.' };
  const sentences = [
    `Simulate ${structures.map((name) => `--noise ${name}`).join(' and ')}.`,
    ...(structures.includes('read') ? [againstRead(split)] : []),
    isAccumulating(split) ? againstAccumulating(split, pulses) : withoutAccumulating(split),
    ...(dwells ? [againstTelegraph(dwells)] : []),
  ];
  return { structures, sentence: sentences.join(' ') };
}

function structuresOf({ readLike, accumulating, intervals }: NoiseSplit, pulses: number): NoiseName[] {
  const branch = Math.sqrt(pulses);
  const [lowAccumulating, highAccumulating] = intervals?.accumulating ?? [accumulating, accumulating];
  const [lowRead, highRead] = intervals?.readLike ?? [readLike, readLike];
  if (readLike === 0 && accumulating === 0) return ['none'];
  if (readLike > 0 && (highAccumulating * branch < lowRead || lowAccumulating === 0)) return ['read'];
  return lowAccumulating * branch > highRead || readLike === 0 ? ['pulse'] : ['read', 'pulse'];
}

function isAccumulating({ accumulating, intervals }: NoiseSplit): boolean {
  return (intervals?.accumulating[0] ?? accumulating) > 0;
}

function againstRead({ white, pink }: NoiseSplit): string {
  const remaining = Math.sqrt(averageVariance(white, pink) / (white ** 2 + pink ** 2));
  const averaging =
    pink === 0
      ? `averaging ${AVERAGED_READS} reads halves it`
      : `averaging ${AVERAGED_READS} reads reduces mostly its white part, so ${Math.round(100 * remaining)} % remains`;
  return `Read noise does not change the device: feedback filters it, and ${averaging}.`;
}

function againstAccumulating({ accumulating, readLike }: NoiseSplit, pulses: number): string {
  const perBranch = 100 * accumulating * Math.sqrt(pulses);
  const equal = Math.round((readLike / accumulating) ** 2);
  const comparison =
    readLike === 0 ? '' : ` (as much as the read noise after ${equal} ${equal === 1 ? 'pulse' : 'pulses'})`;
  return `Each pulse leaves an error of ${(100 * accumulating).toFixed(2)} % of the window in the device, which adds up to ${perBranch.toFixed(1)} % over ${pulses} pulses${comparison}. Feedback and write-verify limit it; averaging reads does not.`;
}

function withoutAccumulating({ intervals }: NoiseSplit): string {
  const maximum = intervals
    ? ` (at most ${(100 * intervals.accumulating[1]).toFixed(2)} % of the window per pulse)`
    : '';
  return `Accumulating noise was not detected${maximum}.`;
}

function againstTelegraph(dwells: [number, number]): string {
  const readings = dwells.map((dwell) => dwell.toPrecision(2)).join(' and ');
  return `Its telegraph levels last ${readings} readings on average: only averages over many more readings reduce the steps. memloop fit --telegraph writes them to the device file.`;
}

/** Variance of the mean of successive reads. */
function averageVariance(white: number, pink: number): number {
  let correlations = 0;
  for (let i = 0; i < AVERAGED_READS; i++)
    for (let j = 0; j < AVERAGED_READS; j++) correlations += pinkCorrelation(Math.abs(i - j));
  return white ** 2 / AVERAGED_READS + (pink ** 2 * correlations) / AVERAGED_READS ** 2;
}
