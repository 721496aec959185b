import { availableParallelism } from 'node:os';
import { UsageError } from '../../core/errors.js';
import type { FlowFilePlan } from '../../experiment/networks/network-condition.js';
import type { DeviceTask } from '../../experiment/networks/train-on-devices.js';
import type { FlowData } from '../../flow/data/flow-data.js';
import { refuseUnknowable } from '../../identify/knowable.js';
import type { ChipRow, ChipTask } from './read-chip.js';
import { overWorkers } from '../workers/over-workers.js';
import { readChip } from './read-chip.js';
import { deviceWork } from './device-runs.js';

/** How a thief looks: numbers of probes, and students. */
export interface ChipSearch {
  /** numbers of probes, the smallest first */
  readonly counts: readonly number[];
  /** answers to each probe, of which the mean is taken */
  readonly repeats: number;
  readonly students: number;
  readonly maxWidth: number;
  /** name of the condition; all of them if it is left out */
  readonly condition?: string;
}

/** Lets a file learn in its conditions, and finds the weights of each chip again from more and more probes. Results do not depend on the number of threads. */
export async function chipRuns(plan: FlowFilePlan, data: FlowData, search: ChipSearch, workers = availableParallelism()): Promise<ChipRow[]> {
  const { tasks } = await deviceWork(plan, data, workers);
  const chosen = tasks.filter(({ condition }) => search.condition === undefined || condition.name === search.condition);
  const work = chosen.map((task: DeviceTask): ChipTask => ({ task, ...search }));
  const rows = workers < 2 ? await oneByOne(work) : await overWorkers<ChipTask, ChipRow[]>(new URL('chip-worker.js', import.meta.url), work, workers);
  return rows.flat();
} // prettier-ignore

/** @throws UsageError for networks whose weights cannot be found from outside, and for a condition that is not there */
export function refuseOtherShapes({ layers, devices }: FlowFilePlan, condition?: string): void {
  if (!devices)
    throw new UsageError(
      'got a file of memloop flow without devices: expected conditions under devices, as in examples/flow-on-devices.yaml',
    );
  const [hidden, last] = layers;
  if (layers.length !== 2 || (last.activation ?? 'identity') !== 'identity')
    throw new UsageError(
      `layers: got ${layers.length}: expected a hidden layer and an output layer without activation`,
    );
  if (hidden.bias === false || last.bias === false)
    throw new UsageError('layers: got a layer without biases: expected biases in both');
  refuseUnknowable(hidden.activation ?? 'identity');
  const names = devices.conditions.map(({ name }) => name);
  if (condition !== undefined && !names.includes(condition))
    throw new UsageError(`--condition: got ${condition}: expected one of ${names.join(', ')}`);
}

async function oneByOne(tasks: readonly ChipTask[]): Promise<ChipRow[][]> {
  const rows = [];
  for (const task of tasks) rows.push(await readChip(task));
  return rows;
}
