import { amount, costWords, multiple, pValue, steps, withInterval } from '../../analysis/compare/amounts.js';
import { answers } from '../../analysis/compare/answers.js';
import { setting } from '../../analysis/compare/claims.js';
import type { Compared, Comparison, Group } from '../../analysis/compare/comparison.js';
import { costNames } from '../../experiment/comparison-plan.js';
import { count } from '../../report/page/caption.js';
import { textTable } from './text-table.js';

/** A comparison as text: the answers, and a table for each bank and noise with the best scheme first. */
export function comparisonText(comparison: Comparison): string {
  const { environment, seeds, episodes, groups } = comparison;
  const size = `${environment}: ${count(seeds, 'seed')}, ${count(episodes, 'episode')}; means per seed [95 %]`;
  const tables = groups.map((group) => `${setting(group)}\n${table(group, comparison)}`);
  const sentences = answers(comparison).map(({ setting, sentence }) => `${setting}: ${sentence}`);
  return `${size}\n\n${sentences.join('\n')}\n\n${tables.join('\n')}`;
}

function table({ compared }: Group, comparison: Comparison): string {
  const { reference, budget } = comparison;
  const hasAmount = budget.value !== undefined;
  const header = [
    'scheme',
    'steps, last',
    `− ${reference}`,
    'p (Holm)',
    hasAmount ? 'steps at the budget' : `${budget.cost} × ${reference}`,
    ...costNames.map((cost) => (cost === 'wear' ? 'wear' : costWords[cost])),
  ];
  return textTable([header, ...compared.map((one) => row(one, comparison))]);
}

function row(one: Compared, { reference, budget: { cost, value } }: Comparison): string[] {
  const { scheme, digital, final, difference, budget, ratio } = one;
  const times = ratio[cost];
  const catchUp = times ? withInterval(times, multiple) : one.reached === null ? 'never' : '–';
  const atBudget = budget ? withInterval(budget.steps, steps) : '–';
  return [
    `${scheme}${scheme === reference ? ' (reference)' : ''}${digital ? ' (not ranked)' : ''}`,
    withInterval(final, steps),
    difference ? withInterval(difference.steps, steps) : '',
    difference ? pValue(difference.corrected) : '',
    value === undefined ? catchUp : atBudget,
    ...costNames.map((name) => (one.costs[name] ? amount(name, one.costs[name].value) : '–')),
  ];
}
