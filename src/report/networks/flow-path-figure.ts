import { dot, line, text } from '@observablehq/plot';
import type { FlowPlan } from '../../flow/flow-plan.js';
import type { FlowCourse } from '../../flow/follow-seed.js';
import { principalPlane } from '../../flow/principal-plane.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { svgOf, type Figure } from '../marks/figure.js';
import { hueOf } from './flow-course-figures.js';

/** More points make the projection slow, and no clearer. */
const MOST = 400;

/** The way of the weights of one seed by all methods, on the plane along which they move most. Undefined for a run of one point. */
export function pathFigure(plan: FlowPlan, courses: readonly FlowCourse[], seed: number): Figure | undefined {
  const runs = courses.filter(({ seed: own, end }) => own === seed && end.kind !== 'not finite');
  const every = Math.ceil(runs.reduce((sum, { points }) => sum + points.length, 0) / MOST);
  const seen = runs.flatMap(({ method, points }) =>
    points
      .filter((_, i) => i % every === 0 || i === points.length - 1)
      .filter(({ parameters }) => parameters.every((value) => Math.abs(value) < 1e50))
      .map(({ parameters, clock }) => ({ method, parameters, clock })),
  );
  if (seen.length < 3) return undefined;
  const { points, shares } = principalPlane(seen.map(({ parameters }) => parameters));
  const placed = seen.map(({ method, clock }, i) => ({ method, clock, x: points[i][0], y: points[i][1] }));
  const ends = runs.flatMap(({ method }) => placed.filter((point) => point.method === method).slice(-1));
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  const hue = ({ method }: { method: string }) => hueOf(plan, method);
  return {
    name: 'trajectory',
    title: 'Trajectory of the weights',
    caption: `Weights of seed ${seed} on the plane along which they move most, with the share of the motion along each direction. The cross is the start; filled circles are ends. Points between are as far apart as in the table.`,
    svg: svgOf(
      {
        width: 460,
        height: 360,
        marginLeft: 60,
        marginRight: 20,
        marginTop: 14,
        marginBottom: 38,
        inset: 8,
        marks: [
          line(placed, { x: 'x', y: 'y', z: 'method', stroke: hue, strokeWidth: 1.5 }),
          dot(placed, { x: 'x', y: 'y', stroke: hue, r: 1.5 }),
          dot(ends, { x: 'x', y: 'y', fill: hue, r: 5 }),
          dot(placed.slice(0, 1), { x: 'x', y: 'y', symbol: 'times', stroke: 'currentColor', r: 5, strokeWidth: 2 }),
          ...(runs.length > 1 ? [text(ends, { x: 'x', y: 'y', text: 'method', fill: hue, dy: -12 })] : []),
          ...bottomAxis({ label: `first direction (${percent(shares[0])})`, ticks: 6 }),
          ...leftAxis({ label: `second direction (${percent(shares[1])})`, ticks: 6 }),
        ],
      },
      'Trajectory of the weights',
    ),
  }; // prettier-ignore
}
