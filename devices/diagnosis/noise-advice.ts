import { pinkCorrelation } from '../noise/read-noise.js';
import type { NoiseName } from '../noise/noise.js';
import type { NoiseSplit } from '../fitting/split-noise.js';

/** Which noise structures to simulate, and in a sentence why and what helps against it. */
export interface NoiseAdvice {
  structures: NoiseName[];
  sentence: string;
}

/** What advice rests on: the parts of the noise, and how long telegraph levels last, in readings, if there are any. */
interface Grounds {
  split: NoiseSplit;
  pulses: number;
  dwells?: [number, number];
}

/** Reads that an average is made of, where a number is given. */
const AVERAGED = 4;

/**
 * Advice on a device's noise. Read-like noise is simulated where it is clearly more than what a whole branch of N pulses accumulates (σ √N), accumulating
 * noise where it is clearly less, both where the intervals do not tell; noise whose interval reaches 0 is not shown to accumulate. `write`, a fresh draw at each update whatever its pulses, is no structure that a
 * characterisation pulse by pulse could show.
 */
export function noiseAdvice({ split, pulses, dwells }: Grounds): NoiseAdvice {
  const structures = structuresOf(split, pulses);
  const helps = [
    ...(structures.includes('read') ? [againstRead(split)] : []),
    accumulates(split) ? againstAccumulating(split, pulses) : unseenAccumulating(split),
    ...(dwells ? [againstTelegraph(dwells)] : []),
  ];
  if (structures.includes('none'))
    return { structures, sentence: 'Simulate --noise none: its readings lie on their curves.' };
  const simulate = structures.map((name) => `--noise ${name}`).join(' and ');
  return { structures, sentence: `Simulate ${simulate}: ${helps.join('; ')}.` };
}

function structuresOf({ readLike, accumulating, intervals }: NoiseSplit, pulses: number): NoiseName[] {
  const branch = Math.sqrt(pulses);
  const [low, high] = intervals?.accumulating ?? [accumulating, accumulating];
  const [least, most] = intervals?.readLike ?? [readLike, readLike];
  if (readLike === 0 && accumulating === 0) return ['none'];
  if (readLike > 0 && (high * branch < least || low === 0)) return ['read'];
  return low * branch > most || readLike === 0 ? ['pulse'] : ['read', 'pulse'];
}

function accumulates({ accumulating, intervals }: NoiseSplit): boolean {
  return (intervals?.accumulating[0] ?? accumulating) > 0;
}

function againstRead({ white, pink }: NoiseSplit): string {
  const left = Math.sqrt(averageVariance(white, pink) / (white ** 2 + pink ** 2));
  const averaging =
    pink === 0
      ? `averaging ${AVERAGED} reads halves it`
      : `averaging ${AVERAGED} reads helps with its white part only and leaves ${Math.round(100 * left)} %`;
  return `what a read sees and the state does not keep is filtered by feedback, and ${averaging}`;
}

function againstAccumulating({ accumulating, readLike }: NoiseSplit, pulses: number): string {
  const grown = 100 * accumulating * Math.sqrt(pulses);
  const overtakes = Math.round((readLike / accumulating) ** 2);
  const against = readLike === 0 ? '' : ` (as much as a read sees after ${overtakes})`;
  return `each pulse leaves ${(100 * accumulating).toFixed(2)} % of the window in the state, ${grown.toFixed(1)} % over ${pulses}${against}, which feedback and write-verify bound and averaging reads does not`;
}

function unseenAccumulating({ intervals }: NoiseSplit): string {
  const most = intervals
    ? ` (at most ${(100 * intervals.accumulating[1]).toFixed(2)} % of the window per pulse)`
    : '';
  return `noise that accumulates is not shown${most}`;
}

function againstTelegraph(dwells: [number, number]): string {
  return `its telegraph steps yield only to averages over many more readings than its levels last (${dwells.map((dwell) => dwell.toPrecision(2)).join(' and ')})`;
}

/** Of the mean of successive reads. */
function averageVariance(white: number, pink: number): number {
  let correlations = 0;
  for (let i = 0; i < AVERAGED; i++)
    for (let j = 0; j < AVERAGED; j++) correlations += pinkCorrelation(Math.abs(i - j));
  return white ** 2 / AVERAGED + (pink ** 2 * correlations) / AVERAGED ** 2;
}
