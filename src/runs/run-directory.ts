import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFile } from '../../devices/files/device-form.js';
import { drawPopulation } from '../../devices/population/population.js';
import { UsageError } from '../core/errors.js';
import { printableTree } from '../core/printable.js';
import { BOARD_FILE } from './board-record.js';
import { activeNoises, refuseUnfitted } from '../experiment/noise-choice.js';
import type { Experiment } from '../experiment/experiment.js';
import { parseRecordedExperiment } from '../experiment/files/recorded-experiment.js';
import { lock } from './lock.js';
import { writeWhole } from './write-whole.js';
import {
  manifestOf,
  manifestText,
  readForeignManifest,
  readManifest,
  sha256,
  type Manifest,
  type RunOrigin,
} from './manifest.js';
import { tryArrays } from '../experiment/array/try-arrays.js';
import { physicalWeights } from '../experiment/board/physical-placement.js';
import { refuseMistaken } from './directory/refuse-mistaken.js';
import { readChecked } from './read-checked.js';
import { summaryForm, type Summary } from './summary.js';
import { nameOf, refuseShard, type Shard } from './shards/shard.js';

/** A run with its directory: the experiment, and the devices that it uses. */
export interface Run {
  readonly directory: string;
  readonly experiment: Experiment;
  readonly devices: DeviceFile;
  readonly manifest: Manifest;
  /** of a part of a run */
  readonly shard?: Shard;
}

/** File of the journal of a run on a board. */
export const JOURNAL_FILE = 'journal.jsonl';

/** The files of a tuning, which a comparison finds there when it begins. */
export const TUNING = ['tuning.json', 'trials.jsonl'];

/** The files of a run's directory. */
const FILES = [
  'experiment.json',
  'devices.json',
  'episodes.csv',
  'critic.csv',
  'costs.csv',
  'ledger.csv',
  'seeds.csv',
  BOARD_FILE,
  JOURNAL_FILE,
  'summary.json',
  'trace.json',
  ...TUNING,
  'comparison.json',
  'report.html',
  'figures',
];

/** Makes the directory of a new run. @param reserved devices that were kept for it, in place of its own @throws UsageError if it already holds files of a run, RunError if it cannot be written */
export function createRun(
  directory: string,
  experiment: Experiment,
  origin: RunOrigin = {},
  reserved?: DeviceFile,
): Run {
  const { devices, text } = checkedDevices(experiment, reserved);
  const manifest = manifestOf(experiment, devices, text, origin);
  const own = origin.comparison?.tuning === undefined ? [] : TUNING;
  refuseTaken(directory, text, own);
  const release = lock(directory);
  try {
    refuseTaken(directory, text, own);
    writeWhole(join(directory, 'devices.json'), text);
    writeWhole(join(directory, 'experiment.json'), manifestText(manifest));
  } finally {
    release();
  }
  return runIn(directory, experiment, devices, manifest);
}

function runIn(directory: string, experiment: Experiment, devices: DeviceFile, manifest: Manifest): Run {
  const { shard } = manifest;
  return { directory, experiment, devices, manifest, ...(shard && { shard }) };
}

/** Begins a part of a run in a directory, or opens it there, so that a job that starts again goes on. @throws UsageError as `createRun` does, or if the directory holds something else */
export function shardRun(
  directory: string,
  experiment: Experiment,
  origin: RunOrigin & { shard: Shard },
  reserved?: DeviceFile,
): Run {
  refuseShard(experiment, origin.shard);
  return partRun(directory, experiment, `${nameOf(origin.shard)}; choose another directory with --out`, origin, reserved);
} // prettier-ignore

/** Begins a run that is part of a study, or opens it. @param what it is, with the remedy @throws UsageError as `createRun` does, or if the directory holds something else */
export function partRun(
  directory: string,
  experiment: Experiment,
  what: string,
  origin: RunOrigin = {},
  reserved?: DeviceFile,
): Run {
  if (!isRun(directory)) return createRun(directory, experiment, origin, reserved);
  const run = openRun(directory);
  const { sha256: wanted } = manifestOf(experiment, run.devices, JSON.stringify(run.devices) + '\n', origin);
  if (run.manifest.sha256 === wanted) return run;
  throw new UsageError(`${directory} holds a run with other settings than those of ${what}`);
}

