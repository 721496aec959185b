import type { Summary } from '../experiment/summary.js';
import type { Sweep } from '../experiment/sweep.js';
import { criticWeightsFigure } from './critic-weights-figure.js';
import type { Figure } from './figure.js';
import { finalWeightsFigure } from './final-weights-figure.js';
import { policyFigure } from './policy-figure.js';
import { stepsFigure } from './steps-figure.js';
import { sweepFigure } from './sweep-figure.js';
import { taskFigure } from './task-figure.js';
import { valueFigure } from './value-figure.js';

/** Conditions beyond which a figure that draws each of them tells nothing any more. */
export const MOST_CONDITIONS = 8;

/** The figures of a run: of its sweep, if it is one, and then in the order of the article. */
export function figures(summary: Summary, sweep?: Sweep): Figure[] {
  if (!sweep) return figuresOfConditions(summary);
  const swept = [sweepFigure(summary, sweep)].filter((figure) => figure !== undefined);
  return summary.conditions.length > MOST_CONDITIONS ? swept : [...swept, ...figuresOfConditions(summary)];
}

function figuresOfConditions(summary: Summary): Figure[] {
  const { grid } = summary;
  if (!grid) return [criticWeightsFigure(summary) ?? finalWeightsFigure(summary), stepsFigure(summary)];
  const inThePlane = [
    taskFigure(summary, grid),
    stepsFigure(summary),
    policyFigure(summary, grid),
    valueFigure(summary, grid),
  ];
  return inThePlane.filter((figure) => figure !== undefined);
}
