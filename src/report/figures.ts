import type { Summary } from '../experiment/summary.js';
import { criticWeightsFigure } from './critic-weights-figure.js';
import type { Figure } from './figure.js';
import { finalWeightsFigure } from './final-weights-figure.js';
import { policyFigure } from './policy-figure.js';
import { stepsFigure } from './steps-figure.js';
import { taskFigure } from './task-figure.js';
import { valueFigure } from './value-figure.js';

/** The figures of a run, in the order of the article. */
export function figures(summary: Summary): Figure[] {
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
