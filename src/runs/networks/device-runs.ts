import { availableParallelism } from 'node:os';
import { readDeviceFile, shippedDevices } from '../../../devices/files/device-file.js';
import type { DeviceFit } from '../../../devices/files/device-form.js';
import { UsageError } from '../../core/errors.js';
import type { FlowFilePlan, NetworkCondition } from '../../experiment/networks/network-condition.js';
import { networkMaker } from '../../experiment/networks/network-maker.js';
import {
  seenSteps,
  trainOnDevices,
  type DeviceCourse,
  type DeviceTask,
} from '../../experiment/networks/train-on-devices.js';
import { activeNoises, refuseUnfitted } from '../../experiment/noise-choice.js';
import type { FlowData } from '../../flow/data/flow-data.js';
import { startOf } from '../../flow/data/start.js';
import type { FlowPlan } from '../../flow/flow-plan.js';
import { objectiveOf, type FlowCourse } from '../../flow/follow-seed.js';
import { methods } from '../../flow/methods/methods.js';
import { losses } from '../../networks/losses/losses.js';
import { Network } from '../../networks/network.js';
import { overWorkers } from '../workers/over-workers.js';
import { flowRuns } from './flow-runs.js';

/** What all conditions did, and the flow from the same starts. */
export interface DeviceResults {
  /** seen at the times of all conditions; one a start */
  readonly flows: readonly FlowCourse[];
  /** with the range of each */
  readonly conditions: readonly (NetworkCondition & { readonly range: number })[];
  readonly courses: readonly DeviceCourse[];
}

/** How much larger than the largest weight of the flow a range is by default. */
const MARGIN = 1.25;
/** Integrator of the flow, unless the plan follows one of its own. */
const INTEGRATOR = 'rodas5p';

/** What the methods of a file do: with one start for all, they run once. */
export function methodsPlan({ devices, ...plan }: FlowFilePlan): FlowPlan {
  return devices?.start === undefined ? plan : { ...plan, seeds: 1, firstSeed: devices.start };
}

/** What is to be done for a file, and the flow beside it. */
interface DeviceWork extends Omit<DeviceResults, 'courses'> {
  /** every condition with every seed */
  readonly tasks: readonly DeviceTask[];
}

/** Follows the flow of a file, and gives every condition its range. @throws UsageError for what the devices cannot hold */
export async function deviceWork(plan: FlowFilePlan, data: FlowData, workers = availableParallelism()): Promise<DeviceWork> {
  const { file, conditions: written } = plan.devices!;
  const { devices: fits } = file === 'almond8' ? shippedDevices() : readDeviceFile(file);
  // Refuses at the door what does not fit.
  objectiveOf(plan, data);
  written.forEach(({ noise }, i) => refuseUnfitted(activeNoises(noise), fits, `devices.conditions.${i}.`));
  const flows = await flowRuns(referencePlan(plan), data, workers);
  const range = flowRange(flows);
  const conditions = written.map((condition) => ({ ...condition, range: condition.range ?? range }));
  refuseSmall(plan, data, conditions, fits);
  const seeds = Array.from({ length: plan.seeds }, (_, k) => plan.firstSeed + k);
  const tasks = conditions.flatMap((condition) => seeds.map((seed): DeviceTask => ({ plan, data, fits, condition, seed })));
  return { flows, conditions, tasks };
} // prettier-ignore

/** Runs every condition with every seed, and the flow beside them. Results do not depend on the number of threads. @throws UsageError for what the devices cannot hold */
export async function deviceRuns(plan: FlowFilePlan, data: FlowData, workers = availableParallelism()): Promise<DeviceResults> {
  const { tasks, ...work } = await deviceWork(plan, data, workers);
  const courses = workers < 2 || tasks.length < 2 ? await oneByOne(tasks) : await overWorkers<DeviceTask, DeviceCourse>(new URL('device-worker.js', import.meta.url), tasks, workers);
  return { ...work, courses };
} // prettier-ignore

/** The flow of a plan, seen whenever one of its conditions is. */
function referencePlan(plan: FlowFilePlan): FlowPlan {
  const { finish: _, ...own } = methodsPlan(plan);
  const chosen = own.methods.find(({ method }) => methods.get(method).clock === 'time');
  const times = plan.devices!.conditions.flatMap(({ rate }) => seenSteps(plan.times, rate).map((step) => step * rate));
  return {
    ...own,
    methods: [{ name: 'flow', method: chosen?.method ?? INTEGRATOR, settings: {} }],
    times: [...new Set(times)].filter((time) => time > 0).sort((a, b) => a - b),
  };
} // prettier-ignore

/** A range that holds all weights that the flow has on its way, in two digits. */
function flowRange(flows: readonly FlowCourse[]): number {
  let most = 0;
  for (const { points } of flows)
    for (const { parameters } of points)
      for (const value of parameters) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
  return Number((MARGIN * (most || 1)).toPrecision(2));
}

function refuseSmall(plan: FlowFilePlan, data: FlowData, conditions: DeviceResults['conditions'], fits: readonly DeviceFit[]): void {
  const network = new Network(data.inputs, plan.layers);
  const { start, conditions: written } = plan.devices!;
  for (const [i, condition] of conditions.entries()) {
    networkMaker(network, losses.get(plan.loss), condition, fits)(plan.firstSeed);
    if (written[i].range === undefined) continue;
    for (let seed = plan.firstSeed; seed < plan.firstSeed + plan.seeds; seed++) {
      const most = startOf(plan, network, start ?? seed).reduce((all, value) => Math.max(all, Math.abs(value)), 0);
      if (most > condition.range)
        throw new UsageError(
          `devices.conditions.${i}: got the range ${condition.range}, but the start of seed ${start ?? seed} has a weight of ${Number(most.toPrecision(3))}: expected a range of at least that, or a smaller spread`,
        );
    }
  }
} // prettier-ignore

async function oneByOne(tasks: readonly DeviceTask[]): Promise<DeviceCourse[]> {
  const courses = [];
  for (const task of tasks) courses.push(await trainOnDevices(task));
  return courses;
}
