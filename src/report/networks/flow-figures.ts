import type { FlowPlan } from '../../flow/flow-plan.js';
import type { FlowCourse } from '../../flow/follow-seed.js';
import type { DeviceResults } from '../../runs/networks/device-runs.js';
import type { Figure } from '../marks/figure.js';
import { deviceFigure } from './device-figure.js';
import { courseFigures } from './flow-course-figures.js';
import { flowLead } from './flow-lead.js';
import { pathFigure } from './flow-path-figure.js';
import { spectrumFigure } from './flow-spectrum-figure.js';
import { lowest } from './flow-words.js';

/** The figures of `memloop flow`: first the loss, which shows its finding, and before it that on devices if there are some. */
export function flowFigures(
  plan: FlowPlan,
  courses: readonly FlowCourse[],
  devices?: DeviceResults,
): Figure[] {
  const best = lowest(courses);
  const [first, ...others] = courseFigures(plan, courses);
  const found = [spectrumFigure(best), pathFigure(plan, courses, best.seed)];
  return [
    ...(devices ? [deviceFigure(devices)] : []),
    { ...first, finding: flowLead(plan, courses).sentence },
    ...found.filter((figure) => figure !== undefined),
    ...others,
  ];
}
