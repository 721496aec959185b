import type { DeviceFile } from '../../../devices/files/device-form.js';
import type { Engine } from '../../experiment/engine.js';
import type { Experiment } from '../../experiment/experiment.js';
import { glimpseSlot } from '../../experiment/glimpse/glimpses.js';
import type { SeedResult } from '../../experiment/seed-run.js';
import type { PluginRecord } from '../find-plugin.js';
import { loadRecordedPlugins, pluginFault } from '../load-plugins.js';
import { seedRunner, type SeedRunner } from './seed-runner.js';
import { workerData } from './worker-data.js';

/** The data that every worker gets when it starts. */
export interface WorkerData {
  experiment: Experiment;
  devices: DeviceFile;
  plugins: readonly PluginRecord[];
  /** what simulates each condition */
  engines: readonly Engine[];
  /** where a page sees seeds while they run, if there is one */
  glimpses?: SharedArrayBuffer;
}

/** What a worker did of the runs that it was given. */
export interface WorkerAnswer {
  readonly results: SeedResult[];
  /** why the others are not there, where a plugin failed */
  readonly fault?: string;
}

const { experiment, devices, plugins, engines, glimpses } = workerData as WorkerData;
await loadRecordedPlugins(plugins, true);
const runners = new Map<number, SeedRunner>();

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

function runner(condition: number): SeedRunner {
  const present = runners.get(condition);
  if (present) return present;
  const shown = glimpseSlot(glimpses, experiment, condition);
  const made = seedRunner(experiment, condition, devices.devices, engines[condition], shown);
  runners.set(condition, made);
  return made;
}
