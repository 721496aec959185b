import { createHash } from 'node:crypto';
import type { Experiment } from '../experiment/experiment.js';
import type { SeedResult } from '../experiment/seed-run.js';
import { endCosts } from './cost-tally.js';
import { layouts } from './layout.js';
import { endNumbers } from './results.js';
import { runRows } from './run-rows.js';

/** What is equal for two runs only if they agree to the bit: the SHA-256 of steps, ends of episodes, costs and final weights. */
function fingerprint({ steps, truncated }: Pick<SeedResult, 'steps' | 'truncated'>, ends: readonly number[]): string {
  const hash = createHash('sha256');
  // Text has no negative zero.
  for (const column of [steps, truncated, Float64Array.from(ends, (end) => end + 0)])
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  return hash.digest('hex');
} // prettier-ignore

/** The fingerprint of a run that was just made. */
export function fingerprintOf(result: SeedResult): string {
  return fingerprint(result, [...endNumbers(result), ...result.weights]);
}

/** Columns of ends that count. */
const ENDS = 8;

/** The fingerprints of all runs in the tables of a directory, [condition][seed]. @throws RunError unless each condition has each seed once */
export function fingerprintsIn(directory: string, experiment: Experiment): string[][] {
  const { episodes, conditions } = experiment;
  const { episodes: table, seeds } = layouts(experiment);
  const prints = conditions.map((): string[] => []);
  const ends = runRows(directory, seeds, experiment);
  const from = endCosts(experiment);
  const steps = new Int32Array(episodes);
  const truncated = new Uint8Array(episodes);
  for (const { place, numbers, condition } of runRows(directory, table, experiment)) {
    steps[place] = numbers[1];
    truncated[place] = numbers[2];
    if (place + 1 < episodes) continue;
    const row = ends.next().value!;
    // The columns of digital copies repeat the weights where there are none.
    const own = (row.numbers.length + from) / 2;
    const counted = [...row.numbers.subarray(0, ENDS), ...row.numbers.subarray(from, own)];
    prints[condition].push(fingerprint({ steps, truncated }, counted));
  }
  return prints;
}
