import { FAR } from '../../flow/fixed-point.js';
import type { Whereabouts, EndPoint } from '../../flow/fixed-point.js';
import type { FlowCourse, FinishedCourse } from '../../flow/follow-seed.js';

/** What an end is, after "ends" for one run. */
const ENDS: Readonly<Record<Whereabouts, string>> = {
  minimum: 'in a minimum',
  saddle: 'at a saddle',
  descending: 'still descending',
  infinity: 'running off to infinity',
  'not judged': 'unjudged (stand-in slopes)',
  'not finite': 'with weights that are no numbers',
};

/** What an end is, in words; a minimum with its flat directions. */
export function endInWords({ kind, flat = 0, negative = 0 }: EndPoint): string {
  if (kind === 'minimum' && flat > 0) return `in a minimum with ${flat} flat direction${flat === 1 ? '' : 's'}`;
  if (kind === 'saddle') return `at a saddle with ${negative} way${negative === 1 ? '' : 's'} down`;
  return ENDS[kind];
} // prettier-ignore

/** A number in few digits. */
export function few(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text = size >= 1e-3 && size < 1e5 ? String(Number(value.toPrecision(3))) : value.toExponential(2);
  return text.replace('-', '−').replace('e-', 'e−').replace('e+', 'e');
}

/** The point where a run ends, with the finishing method if there is one. */
export function lastOf({ points, end, finish }: FlowCourse): FinishedCourse {
  return finish ?? { point: points.at(-1)!, end };
}

/** The run that ends lowest; of equal ones the first. */
export function lowest(courses: readonly FlowCourse[]): FlowCourse {
  const lossOf = (course: FlowCourse) => {
    const { loss } = lastOf(course).point;
    return Number.isFinite(loss) ? loss : Infinity;
  };
  return courses.reduce((best, course) => (lossOf(course) < lossOf(best) ? course : best));
}

/** What the word infinity stands for. */
export const INFINITY_MEANS = `Running off to infinity: the weight norm ‖θ‖²/2P is above ${FAR}, as in the published analysis of channels.`;
