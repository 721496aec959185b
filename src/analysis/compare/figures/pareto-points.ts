import type { CostName } from '../../../experiment/comparison-plan.js';
import { amount, costWords, percent, steps, withInterval } from '../amounts.js';
import type { IntervalEstimate } from '../../statistics/interval-estimate.js';
import { isNamed, type Compared, type Comparison, type Group } from '../comparison.js';
import { nameOf } from '../findings/finding-words.js';
import { costAxis, costShown, type CostAxis } from './cost-axis.js';
import { groupStepsAxis, type StepsAxis } from './steps-axis.js';

/** A scheme as a point of cost and final steps; what lies beyond an axis is at its end. */
export interface ParetoPoint {
  scheme: string;
  cost: number;
  final: number;
  /** lower end and upper end */
  costs: [number, number];
  steps: [number, number];
  on: boolean;
  kind: 'reference' | 'unranked' | 'other';
  label: string;
  /** its steps and cost */
  words: string;
  /** beyond the end of the axis of steps, of that of costs */
  above: boolean;
  right: boolean;
}

/** The points of one bank and noise with both axes. */
export interface ParetoPoints {
  points: ParetoPoint[];
  across: CostAxis;
  up: StepsAxis;
}

/** The points of one bank and noise, with the front and the reference first; schemes without a cost are left out. Undefined if all are. */
export function paretoPoints(group: Group, comparison: Comparison, cost: CostName): ParetoPoints | undefined {
  const priced = group.compared.filter((one) => (one.costs[cost]?.value ?? 0) > 0);
  if (priced.length === 0) return undefined;
  const front = group.compared.filter((one) => one.front[cost]?.on);
  const up = groupStepsAxis(group, comparison, front, { of: ({ final }) => final, untuned: () => undefined });
  const near = priced.filter(({ final }) => final.value <= up.domain[1]);
  const paid = (one: Compared) => one.costs[cost]!.value;
  const kept = near.filter((one) => one.front[cost]?.on || isNamed(one, comparison.reference));
  const most = costShown((near.length > 0 ? near : priced).map(paid), kept.map(paid));
  const shown = near.filter((one) => paid(one) <= most);
  const ends = shown.flatMap((one) => endsOf(one.costs[cost]!)).filter((end) => end > 0 && end <= most * SLACK);
  const across = costAxis(cost, [...(ends.length > 0 ? ends : [most]), ...priced.map(paid).filter((own) => own <= most)]);
  const points = priced.map((one) => pointOf(one, comparison, cost, up, across));
  const rank = ({ on, kind }: ParetoPoint) => (on ? 0 : kind === 'reference' ? 1 : 2);
  return { points: points.sort((a, b) => rank(a) - rank(b)), across, up };
} // prettier-ignore

/** How far beyond the last point an interval may reach. */
const SLACK = 1.5;

function pointOf(one: Compared, { reference }: Comparison, cost: CostName, up: StepsAxis, across: CostAxis): ParetoPoint {
  const { scheme, unranked, final, front } = one;
  const paid = one.costs[cost]!;
  const { on = false, share = 0 } = front[cost] ?? {};
  const [top, end] = [up.domain[1], across.domain[1]];
  const [above, right] = [final.value > top, paid.value > end];
  const beyond = [above && `↑ ${steps(final.value)}`, right && `→ ${amount(cost, paid.value)}`].filter(Boolean);
  return {
    scheme, on, above, right,
    cost: Math.min(paid.value, end),
    final: Math.min(final.value, top),
    costs: endsOf(paid).map((own) => clamp(own, across.domain)) as [number, number],
    steps: endsOf(final).map((own) => clamp(own, up.domain)) as [number, number],
    kind: isNamed(one, reference) ? 'reference' : unranked ? 'unranked' : 'other',
    label: `${nameOf(one)}${on ? ` (${percent(share)})` : ''}${beyond.length > 0 ? ` ${beyond.join(', ')}` : ''}`,
    words: `${scheme}: ${withInterval(final, steps)} steps, ${withInterval(paid, (own) => amount(cost, own))} ${costWords[cost]}`,
  };
} // prettier-ignore

function endsOf({ value, interval }: IntervalEstimate): [number, number] {
  return interval ?? [value, value];
}

function clamp(value: number, [low, high]: [number, number]): number {
  return Math.min(Math.max(value, low), high);
}