/** Keeps the devices of a run that will begin later, so that it begins with the same ones. @throws UsageError as `createRun` does */
export function reserveRun(directory: string, experiment: Experiment): DeviceFile {
  const { devices, text } = checkedDevices(experiment);
  refuseTaken(directory, text);
  writeWhole(join(directory, 'devices.json'), text);
  return devices;
}

/** The devices that were kept for a run that has not begun. */
export function reservedDevices(directory: string): DeviceFile {
  return readDeviceFile(join(directory, 'devices.json'));
}

/** The devices of an experiment, which have all noise that it asks for, and their file. */
function checkedDevices(
  experiment: Experiment,
  reserved?: DeviceFile,
): { devices: DeviceFile; text: string } {
  const devices = reserved ?? devicesOf(experiment);
  experiment.conditions.forEach(({ noise }, i) =>
    refuseUnfitted(activeNoises(noise), devices.devices, `conditions.${i}.`),
  );
  tryArrays(experiment, devices.devices);
  if (experiment.board) physicalWeights(experiment, experiment.board, devices.devices);
  return { devices, text: `${JSON.stringify(devices)}\n` };
}

/** The devices of an experiment: the named ones, or new ones drawn from their distribution. */
export function devicesOf({ devices, population, firstSeed }: Experiment): DeviceFile {
  const measured = devices === 'almond8' ? shippedDevices() : readDeviceFile(devices);
  return population === undefined ? measured : drawPopulation(measured, population, firstSeed);
}

/** @param own files that may be there */
function refuseTaken(directory: string, devices: string, own: readonly string[] = []): void {
  const taken = FILES.filter((name) => !own.includes(name) && existsSync(join(directory, name)));
  if (taken.includes('experiment.json')) {
    throw new UsageError(
      `${directory} already holds a run; choose another directory with --out, or continue that run with: memloop resume ${directory}`,
    );
  }
  // A run that was killed before it began leaves only its devices.
  const unbegun = taken.join() === 'devices.json' && holds(join(directory, taken[0]), devices);
  if (taken.length === 0 || unbegun)
    return refuseMistaken(directory, (name) => own.includes(name) || (unbegun && taken.includes(name)));
  throw new UsageError(`${directory} already holds ${taken.join(', ')}; choose another directory with --out`);
}

function holds(path: string, text: string): boolean {
  return statSync(path).isFile() && readFileSync(path, 'utf8') === text;
}

/** Whether a run has begun in a directory. */
export function isRun(directory: string): boolean {
  return existsSync(join(directory, 'experiment.json'));
}

/** Opens the directory of an earlier run. @throws UsageError if it holds no run, or one whose files were changed */
export function openRun(directory: string): Run {
  const manifest = readManifest(directory);
  const path = join(directory, 'devices.json');
  const devices = readDeviceFile(path);
  if (sha256(readFileSync(path, 'utf8')) !== manifest.devices.sha256) {
    throw new UsageError(
      `${path} was changed after the run began; restore the file with the SHA-256 ${manifest.devices.sha256}`,
    );
  }
  return runIn(directory, experimentIn(manifest), devices, manifest);
}

/** The experiment of a manifest; with kinds of plugins as it stands there, because nothing that only reads a run loads them. */
export function experimentIn({ experiment, plugins }: Pick<Manifest, 'experiment' | 'plugins'>): Experiment {
  return plugins ? (experiment as unknown as Experiment) : parseRecordedExperiment(experiment);
}

/** The summary of a finished run. @throws UsageError if the run is not finished */
export function readSummary(directory: string): Summary {
  const path = join(directory, 'summary.json');
  if (!existsSync(path)) {
    const shard = isRun(directory) ? readForeignManifest(directory).shard : undefined;
    if (shard)
      throw new UsageError(
        `${directory} holds ${nameOf(shard)}, which has no results of its own; join all shards with: memloop merge DIRECTORIES --out DIRECTORY`,
      );
    throw new UsageError(
      `${directory} holds no finished run: summary.json is missing; finish the run with: memloop resume ${directory}`,
    );
  }
  return printableTree(readChecked(path, summaryForm));
}
