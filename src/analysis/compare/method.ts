import { escapeHtml } from '../../report/page/html.js';
import type { Comparison } from './comparison.js';
import { TOLERANCE } from './cost-to-reach.js';
import { LAST } from './learning.js';

/** How a comparison's numbers came about, as HTML. */
export function method({ reference, groups, episodes, recorded }: Comparison): string {
  const last = Math.min(LAST, episodes);
  const energy = groups.some(({ compared }) => compared.some(({ costs }) => costs.energy === null));
  return [
    `Steps in the end: mean over the last ${last} episodes of each seed, then over seeds; an unfinished episode counts as the step limit.`,
    'Intervals of means: bias-corrected and accelerated bootstrap over seeds (Efron 1987), 2000 resamples that all schemes share, widened for few seeds (Hesterberg 2015). Intervals of ratios: percentiles of the same resamples.',
    `Differences: of the same seed under ${escapeHtml(reference)}, in the same bank with the same noise; p by 20,000 random sign flips (so never below 1 in 20,001 before correction), corrected over all comparisons of the run (Holm 1979).`,
    `The same steps: the first recorded episode (of ${recorded.length}) at which a scheme’s smoothed mean curve is at or below ${TOLERANCE} of the final steps of ${escapeHtml(reference)}; the ratio is that of the mean costs until then, and each resample finds its own episode.`,
    `With a budget: mean over the last ${last} episodes that it lasts for, seed by seed; over the end of the run where it is never spent. A scheme that spends more before the first recorded episode has no number.`,
    'Costs: pulses as they are sent; a read for each device that a product drives, and one for each reading that a scheme asks for: feedback reads a device back after its pulses, as the article’s hardware does; open loop, mixed precision and Tiki-Taka do not. Preparation (zero shifting, Tiki-Taka) is charged.',
    'A differential pair and zero shifting hold weights of either sign, the others from 0 to 1.',
    'On the front: no other scheme has fewer steps at no higher cost; in brackets, in how many of the resamples.',
    energy && 'Energy is unknown where devices come without their pulse conditions, or a run without its ledger.',
  ].filter(Boolean).map((sentence) => `<p>${String(sentence)}</p>`).join('\n');
} // prettier-ignore
