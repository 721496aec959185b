import type { DeviceFit } from '../../devices/files/device-form.js';
import { costRecord, recordCosts } from '../experiment/cost-record.js';
import type { Experiment } from '../experiment/experiment.js';
import type { GlimpseSlot } from '../experiment/glimpse/glimpse-slot.js';
import { recordedCritic, recordedEpisodes, seedResult, type SeedResult } from '../experiment/seed-run.js';
import { taskOf } from '../experiment/weights.js';
import { CompiledCondition } from './compiled-condition.js';

/** Sets up a condition in the compiled loop, once; every call of the returned function carries out a seed. @param shown where a page sees a seed while it runs */
export function compiledRuns(
  experiment: Experiment,
  index: number,
  fits: readonly DeviceFit[],
  shown?: GlimpseSlot,
): (seed: number) => SeedResult {
  const { cells } = taskOf(experiment);
  const recorded = recordedEpisodes(experiment);
  const stretches = recorded.map((episode, k) => episode - (recorded[k - 1] ?? 0));
  const condition = new CompiledCondition(experiment, index, fits, Math.max(...stretches));
  const keepsCritic = recordedCritic(experiment).length > 0;

  return (seed) => {
    const steps = new Int32Array(experiment.episodes);
    const truncated = new Uint8Array(experiment.episodes);
    const critic = new Float64Array(keepsCritic ? recorded.length * cells : 0);
    const costs = costRecord(recorded.length);
    condition.begin(seed);
    for (const [k, end] of recorded.entries()) {
      const from = recorded[k - 1] ?? 0;
      condition.advance(steps.subarray(from, end), truncated.subarray(from, end));
      recordCosts(costs, k, condition.costs());
      if (keepsCritic) critic.set(condition.critic, k * cells);
      if (shown?.isWanted(seed))
        shown.answer({ seed, episode: end, steps, weights: condition.held(), costs: condition.costs() });
    }
    const believed = condition.believed();
    return seedResult(experiment, index, seed, {
      steps,
      truncated,
      critic,
      weights: condition.held(),
      ...(believed && { believed }),
      updates: condition.updates(),
      costs,
      weightCosts: condition.perWeight(),
    });
  };
}
