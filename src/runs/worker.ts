import { workerData } from 'piscina';
import type { DeviceFile } from '../../devices/files/device-form.js';
import { assemble } from '../experiment/assemble.js';
import type { Engine } from '../experiment/engine.js';
import type { Experiment } from '../experiment/experiment.js';
import { runSeed, type SeedResult } from '../experiment/seed-run.js';
import { compiledRuns } from '../kernel/compiled-runs.js';
import type { PluginRecord } from './find-plugin.js';
import { loadRecordedPlugins, pluginFault } from './load-plugins.js';

/** The data that every worker gets when it starts. */
export interface WorkerData {
  experiment: Experiment;
  devices: DeviceFile;
  plugins: readonly PluginRecord[];
  /** what simulates each condition */
  engines: readonly Engine[];
}

/** What a worker did of the runs that it was given. */
export interface WorkerAnswer {
  readonly results: SeedResult[];
  /** why the others are not there, where a plugin failed */
  readonly fault?: string;
}

const { experiment, devices, plugins, engines } = workerData as WorkerData;
await loadRecordedPlugins(plugins, true);
/** Carries out a seed of a condition. */
type Runner = (seed: number) => SeedResult | Promise<SeedResult>;
const runners = new Map<number, Runner>();

/** Carries out some runs of the experiment. Runs are numbered seed by seed, with all conditions of a seed in turn. */
export default async function runUnits(units: readonly number[]): Promise<WorkerAnswer> {
  const results: SeedResult[] = [];
  for (const unit of units) {
    const condition = unit % experiment.conditions.length;
    const seed = experiment.firstSeed + Math.floor(unit / experiment.conditions.length);
    try {
      results.push(await runner(condition)(seed));
    } catch (error) {
      const fault = pluginFault(error, experiment, condition, seed);
      if (fault === undefined) throw error;
      return { results, fault };
    }
  }
  return { results };
}

function runner(condition: number): Runner {
  const present = runners.get(condition);
  if (present) return present;
  const made = makeRunner(condition);
  runners.set(condition, made);
  return made;
}

function makeRunner(index: number): Runner {
  if (engines[index] === 'wasm') return compiledRuns(experiment, index, devices.devices);
  const make = assemble(experiment, experiment.conditions[index], devices.devices);
  return (seed) => runSeed(experiment, index, seed, make(seed));
}
