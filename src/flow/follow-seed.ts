import { UsageError } from '../core/errors.js';
import { streams } from '../core/random-stream.js';
import { completeSettings } from '../core/setting.js';
import { losses } from '../networks/losses/losses.js';
import { Network } from '../networks/network.js';
import { NetworkLoss } from '../networks/network-loss.js';
import type { Objective } from '../core/maths/objective.js';
import type { FlowData } from './data/flow-data.js';
import { randomParameters } from './data/start.js';
import { judgeEnd, weightNorm, type EndPoint } from './fixed-point.js';
import type { ChosenMethod, FlowPlan } from './flow-plan.js';
import type { MethodEnd } from './methods/method.js';
import { methods } from './methods/methods.js';
import { CountedObjective } from './counted-objective.js';
import { PopulationLoss } from './population/population-loss.js';

/** A point of a way down. */
export interface FlowPoint {
  /** time of a flow, or number of iterations */
  readonly clock: number;
  readonly loss: number;
  readonly gradientMax: number;
  /** ‖θ‖² / 2P */
  readonly norm: number;
  readonly parameters: Float64Array;
}

/** One seed by one method. */
export interface FlowCourse {
  readonly method: string;
  readonly seed: number;
  readonly points: readonly FlowPoint[];
  readonly end: MethodEnd & EndPoint;
  /** how often the loss was computed: with its gradient, and with its Hessian or Gauss–Newton matrix */
  readonly gradients: number;
  readonly hessians: number;
  /** where the finishing method came to, if there is one */
  readonly finish?: FinishedCourse;
}

/** Where a finishing method came to. */
export interface FinishedCourse {
  readonly point: FlowPoint;
  readonly end: MethodEnd & EndPoint;
}

/** A seed to be followed by a method: plain data, for worker threads. */
export interface FlowTask {
  readonly plan: FlowPlan;
  readonly data: FlowData;
  readonly method: ChosenMethod;
  readonly seed: number;
}

/** The loss that a plan goes down. @throws UsageError if data and network do not fit */
export function objectiveOf(
  { layers, loss }: FlowPlan,
  { inputs, outputs, samples, infinite }: FlowData,
): Objective {
  const network = new Network(inputs, layers);
  if (network.outputs !== outputs)
    throw new UsageError(
      `layers: got ${network.outputs} outputs in the last layer: expected ${outputs}, as the data have`,
    );
  if (infinite) return new PopulationLoss(network, new Network(inputs, infinite.layers), infinite.parameters);
  return new NetworkLoss(network, samples!, losses.get(loss));
}

/** Follows a seed by a method. */
export function followSeed({ plan, data, method, seed }: FlowTask): FlowCourse {
  const objective = new CountedObjective(objectiveOf(plan, data));
  const random = streams(seed)('network weights');
  const parameters = randomParameters(new Network(data.inputs, plan.layers), random, plan.spread, 0);
  const { points, end } = follow(method, plan, objective, parameters);
  const { gradients, hessians } = objective;
  const course = { method: method.name, seed, points, end, gradients, hessians };
  if (plan.finish === undefined || end.kind === 'not finite') return course;
  const last = { name: plan.finish, method: plan.finish, settings: {} };
  const finished = follow(last, plan, objective, parameters);
  return { ...course, finish: { point: finished.points.at(-1)!, end: finished.end } };
}

function follow(
  { method, settings }: ChosenMethod,
  plan: FlowPlan,
  objective: CountedObjective,
  parameters: Float64Array,
): { points: FlowPoint[]; end: MethodEnd & EndPoint } {
  const kind = methods.get(method);
  const points: FlowPoint[] = [];
  const pointOf = (clock: number, here: Float64Array, loss: number, gradientMax: number) =>
    void points.push({ clock, loss, gradientMax, norm: weightNorm(here), parameters: here.slice() });
  const last = { clock: 0, loss: NaN, gradientMax: NaN };
  const end = kind.follow(objective, parameters, plan, completeSettings(kind.settings, settings), (clock, here, loss, gradientMax) => {
    if (isShown(clock, kind.clock === 'time')) pointOf(clock, here, loss, gradientMax);
    [last.clock, last.loss, last.gradientMax] = [clock, loss, gradientMax];
  });
  if (points.at(-1)?.clock !== last.clock) pointOf(last.clock, parameters, last.loss, last.gradientMax);
  const isNumber = Number.isFinite(last.loss);
  return { points, end: { ...end, ...judgeEnd(objective, parameters, isNumber ? last.gradientMax : NaN, plan.gradient) } };
} // prettier-ignore

/** Whether a point is kept: all of a flow, and of iterations about 20 a decade. */
function isShown(clock: number, isTime: boolean): boolean {
  if (isTime || clock < 20) return true;
  return Math.floor(20 * Math.log10(clock)) > Math.floor(20 * Math.log10(clock - 1));
}
