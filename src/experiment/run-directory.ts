import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  parseDeviceFile,
  readDeviceFile,
  shippedDevices,
  type DeviceFile,
} from '../../devices/device-file.js';
import { RunError, UsageError } from '../core/errors.js';
import { parseExperiment, type Experiment } from './experiment.js';
import type { Manifest, Summary } from './summary.js';
import { tasks } from './tasks.js';

const { version } = createRequire(import.meta.url)('memloop/package.json') as { version: string };

/** A run, as its directory tells it: what is run, on which devices. */
export interface Run {
  readonly directory: string;
  readonly experiment: Experiment;
  readonly devices: DeviceFile;
  readonly manifest: Manifest;
}

/** Makes the directory of a new run. @throws UsageError if it holds a run already, RunError if it cannot be written */
export function createRun(directory: string, experiment: Experiment): Run {
  if (existsSync(join(directory, 'experiment.json'))) {
    throw new UsageError(
      `${directory} already holds a run: choose another directory with --out, or continue that run with: memloop resume ${directory}`,
    );
  }
  const devices = experiment.devices === 'almond8' ? shippedDevices() : readDeviceFile(experiment.devices);
  const text = `${JSON.stringify(devices)}\n`;
  const { source, licence } = devices;
  const manifest: Manifest = {
    memloop: version,
    experiment: { ...experiment },
    devices: { source, ...(licence && { licence }), sha256: sha256(text), count: devices.devices.length },
    placement: [...tasks[experiment.environment].place(devices.devices)],
    seeds: Array.from({ length: experiment.seeds }, (_, i) => experiment.firstSeed + i),
  };
  writeWhole(join(directory, 'devices.json'), text);
  writeWhole(join(directory, 'experiment.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return { directory, experiment, devices, manifest };
}

/** Opens the directory of an earlier run. @throws UsageError if it holds none, or one that was changed */
export function openRun(directory: string): Run {
  const manifest = readJson<Manifest>(join(directory, 'experiment.json'));
  if (manifest.memloop !== version) {
    throw new UsageError(
      `${directory} was run with memloop ${manifest.memloop}, this is ${version}: expected the same version, so that its numbers stay its own`,
    );
  }
  const path = join(directory, 'devices.json');
  const devices = parseDeviceFile(readJson(path), path);
  if (sha256(readFileSync(path, 'utf8')) !== manifest.devices.sha256) {
    throw new UsageError(
      `${path} was changed after the run began: expected the SHA-256 ${manifest.devices.sha256}`,
    );
  }
  return { directory, experiment: parseExperiment(manifest.experiment), devices, manifest };
}

/** The summary of a finished run. @throws UsageError if it is not finished */
export function readSummary(directory: string): Summary {
  const path = join(directory, 'summary.json');
  if (!existsSync(path))
    throw new UsageError(
      `${directory} holds no finished run: expected summary.json; continue it with: memloop resume ${directory}`,
    );
  return readJson<Summary>(path);
}

/** Writes a file so that it is there whole or not at all. @throws RunError that names path and reason */
export function writeWhole(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.part`, text);
    renameSync(`${path}.part`, path);
  } catch (error) {
    discard(`${path}.part`);
    throw new RunError(`${path}: cannot be written: ${(error as Error).message}`);
  }
}

function discard(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It is not there, or nothing can be done here.
  }
}

function readJson<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (error) {
    throw new UsageError(`${dirname(path)} holds no run that can be read: ${(error as Error).message}`);
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
