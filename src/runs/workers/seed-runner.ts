import type { DeviceFit } from '../../../devices/files/device-form.js';
import { assemble } from '../../experiment/assemble.js';
import type { Engine } from '../../experiment/engine.js';
import type { Experiment } from '../../experiment/experiment.js';
import type { GlimpseSlot } from '../../experiment/glimpse/glimpse-slot.js';
import { runSeed, type SeedResult } from '../../experiment/seed-run.js';
import { compiledRuns } from '../../kernel/compiled-runs.js';

/** Carries out a seed of a condition. */
export type SeedRunner = (seed: number) => SeedResult | Promise<SeedResult>;

/** Prepares the runs of a condition once for all seeds. @param condition its index @param engine what simulates it @param shown where a page sees a seed while it runs */
export function seedRunner(
  experiment: Experiment,
  condition: number,
  devices: readonly DeviceFit[],
  engine: Engine,
  shown?: GlimpseSlot,
): SeedRunner {
  if (engine === 'wasm') return compiledRuns(experiment, condition, devices, shown);
  const make = assemble(experiment, experiment.conditions[condition], devices);
  return (seed) => runSeed(experiment, condition, seed, make(seed), shown);
}
