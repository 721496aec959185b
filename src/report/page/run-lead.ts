import { isDeepStrictEqual } from 'node:util';
import { meanOf } from '../../core/maths/vectors.js';
import type { ConditionSummary, Estimate, Summary } from '../../runs/summary.js';
import { failureSentence } from './sweep-failure.js';
import { sweepAxes, sweepPlace, valueInWords } from '../marks/sweep-grid.js';
import type { Sweep } from '../../experiment/sweep/sweep.js';
import { stepsInterval } from '../tables/condition-table.js';
import { count, inWords } from './caption.js';
import { idealOf, isOpenLoop } from './condition-style.js';
import type { Lead } from './lead.js';

/** Maximum number of other conditions whose steps a sentence names. */
const NAMED = 3;
/** Number of first episodes whose mean is the beginning. */
const FIRST = 10;

/** What a run found: whether feedback keeps the devices right if it can tell, else which condition takes the fewest steps. */
export function runLead(summary: Summary, sweep?: Sweep): Lead {
  const drift = driftOf(summary);
  return drift && !sweep ? driftLead(drift, summary) : stepsLead(summary, sweep);
}

/** Two conditions whose devices can be compared: the best with feedback, and one without. */
interface Drift {
  closed: Judged;
  open: Judged;
}

/** A condition whose policy has finite values, so that its devices can be wrong about them. */
type Judged = ConditionSummary & { valueError: Estimate };

function isJudged(condition: ConditionSummary | undefined): condition is Judged {
  return condition !== undefined && condition.valueError !== null;
}

/** Settings that may differ between two conditions of which one has feedback. */
const OF_FEEDBACK = ['name', 'scheme', 'schemeSettings'];

/** Two conditions that differ in feedback alone, and show that devices drift without it; undefined if the run shows no such thing. */
export function driftOf(summary: Summary): Drift | undefined {
  const open = summary.conditions.find(isOpenLoop);
  if (!isJudged(open)) return undefined;
  const closed = ranked(summary).find((one) => !isOpenLoop(one) && !one.exact && sameSetting(one, open));
  if (!isJudged(closed)) return undefined;
  return clearlyBelow(closed.valueError, open.valueError) ? { open, closed } : undefined;
}

function sameSetting({ settings: one }: ConditionSummary, { settings: other }: ConditionSummary): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].every((name) => OF_FEEDBACK.includes(name) || isDeepStrictEqual(one[name], other[name]));
}

function driftLead({ open, closed }: Drift, { conditions, task }: Summary): Lead {
  const [held, lost] = [closed.valueError, open.valueError];
  const ideal = idealOf(conditions)?.valueError;
  const beside = ideal ? ` (ideal memory: ${short(ideal.mean)})` : '';
  const more = closed.final.steps.mean - open.final.steps.mean;
  const price = more > 0 && !task?.moreIsBetter && !overlap(closed, open) ? ` The price: ${more.toFixed(more < 10 ? 1 : 0)} more steps per episode than with digital weights.` : ''; // prettier-ignore
  return {
    sentence: `Without feedback the devices drift: their values are wrong by ${short(lost.mean)}; with feedback by ${short(held.mean)}${beside}.${price}`,
    number: short(held.mean),
    interval: held.interval ? `[${held.interval.map(short).join(', ')}]` : undefined,
    of: `error of the values in the devices with feedback (${closed.name}, root mean square)`,
  };
}

function clearlyBelow({ interval: one }: Estimate, { interval: other }: Estimate): boolean {
  return one !== null && other !== null && one[1] < other[0];
}

function stepsLead(summary: Summary, sweep?: Sweep): Lead {
  const { conditions, task } = summary;
  const learners = ranked(summary).filter((one) => !one.exact && !isOpenLoop(one));
  const all = learners.length > 0 ? learners : ranked(summary);
  const [best, ...others] = all;
  const name = `${sweep ? placeInWords(summary, sweep, best) : best.name}${isOpenLoop(best) ? ' (digital weights)' : ''}`;
  const most = task?.moreIsBetter ? 'most' : 'fewest';
  const near = others.filter((other) => overlap(best, other)).length;
  const ideal = learners.length > 0 ? idealOf(conditions) : undefined;
  const where = sweep || others.length > NAMED ? `Of ${all.length} ${sweep ? 'combinations' : 'conditions'}, ` : ideal ? 'In devices, ' : '';
  const named = others.length <= NAMED && !sweep;
  const compared = named ? ` (${others.map((other) => `${other.name}: ${steps(other)}`).join(', ')})` : '';
  const doubt = near === 0 ? '' : ` The interval${near === 1 ? ' of one other overlaps' : `s of ${inWords(near)} others overlap`} with it, so the order is uncertain.`;
  const parts = [
    others.length === 0
      ? `${name} takes ${steps(best)} steps per episode at the end, and took ${meanOf(best.steps.mean.slice(0, FIRST)).toFixed(2)} at the beginning`
      : `${where}${name} takes the ${most} steps per episode: ${steps(best)}${compared}`,
    ideal && ideal !== best && `ideal memory takes ${steps(ideal)}`,
  ].filter(Boolean);
  const interval = stepsInterval(best);
  const failure = sweep && failureSentence(summary, sweep);
  return {
    sentence: `${parts.join('; ')}.${task?.moreIsBetter ? ' More steps are better.' : ''}${doubt}${failure ? ` ${failure}` : ''}`,
    number: steps(best),
    interval: interval ? `[${interval.map((end) => end.toFixed(2)).join(', ')}]` : undefined,
    of: `steps per episode of ${name}, last ${count(best.final.episodes, 'episode')}`,
  };
} // prettier-ignore

/** All conditions, the best first. */
function ranked({ conditions, task }: Summary): ConditionSummary[] {
  const sign = task?.moreIsBetter ? -1 : 1;
  return conditions.toSorted((a, b) => sign * (a.final.steps.mean - b.final.steps.mean));
}

function overlap(one: ConditionSummary, other: ConditionSummary): boolean {
  const [own, its] = [one.final.steps.interval, other.final.steps.interval];
  return own !== null && its !== null && own[0] <= its[1] && its[0] <= own[1];
}

function placeInWords({ conditions }: Summary, sweep: Sweep, one: ConditionSummary): string {
  const axes = sweepAxes(sweep);
  const place = sweepPlace(axes, conditions.indexOf(one));
  return axes.map((axis, i) => valueInWords(axis, place[i])).join(', ');
}

function steps({ final }: ConditionSummary): string {
  return final.steps.mean.toFixed(2);
}

function short(value: number): string {
  return value.toFixed(3);
}
