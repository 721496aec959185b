import type { Assembly } from './assemble.js';
import { runEpisode } from './episode.js';
import type { Experiment } from './experiment.js';
import { Ledger } from './ledger.js';
import { tasks } from './tasks.js';

/** What one condition did with one seed. */
export interface SeedResult {
  condition: number;
  seed: number;
  /** moves per episode */
  steps: Int32Array;
  /** 1 where the step limit ended the episode */
  truncated: Uint8Array;
  /** critic weights of the devices after the recorded episodes, [recorded episode × cell] */
  critic: Float64Array;
  /** weights of the devices at the end, cells × (1 + actions), critic first */
  weights: Float64Array;
  /** the same as an open-loop learner believes them to be */
  believed?: Float64Array;
  set: number;
  reset: number;
  updates: number;
}

/** Up to this many critic weights are recorded on their way. */
const MOST_RECORDED_CELLS = 32;

/** Numbers (from 1) of the episodes after which the critic is recorded; none where it is large. */
export function recordedEpisodes({ environment, episodes }: Experiment): number[] {
  return tasks[environment].cells > MOST_RECORDED_CELLS ? [] : aboutHundred(episodes);
}

/** Numbers (from 1) of about a hundred episodes of so many, the last included. */
export function aboutHundred(episodes: number): number[] {
  const every = Math.max(1, Math.round(episodes / 100));
  return Array.from({ length: Math.floor(episodes / every) }, (_, k) => episodes - k * every).reverse();
}

/** Runs all episodes of one seed. */
export async function runSeed(
  experiment: Experiment,
  condition: number,
  seed: number,
  made: Assembly,
): Promise<SeedResult> {
  const { environment, agent, held, believed } = made;
  const { cells, actions } = tasks[experiment.environment];
  const columns = 1 + actions;
  const weights = new Float64Array(cells * columns);
  const recorded = recordedEpisodes(experiment);
  const steps = new Int32Array(experiment.episodes);
  const truncated = new Uint8Array(experiment.episodes);
  const critic = new Float64Array(recorded.length * cells);
  const ledger = new Ledger();
  const note = ledger.note.bind(ledger);
  for (let episode = 0, at = 0; episode < experiment.episodes; episode++) {
    const outcome = await runEpisode(environment, agent, note);
    steps[episode] = outcome.moves;
    truncated[episode] = outcome.truncated ? 1 : 0;
    if (episode + 1 !== recorded[at]) continue;
    held(weights);
    for (let cell = 0; cell < cells; cell++) critic[at * cells + cell] = weights[cell * columns];
    at++;
  }
  held(weights);
  const { set, reset, updates } = ledger;
  const ends = { weights, ...(believed && { believed }) };
  return { condition, seed, steps, truncated, critic, ...ends, set, reset, updates };
}
