import { workerData } from 'piscina';
import type { DeviceFile } from '../../devices/files/device-form.js';
import { assemble, type Assembly } from '../experiment/assemble.js';
import type { Experiment } from '../experiment/experiment.js';
import { runSeed, type SeedResult } from '../experiment/seed-run.js';

/** The data that every worker gets when it starts. */
export interface WorkerData {
  experiment: Experiment;
  devices: DeviceFile;
}

const { experiment, devices } = workerData as WorkerData;
const assemblies = new Map<number, (seed: number) => Assembly>();

/** Carries out some runs of the experiment. Runs are numbered seed by seed, with all conditions of a seed in turn. */
export default async function runUnits(units: readonly number[]): Promise<SeedResult[]> {
  const results: SeedResult[] = [];
  for (const unit of units) {
    const condition = unit % experiment.conditions.length;
    const seed = experiment.firstSeed + Math.floor(unit / experiment.conditions.length);
    if (!assemblies.has(condition)) {
      assemblies.set(condition, assemble(experiment, experiment.conditions[condition], devices.devices));
    }
    results.push(await runSeed(experiment, condition, seed, assemblies.get(condition)!(seed)));
  }
  return results;
}
