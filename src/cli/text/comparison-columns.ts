import { amount, costWords, multiple, pValue, steps, withInterval } from '../../analysis/compare/amounts.js';
import { isNamed, type Compared, type Comparison } from '../../analysis/compare/comparison.js';
import { correction } from '../../analysis/compare/findings/finding-words.js';
import { costNames } from '../../experiment/comparison-plan.js';
import type { Column } from './fitting-columns.js';

/** The columns of a comparison beside the names of the schemes, the most important first. */
export function comparisonColumns(rows: Compared[], comparison: Comparison): Column[] {
  const { groups, reference, budget } = comparison;
  const { cost, value } = budget;
  const others = costNames.filter((name) => name !== cost);
  const tuned = groups.some(({ compared }) => compared.some(({ untuned }) => untuned));
  const column = (heading: string, cell: (one: Compared) => string, meaning?: string): Column => ({
    heading,
    cells: rows.map(cell),
    ...(meaning && { meaning }),
  });
  const paid = (name: typeof cost) =>
    column(costWords[name], ({ costs }) => (costs[name] ? amount(name, costs[name].value) : '–'));
  const atBudget = column('at budget', ({ budget: own }) => (own ? withInterval(own.steps, steps) : '–'), 'at budget: steps once the budget is spent.');
  const final = column(tuned ? 'tuned' : 'steps', (one) => withInterval(one.final, steps));
  const gain = column('gain', ({ untuned }) => (untuned ? steps(untuned.gain.value) : '–'), 'gain: tuned − default settings, with the same seeds.');
  const untuned = column('default', (one) => (one.untuned ? withInterval(one.untuned.final, steps) : '–'), 'default: steps with default settings.');
  const difference = column('difference', (one) => differenceCell(one, reference), `difference: steps − those of ${reference} with the same seeds.`);
  const catchUp = column('to reach', (one) => times(one, cost), `to reach: ${costWords[cost]} until within 10 % of the steps of ${reference}, as multiples of its own.`);
  const p = column('p', (one) => (one.difference ? pValue(one.difference.corrected) : ''), `p: of the difference, ${correction(comparison)}.`);
  return [
    ...(value === undefined ? [final] : [atBudget, final]),
    ...(tuned ? [gain] : []),
    difference,
    paid(cost),
    ...(tuned ? [untuned] : []),
    catchUp,
    p,
    ...others.map(paid),
  ];
} // prettier-ignore

function differenceCell(one: Compared, reference: string): string {
  if (isNamed(one, reference)) return 'reference';
  return one.difference ? withInterval(one.difference.steps, steps) : '–';
}

function times({ ratio, reached, unranked }: Compared, cost: (typeof costNames)[number]): string {
  const own = ratio[cost];
  if (own) return `× ${multiple(own.value)}`;
  return reached === null && !unranked ? 'never' : '–';
}
