import type { Sound } from '../wav/sound.js';
import type { Interval } from './interval.js';

/** Steps of the energy, in s, and the share of the loud steps below which a step is no speech: 30 dB. */
const [STEP, BELOW] = [0.01, 1e-3];
/** Which step counts as loud, from the quietest (0) to the loudest (1). */
const LOUD = 0.95;
/** How long speech goes on after its energy falls, the longest gap that belongs to speech, and the shortest speech, in steps. */
const [HANGOVER, LONGEST_GAP, SHORTEST] = [6, 20, 4];

/** Where there is speech in a clean recording, by its energy. */
export function speechIntervals({ sampleRate, samples }: Sound): Interval[] {
  const hop = Math.round(sampleRate * STEP);
  const energies = Float64Array.from({ length: Math.floor(samples.length / hop) }, (_, t) => {
    let sum = 0;
    for (let i = t * hop; i < (t + 1) * hop; i++) sum += samples[i] * samples[i];
    return sum / hop;
  });
  const loud = energies.toSorted()[Math.floor(LOUD * energies.length)];
  if (!(loud > 0)) return [];
  const runs = joined(runsAbove(energies, loud * BELOW), energies.length);
  return runs.map(([start, end]) => ({ start: start * STEP, end: end * STEP }));
}

type Run = readonly [start: number, end: number];

function runsAbove(energies: Float64Array, threshold: number): Run[] {
  const runs: Run[] = [];
  for (let t = 0; t < energies.length; t++) {
    if (energies[t] <= threshold) continue;
    const start = t;
    while (t < energies.length && energies[t] > threshold) t++;
    runs.push([start, t]);
  }
  return runs;
}

/** Runs with their hangover, without short ones, and without the gaps between neighbours. */
function joined(runs: readonly Run[], count: number): Run[] {
  const result: Run[] = [];
  for (const [start, end] of runs) {
    const last = result.at(-1);
    const later = Math.min(count, end + HANGOVER);
    if (last && start - last[1] < LONGEST_GAP - HANGOVER) result[result.length - 1] = [last[0], later];
    else result.push([start, later]);
  }
  return result.filter(([start, end]) => end - start >= SHORTEST + HANGOVER);
}
