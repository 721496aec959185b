import { costNames } from '../../../experiment/comparison-plan.js';
import type { Figure } from '../../../report/marks/figure.js';
import type { Comparison } from '../comparison.js';
import { curvesFigure } from './curves-figure.js';
import { finalStepsFigure } from './final-steps-figure.js';
import { paretoFigure } from './pareto-figure.js';

/** The figures of a comparison: steps in the end, performance against each cost that is known, and learning curves bank by bank. */
export function comparisonFigures(comparison: Comparison): Figure[] {
  const { groups } = comparison;
  const banks = [...new Set(groups.map(({ bank }) => bank))];
  const known = costNames.filter((cost) =>
    groups.every(({ compared }) => compared.every((one) => one.costs[cost] !== null)),
  );
  return [
    finalStepsFigure(comparison),
    ...known.map((cost) => paretoFigure(comparison, cost)),
    ...banks.map((bank) => curvesFigure(comparison, bank)),
  ];
}
