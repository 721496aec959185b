import type { ConversionCosts } from '../../devices/array/readout.js';
import type { Assembly } from './assemble.js';
import { costRecord, recordCosts, type CostRecord } from './cost-record.js';
import { runEpisode } from './episode.js';
import type { Experiment } from './experiment.js';
import type { GlimpseSlot } from './glimpse/glimpse-slot.js';
import type { WeightCosts } from './ledger.js';
import { learnerOf } from './condition.js';
import { completeSettings } from '../core/setting.js';
import type { UpdateBatch } from '../core/update-batch.js';
import { valueError } from './value-error.js';
import { taskOf, weightsOf } from './weights.js';

/** What one condition did with one seed. */
export interface SeedResult {
  condition: number;
  seed: number;
  /** moves per episode */
  steps: Int32Array;
  /** 1 where the step limit ended the episode */
  truncated: Uint8Array;
  /** critic weights of the devices after the recorded episodes, [recorded episode × cell]; none in tasks with many cells, or without a critic */
  critic: Float64Array;
  /** weights of the devices at the end, cells × heads */
  weights: Float64Array;
  /** the same as an open-loop learner believes them to be */
  believed?: Float64Array;
  /** device updates that the agent asked for */
  updates: number;
  /** what learning had cost after each recorded episode; the last is the end */
  costs: CostRecord;
  /** the same at the end by weight, summed over the devices of a weight */
  weightCosts: WeightCosts;
  /** what conversions cost; left out without converters */
  conversions?: ConversionCosts;
  /** root mean square of expected value − true value of the learned policy, at the end */
  valueError: number;
}

/** Up to this many critic weights are recorded on their way. */
const MAXIMUM_RECORDED_CELLS = 32;

/** Numbers (from 1) of the episodes after which costs are recorded: about a hundred, the last included. */
export function recordedEpisodes({ episodes }: Experiment): number[] {
  const every = Math.max(1, Math.round(episodes / 100));
  return Array.from({ length: Math.floor(episodes / every) }, (_, k) => episodes - k * every).reverse();
}

/** The same for the critic, which is recorded where there is one with few weights. */
export function recordedCritic(experiment: Experiment): number[] {
  const { cells, critic } = weightsOf(experiment);
  return critic < 0 || cells > MAXIMUM_RECORDED_CELLS ? [] : recordedEpisodes(experiment);
}

/** What happened in a run, before it is told what its values are worth. */
export type SeedOutcome = Omit<SeedResult, 'condition' | 'seed' | 'valueError'>;

/** The result of a run: what happened, and the error of the values that were learned. */
export function seedResult(
  experiment: Experiment,
  condition: number,
  seed: number,
  outcome: SeedOutcome,
): SeedResult {
  return { condition, seed, ...outcome, valueError: errorOfValues(experiment, condition, seed, outcome) };
}

/** How wrong the learned values of a finished run are: the root mean square of expected value − true value. */
export function errorOfValues(
  experiment: Experiment,
  condition: number,
  seed: number,
  { steps, weights }: Pick<SeedOutcome, 'steps' | 'weights'>,
): number {
  const task = taskOf(experiment);
  const chosen = experiment.conditions[condition];
  const learner = learnerOf(chosen);
  return valueError(task, {
    seed,
    learner,
    learning: { ...experiment, ...chosen },
    settings: completeSettings(learner.settings, chosen.learnerSettings),
    weights,
    cells: task.cells,
    actions: task.actions,
    steps,
    stepLimit: experiment.stepLimit,
  });
}

/** Runs all episodes of one seed. @param shown where a page sees the seed while it runs */
export async function runSeed(
  experiment: Experiment,
  condition: number,
  seed: number,
  made: Assembly,
  shown?: GlimpseSlot,
): Promise<SeedResult> {
  const { environment, agent, held, believed, ledger } = made;
  const { cells } = taskOf(experiment);
  const { heads, critic: criticColumn } = weightsOf(experiment);
  const columns = heads.length;
  const weights = new Float64Array(cells * columns);
  const recorded = recordedEpisodes(experiment);
  const steps = new Int32Array(experiment.episodes);
  const truncated = new Uint8Array(experiment.episodes);
  const critic = new Float64Array(recordedCritic(experiment).length * cells);
  const costs = costRecord(recorded.length);
  let done = 0;
  let episode = 0;
  const note = shown ? noteAndShow(shown) : ledger.note.bind(ledger);
  await made.prepare();
  for (; episode < experiment.episodes; episode++) {
    const outcome = await runEpisode(environment, agent, note);
    steps[episode] = outcome.moves;
    truncated[episode] = outcome.truncated ? 1 : 0;
    if (episode + 1 !== recorded[done]) continue;
    if (critic.length > 0) recordCritic(critic, done);
    recordCosts(costs, done++, ledger.costs());
  }
  held(weights);
  const conversions = ledger.conversions();
  return seedResult(experiment, condition, seed, {
    steps,
    truncated,
    critic,
    weights,
    ...(believed && { believed }),
    updates: ledger.updates,
    costs,
    weightCosts: ledger.perWeight(),
    ...(conversions && { conversions }),
  });

  function recordCritic(critic: Float64Array, at: number): void {
    held(weights);
    for (let cell = 0; cell < cells; cell++)
      critic[at * cells + cell] = weights[cell * columns + criticColumn];
  }

  function noteAndShow(slot: GlimpseSlot): (batch: UpdateBatch) => void {
    return (batch) => {
      ledger.note(batch);
      if (!slot.isWanted(seed)) return;
      held(weights);
      slot.answer({ seed, episode, steps, weights, costs: ledger.costs() });
    };
  }
}
