import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DeviceFile } from '../../../devices/files/device-form.js';
import { UsageError } from '../../core/errors.js';
import type { Experiment } from '../../experiment/experiment.js';
import type { Sweep, SweptExperiment } from '../../experiment/sweep/sweep.js';
import type { Until } from '../../experiment/sweep/until.js';
import { pluginRecord, type PluginRecord } from '../find-plugin.js';
import { loadRecordedPlugins, pluginsOf } from '../load-plugins.js';
import { lock } from '../lock.js';
import { refuseOtherVersion, sha256, version } from '../manifest.js';
import { readChecked } from '../read-checked.js';
import { experimentIn, reservedDevices, reserveRun } from '../run-directory.js';
import { writeWhole } from '../write-whole.js';

const planForm = z.object({
  memloop: z.string(),
  experiment: z.record(z.string(), z.unknown()),
  sweep: z.record(z.string(), z.unknown()),
  until: z.union([z.object({ interval: z.number() }), z.object({ left: z.int() })]),
  plugins: z.array(pluginRecord),
  /** SHA-256 of devices.json */
  devices: z.string(),
  /** of all fields above, to detect a change */
  sha256: z.string(),
});

/** An adaptive sweep in its directory: every combination as a condition, and when to stop. */
export interface AdaptivePlan {
  readonly directory: string;
  readonly experiment: Experiment;
  readonly sweep: Sweep;
  readonly until: Until;
  readonly devices: DeviceFile;
}

/** Whether a directory holds an adaptive sweep. */
export function isAdaptive(directory: string): boolean {
  return existsSync(pathIn(directory));
}

/** Makes the directory of an adaptive sweep, with its plan and its devices. @throws UsageError if it holds something else */
export function createAdaptive(
  directory: string,
  { experiment, sweep }: SweptExperiment,
  until: Until,
): Promise<AdaptivePlan> {
  if (isAdaptive(directory))
    throw new UsageError(
      `${directory} already holds an adaptive sweep; choose another directory with --out, or continue that one with: memloop resume ${directory}`,
    );
  reserveRun(directory, experiment);
  const release = lock(directory);
  try {
    const facts = {
      memloop: version,
      experiment,
      sweep,
      until,
      plugins: pluginsOf(experiment),
      devices: deviceSum(directory),
    };
    const text = { ...facts, sha256: sha256(JSON.stringify(facts)) };
    writeWhole(pathIn(directory), `${JSON.stringify(text, null, 2)}\n`);
  } finally {
    release();
  }
  // What is read back is the same at the start and after an interruption.
  return openAdaptive(directory);
}

/** The adaptive sweep of a directory, with its plugins loaded. @throws UsageError if it cannot be read, is from another version, or was changed */
export async function openAdaptive(directory: string): Promise<AdaptivePlan> {
  const path = pathIn(directory);
  refuseOtherVersion(directory, path);
  const { sha256: written, ...facts } = readChecked(path, planForm);
  if (sha256(JSON.stringify(facts)) !== written)
    throw new UsageError(`${path} was changed after the sweep began; restore it, or start a new sweep`);
  if (deviceSum(directory) !== facts.devices)
    throw new UsageError(
      `${join(directory, 'devices.json')} was changed after the sweep began; restore the file with the SHA-256 ${facts.devices}`,
    );
  await loadRecordedPlugins(facts.plugins);
  return {
    directory,
    experiment: experimentIn({ experiment: facts.experiment, ...named(facts.plugins) }),
    sweep: facts.sweep as unknown as Sweep,
    until: facts.until,
    devices: reservedDevices(directory),
  };
}

function named(plugins: PluginRecord[]): { plugins?: PluginRecord[] } {
  return plugins.length > 0 ? { plugins } : {};
}

function deviceSum(directory: string): string {
  return sha256(readFileSync(join(directory, 'devices.json'), 'utf8'));
}

function pathIn(directory: string): string {
  return join(directory, 'adaptive.json');
}
