import type { FlowPlan } from '../../flow/flow-plan.js';
import type { FlowCourse } from '../../flow/follow-seed.js';
import { methods } from '../../flow/methods/methods.js';
import type { Whereabouts } from '../../flow/fixed-point.js';
import { inWords } from '../page/caption.js';
import type { Lead } from '../page/lead.js';
import { endInWords, few, lastOf, lowest } from './flow-words.js';

const COUNTED: Readonly<Record<Whereabouts, (count: number) => string>> = {
  minimum: (count) => (count === 1 ? 'ends in a minimum' : 'end in minima'),
  saddle: (count) => (count === 1 ? 'ends at a saddle' : 'end at saddles'),
  descending: (count) => (count === 1 ? 'is still descending' : 'are still descending'),
  infinity: (count) => (count === 1 ? 'runs off to infinity' : 'run off to infinity'),
  'not judged': (count) => `${count === 1 ? 'ends' : 'end'} unjudged, for slopes are stand-ins`,
  'not finite': (count) => (count === 1 ? 'diverges' : 'diverge'),
};

/** What a page of `memloop flow` opens with: the loss that was reached, and what the end is. */
export function flowLead(plan: FlowPlan, courses: readonly FlowCourse[]): Lead {
  const best = lowest(courses);
  const { point, end } = lastOf(best);
  return {
    sentence: courses.length === 1 ? ofOne(plan, best) : ofMany(plan, courses, best),
    number: few(point.loss),
    of: `${courses.length === 1 ? 'loss' : `lowest loss (${best.method}, seed ${best.seed})`}, ${endInWords(end)}; largest slope ‖∇‖∞ = ${few(point.gradientMax)}`,
  };
}

function ofOne(plan: FlowPlan, course: FlowCourse): string {
  const { point, end } = lastOf(course);
  if (end.kind === 'not finite') return `${course.method} diverges ${clockOf(plan, course)}: take a smaller rate or a smaller spread.`;
  const finished = course.finish ? `, and ${plan.finish} from there` : '';
  return `${course.method} ${clockOf(plan, course)}${finished} reaches a loss of ${few(point.loss)} and ends ${endInWords(end)}.`;
} // prettier-ignore

function ofMany(plan: FlowPlan, courses: readonly FlowCourse[], best: FlowCourse): string {
  const counts = new Map<Whereabouts, number>();
  for (const course of courses) {
    const { kind } = lastOf(course).end;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const parts = [...counts].map(([kind, count], i) => {
    const number = inWords(count);
    return `${i === 0 ? number.charAt(0).toUpperCase() + number.slice(1) : number} of ${courses.length} runs ${COUNTED[kind](count)}`;
  });
  const first = parts.map((part, i) => (i > 0 ? part.replace(` of ${courses.length} runs`, '') : part));
  return `${first.join(', ')}. The lowest loss, ${few(lastOf(best).point.loss)}, is that of ${best.method} ${clockOf(plan, best)} (seed ${best.seed}).`;
} // prettier-ignore

/** When a run ended. */
function clockOf({ methods: chosen }: FlowPlan, { method, end }: FlowCourse): string {
  const kind = methods.get(chosen.find(({ name }) => name === method)!.method);
  return kind.clock === 'time' ? `to time ${few(end.clock)}` : `after ${end.clock} iterations`;
}
