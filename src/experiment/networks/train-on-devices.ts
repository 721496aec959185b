import type { DeviceFit } from '../../../devices/files/device-form.js';
import type { Costs } from '../../../drivers/boards/metered-board.js';
import { streams } from '../../core/random-stream.js';
import type { FlowData } from '../../flow/data/flow-data.js';
import { startOf } from '../../flow/data/start.js';
import { losses } from '../../networks/losses/losses.js';
import { Network } from '../../networks/network.js';
import { NetworkLoss } from '../../networks/network-loss.js';
import type { FlowFilePlan, NetworkCondition } from './network-condition.js';
import { networkMaker } from './network-maker.js';

/** A seed to be learned in a condition: plain data, for worker threads. */
export interface DeviceTask {
  readonly plan: FlowFilePlan;
  readonly data: FlowData;
  readonly fits: readonly DeviceFit[];
  readonly condition: NetworkCondition & { readonly range: number };
  readonly seed: number;
}

/** A point of learning on devices. */
interface DevicePoint {
  readonly step: number;
  /** steps times rate */
  readonly time: number;
  /** of the weights that the devices hold */
  readonly loss: number;
  /** the same as the reads of the crossbars have it, with their noise; of the samples of the step */
  readonly readLoss: number;
  readonly parameters: Float64Array;
}

/** One seed in one condition. */
export interface DeviceCourse {
  readonly condition: string;
  readonly seed: number;
  readonly points: readonly DevicePoint[];
  /** what it cost to write the start, and to learn */
  readonly startCosts: Costs;
  readonly costs: Costs;
}

/** Steps after which a condition is seen: those next to the times of the plan, the start and the end included. */
export function seenSteps(times: readonly number[], rate: number): number[] {
  const steps = times.map((time) => Math.max(1, Math.round(time / rate)));
  return [...new Set([0, ...steps])];
}

/** Lets a seed learn in a condition: gradient descent on what its crossbars read. */
export async function trainOnDevices({ plan, data, fits, condition, seed }: DeviceTask): Promise<DeviceCourse> {
  const samples = data.samples!;
  const network = new Network(data.inputs, plan.layers);
  const loss = losses.get(plan.loss);
  const exactLoss = new NetworkLoss(network, samples, loss);
  const made = networkMaker(network, loss, condition, fits)(seed);
  const { rate, batch } = condition;
  const random = streams(seed)('samples');
  const chosen = batch === undefined ? undefined : new Uint32Array(batch);
  const seen = new Set(seenSteps(plan.times, rate));
  const last = Math.max(...seen);
  const points: DevicePoint[] = [];

  await made.begin(startOf(plan, network, plan.devices?.start ?? seed));
  const startCosts = made.costs();
  let costs = startCosts;
  for (let step = 0; ; step++) {
    if (step === last) costs = made.costs();
    if (chosen) for (let i = 0; i < chosen.length; i++) chosen[i] = random.below(samples.count);
    const read = made.network.read(samples, chosen);
    if (read !== undefined) await read;
    if (seen.has(step)) note(step);
    if (step === last) return { condition: condition.name, seed, points, startCosts, costs: without(costs, startCosts) };
    const moved = made.network.descend(rate);
    if (moved !== undefined) await moved;
    made.rest();
  }

  function note(step: number): void {
    const parameters = new Float64Array(network.size);
    made.held(parameters);
    const point = { step, time: step * rate, loss: exactLoss.value(parameters), readLoss: made.network.loss[0] };
    points.push({ ...point, parameters });
  }
} // prettier-ignore

function without(all: Costs, start: Costs): Costs {
  const less = (one: number | null, other: number | null) => (one === null || other === null ? null : one - other);
  return {
    set: all.set - start.set,
    reset: all.reset - start.reset,
    reads: all.reads - start.reads,
    joules: less(all.joules, start.joules),
    deviceSeconds: less(all.deviceSeconds, start.deviceSeconds),
    wear: all.wear,
  };
} // prettier-ignore
