import type { FlowPlan } from '../../flow/flow-plan.js';
import type { FlowCourse } from '../../flow/follow-seed.js';

/** What `summary.json` of `memloop flow` holds. */
export interface FlowSummary {
  readonly memloop: string;
  readonly plan: FlowPlan;
  /** number of parameters, and of samples; null for infinitely many */
  readonly parameters: number;
  readonly samples: number | null;
  readonly runs: readonly FlowRunSummary[];
}

/** One seed by one method, without its points. */
type FlowRunSummary = Omit<FlowCourse, 'points' | 'finish' | 'end'> &
  FlowEndSummary & { readonly finish?: FlowEndSummary };

/** An end with its numbers; numbers that are none are null. */
type FlowEndSummary = FlowCourse['end'] & {
  readonly loss: number | null;
  readonly gradientMax: number | null;
  readonly weightNorm: number | null;
};

/** The ends of all runs. */
export function flowSummary(memloop: string, plan: FlowPlan, samples: number | undefined, courses: readonly FlowCourse[]): FlowSummary {
  return {
    memloop,
    plan,
    parameters: courses[0].points[0].parameters.length,
    samples: samples ?? null,
    runs: courses.map(({ method, seed, points, end, gradients, hessians, finish }) => ({
      method,
      seed,
      ...ended(end, points.at(-1)!),
      gradients,
      hessians,
      ...(finish && { finish: ended(finish.end, finish.point) }),
    })),
  };
} // prettier-ignore

function ended(end: FlowCourse['end'], { loss, gradientMax, norm }: FlowCourse['points'][number]): FlowEndSummary {
  const number = (value: number) => (Number.isFinite(value) ? value : null);
  return { ...end, loss: number(loss), gradientMax: number(gradientMax), weightNorm: number(norm) };
} // prettier-ignore
