import type { FlowPlan } from '../../flow/flow-plan.js';
import type { FlowCourse } from '../../flow/follow-seed.js';
import type { Figure } from '../marks/figure.js';
import { courseFigures } from './flow-course-figures.js';
import { flowLead } from './flow-lead.js';
import { pathFigure } from './flow-path-figure.js';
import { spectrumFigure } from './flow-spectrum-figure.js';
import { lowest } from './flow-words.js';

/** The figures of `memloop flow`: first the loss, which shows its finding. */
export function flowFigures(plan: FlowPlan, courses: readonly FlowCourse[]): Figure[] {
  const best = lowest(courses);
  const [first, ...others] = courseFigures(plan, courses);
  const found = [spectrumFigure(best), pathFigure(plan, courses, best.seed)];
  return [
    { ...first, finding: flowLead(plan, courses).sentence },
    ...found.filter((figure) => figure !== undefined),
    ...others,
  ];
}
