import type { DeviceFile } from '../../../devices/files/device-form.js';
import { costNames, type Budget } from '../../experiment/comparison-plan.js';
import type { Condition } from '../../experiment/condition.js';
import { engineOf } from '../../experiment/engine.js';
import type { Experiment } from '../../experiment/experiment.js';
import type { PluginRecord } from '../../runs/find-plugin.js';
import { fingerprintOf } from '../../runs/fingerprint.js';
import { loadRecordedPlugins, pluginFault } from '../../runs/load-plugins.js';
import { seedRunner, type SeedRunner } from '../../runs/workers/seed-runner.js';
import { workerData } from '../../runs/workers/worker-data.js';
import { costColumn, scoreOf } from './score.js';

/** The data that every worker gets when it starts. */
export interface TrialData {
  /** its conditions are not used */
  experiment: Experiment;
  devices: DeviceFile;
  plugins: readonly PluginRecord[];
  budget: Budget;
}

/** Some seeds of a condition. */
export interface TrialTask {
  condition: Condition;
  seeds: readonly number[];
}

/** The scores and fingerprints of the seeds, and how long they took, in seconds; or why a plugin failed. */
export type TrialAnswer =
  | {
      scores: number[];
      prints: string[];
      /** of each seed, in the order of the names of costs */ costs: number[][];
      seconds: number;
    }
  | { fault: string };

const { experiment, devices, plugins, budget } = workerData as TrialData;
await loadRecordedPlugins(plugins, true);

/** Conditions whose tables are kept: more than are tried at a time. */
const KEPT = 16;
const runners = new Map<string, SeedRunner>();

/** Runs a condition with some seeds, and scores each run. */
export default async function runTrial({ condition, seeds }: TrialTask): Promise<TrialAnswer> {
  const one = { ...experiment, conditions: [condition] };
  const run = runnerOf(one);
  const began = performance.now();
  const scores: number[] = [];
  const prints: string[] = [];
  const costs: number[][] = [];
  for (const seed of seeds) {
    try {
      const result = await run(seed);
      scores.push(scoreOf(result, one, budget));
      prints.push(fingerprintOf(result));
      costs.push(costNames.map((cost) => costColumn(result, cost).at(-1)!));
    } catch (error) {
      const fault = pluginFault(error, one, 0, seed);
      if (fault === undefined) throw error;
      return { fault };
    }
  }
  return { scores, prints, costs, seconds: (performance.now() - began) / 1000 };
}

function runnerOf(one: Experiment): SeedRunner {
  const [condition] = one.conditions;
  const key = JSON.stringify(condition);
  const present = runners.get(key) ?? seedRunner(one, 0, devices.devices, engineOf(one, condition));
  // The last one used is the last one dropped.
  runners.delete(key);
  runners.set(key, present);
  if (runners.size > KEPT) runners.delete(runners.keys().next().value!);
  return present;
}
