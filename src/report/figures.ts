import type { Summary } from '../experiment/summary.js';
import { criticWeightsFigure } from './critic-weights-figure.js';
import type { Figure } from './figure.js';
import { finalWeightsFigure } from './final-weights-figure.js';
import { stepsFigure } from './steps-figure.js';

/** The figures of a run, in the order of the article. */
export function figures(summary: Summary): Figure[] {
  return [criticWeightsFigure(summary) ?? finalWeightsFigure(summary), stepsFigure(summary)];
}
