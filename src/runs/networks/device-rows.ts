import type { DeviceCourse } from '../../experiment/networks/train-on-devices.js';
import type { FlowCourse } from '../../flow/follow-seed.js';
import type { DeviceResults } from './device-runs.js';
import { seedMean, type SeedMean } from './mean-of-seeds.js';

/** A point of a curve over seeds. */
export interface CurvePoint extends SeedMean {
  readonly time: number;
}

/** Where a condition ended, over its seeds; means of losses and of their ratios are geometric. */
export interface DeviceRow {
  readonly condition: string;
  readonly signed: string;
  readonly range: number;
  readonly rate: number;
  readonly steps: number;
  readonly seeds: number;
  /** loss of the weights that the devices hold, and of those that their reads see */
  readonly loss: SeedMean;
  readonly readLoss: SeedMean;
  /** its loss over that of the flow from the same start */
  readonly timesFlow: SeedMean;
  /** largest distance ‖θ − θ_flow‖ from the flow at the same time */
  readonly gap: SeedMean;
  /** means of what learning cost, without the start; null where the devices do not say */
  readonly pulses: number;
  readonly reads: number;
  readonly joules: number | null;
  /** pulses that wrote the start */
  readonly startPulses: number;
}

/** A loss of 0 has no logarithm. */
const LEAST = 1e-32;

/** A row a condition. */
export function deviceRows({ flows, conditions, courses }: DeviceResults): DeviceRow[] {
  return conditions.map(({ name, signed, range, rate }): DeviceRow => {
    const own = courses.filter(({ condition }) => condition === name);
    const ends = own.map(({ points }) => points.at(-1)!);
    const flowLosses = own.map((course, k) => flowLossAt(flowOf(flows, course), ends[k].time));
    const pulsesOf = ({ set, reset }: DeviceCourse['costs']) => set + reset;
    const joules = own.map(({ costs }) => costs.joules);
    return {
      condition: name,
      signed,
      range,
      rate,
      steps: ends[0].step,
      seeds: own.length,
      loss: geometric(ends.map(({ loss }) => loss)),
      readLoss: geometric(ends.map(({ readLoss }) => readLoss)),
      timesFlow: geometric(ends.map(({ loss }, k) => Math.max(loss, LEAST) / Math.max(flowLosses[k], LEAST))),
      gap: seedMean(own.map((course) => gapOf(course, flowOf(flows, course)))),
      pulses: seedMean(own.map(({ costs }) => pulsesOf(costs))).mean,
      reads: seedMean(own.map(({ costs }) => costs.reads)).mean,
      joules: joules.includes(null) ? null : seedMean(joules as number[]).mean,
      startPulses: seedMean(own.map(({ startCosts }) => pulsesOf(startCosts))).mean,
    };
  });
} // prettier-ignore

/** The loss of the flow over time, and of each condition: geometric means over seeds. */
export function deviceCurves({ flows, conditions, courses }: DeviceResults): { readonly name: string; readonly points: readonly CurvePoint[] }[] {
  const curve = (name: string, runs: readonly (readonly { time: number; loss: number }[])[]) => ({
    name,
    points: runs[0].map(({ time }, k) => ({ time, ...geometric(runs.map((points) => points[Math.min(k, points.length - 1)].loss)) })),
  });
  const last = Math.max(...courses.map(({ points }) => points.at(-1)!.time));
  const flowRuns = flows.map(({ points }) => [...points.map(({ clock, loss }) => ({ time: clock, loss })), ...(points.at(-1)!.clock < last ? [{ time: last, loss: points.at(-1)!.loss }] : [])]);
  // Flows that end early at a fixed point stay there.
  const longest = flowRuns.reduce((one, other) => (other.length > one.length ? other : one));
  return [
    curve('flow', [longest, ...flowRuns.filter((run) => run !== longest)]),
    ...conditions.map(({ name }) => curve(name, courses.filter(({ condition }) => condition === name).map(({ points }) => points))),
  ];
} // prettier-ignore

/** The flow from the start of a run. */
function flowOf(flows: readonly FlowCourse[], { seed }: DeviceCourse): FlowCourse {
  return flows.find((flow) => flow.seed === seed) ?? flows[0];
}

/** The loss of a flow at a time at which it was seen; one that ended early at a fixed point stays there. */
export function flowLossAt({ points }: FlowCourse, time: number): number {
  return (points.find(({ clock }) => clock === time) ?? points.at(-1)!).loss;
}

/** max over times of ‖θ − θ_flow‖. */
function gapOf({ points }: DeviceCourse, flow: FlowCourse): number {
  const at = new Map(flow.points.map(({ clock, parameters }) => [clock, parameters]));
  const end = flow.points.at(-1)!.parameters;
  return Math.max(...points.map(({ time, parameters }) => distance(parameters, at.get(time) ?? end)));
}

function distance(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] - other[i]) ** 2;
  return Math.sqrt(sum);
}

/** exp of the mean logarithm, with the interval of that. */
function geometric(values: readonly number[]): SeedMean {
  const { mean, interval } = seedMean(values.map((value) => Math.log(Math.max(value, LEAST))));
  return { mean: Math.exp(mean), interval: interval && [Math.exp(interval[0]), Math.exp(interval[1])] };
}
