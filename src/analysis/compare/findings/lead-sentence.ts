import { amountInWords, steps, withInterval } from '../amounts.js';
import type { Comparison } from '../comparison.js';
import { findings, taken, type Finding } from './finding.js';
import { listed, noiseOf } from './finding-words.js';

/** All findings in one sentence: the scheme to take with each noise, its steps and their intervals. */
export function leadSentence(comparison: Comparison): string {
  const { budget } = comparison;
  const found = findings(comparison).filter(({ only }) => !only);
  const judged = found.filter(({ atBudget }) => budget.value === undefined || atBudget);
  if (found.length === 0) return 'In no setting are there two ranked schemes, so there is no choice.';
  const limit = budget.value === undefined ? '' : `With at most ${amountInWords(budget.cost, budget.value)} `;
  if (judged.length === 0) return `${limit}no scheme can be judged: it is spent before any has learned.`;
  const schemes = [...new Set(judged.map((one) => taken(one).scheme))];
  const parts = schemes.map((scheme) => partOf(scheme, judged.filter((one) => taken(one).scheme === scheme), comparison));
  return `${limit}${limit ? 'take' : 'Take'} ${parts.join('; ')}.`;
} // prettier-ignore

/** "scheme: 6.65 [6.53, 6.80] steps with write noise and 6.70 [6.62, 6.78] with read noise" */
function partOf(scheme: string, found: readonly Finding[], comparison: Comparison): string {
  const numbers = found.map((finding, i) => {
    const value = finding.atBudget?.budget?.steps ?? finding.take.final;
    return `${withInterval(value, steps)}${i === 0 ? ' steps' : ''} with ${noiseOf(finding.group, comparison)}`;
  });
  return `${scheme}: ${listed(numbers)}`;
}
