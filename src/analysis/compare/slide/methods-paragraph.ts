import { noiseInWords } from '../../../experiment/noise-choice.js';
import { count } from '../../../report/page/caption.js';
import { schemeNames, type Comparison } from '../comparison.js';
import { correction, listed } from '../findings/finding-words.js';
import { LAST } from '../learning.js';

/** How a comparison was made, as a paragraph for a paper. @param version of memloop */
export function methodsParagraph(comparison: Comparison, version: string): string {
  const { environment, groups, seeds, episodes, reference, tuning, budget } = comparison;
  const noises = [...new Set(groups.map(({ noise }) => noiseInWords(noise)))];
  const banks = [...new Set(groups.map(({ bank }) => bank))];
  const trials = groups.flatMap(({ compared }) => compared.flatMap(({ tuned }) => tuned?.trials ?? []));
  return [
    `${count(schemeNames(groups).length, 'scheme')} learned the task ${environment} in simulated memristor crossbars (device model ${listed(banks)}) with ${listed(noises)}.`,
    `Each learned with the same ${count(seeds, 'seed')} for ${count(episodes, 'episode')}.`,
    trials.length > 0
      ? `The settings of each scheme were tuned for each noise by the same effort (${tuning}, ${Math.max(...trials).toLocaleString('en-US')} runs), on seeds apart from those of the results.`
      : 'All schemes had their default settings.',
    `Final steps are means over the last ${count(Math.min(LAST, episodes), 'episode')} of each seed. Brackets are 95 % intervals over seeds.`,
    budget.value === undefined ? '' : 'Steps with a budget are means over the last episodes before each seed has spent it.',
    `Differences between schemes are paired by seed; p-values against ${reference} are ${correction(comparison)}.`,
    'Schemes count as indistinguishable from the best if the interval of their difference from it includes 0.',
    `Computed with memloop ${version}.`,
  ].filter(Boolean).join(' ');
} // prettier-ignore
