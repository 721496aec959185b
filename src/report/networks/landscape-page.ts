import type { Landscape } from '../../landscape/explore-landscape.js';
import type { LandscapeSearch } from '../../landscape/landscape-search.js';
import type { Figure } from '../marks/figure.js';
import { paragraph } from '../page/caption.js';
import { figureSection, htmlPage } from '../page/html-page.js';
import { escapeHtml } from '../page/html.js';
import { leadSection } from '../page/lead.js';
import { CHANNEL } from '../../landscape/search/explore-start.js';
import {
  criticalTable,
  endTable,
  groupTable,
  noiseTable,
  permutationTable,
  splitTable,
  thresholdTable,
  unitTable,
} from './landscape-tables.js';
import { furtherFindings, landscapeLead } from './landscape-words.js';
import { windowFigure } from './window-figure.js';

/** The figure of a landscape, with its findings in words. */
export function landscapeFigure(found: Landscape): Figure {
  return { ...windowFigure(found), finding: furtherFindings(found).slice(1).join(' ') };
}

/** Small tables are as wide as a line of their captions. */
const WIDE_ENOUGH = 'table { min-width: min(30rem, 100%); }';

/** A landscape as one self-contained HTML document. */
export function landscapePage(title: string, search: LandscapeSearch, found: Landscape, drawn: Figure): string {
  const list = (sentences: readonly string[]) =>
    `<ul>\n${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`;
  return htmlPage(
    escapeHtml(title),
    paragraph(
      leadSection(landscapeLead(found)),
      list(furtherFindings(found)),
      figureSection(drawn, 'lead'),
      noiseTable(found),
      '<h2>Ends</h2>',
      endTable(found),
      unitTable(found),
      groupTable(found),
      thresholdTable(found),
      '<h2>Critical points</h2>',
      criticalTable(found),
      splitTable(found),
      permutationTable(found),
      '<h2>Method</h2>',
      list(methodSentences(search, found)),
    ),
    WIDE_ENOUGH,
  );
} // prettier-ignore

/** What was done, a sentence or a few each. */
function methodSentences({ starts, firstSeed, spread, windowStarts }: LandscapeSearch, { windows }: Landscape): string[] {
  const searches = windows.map((one) => one.searches);
  return [
    `Starts have the seeds ${firstSeed} to ${firstSeed + starts - 1}, those of memloop flow. Weights start normal with a standard deviation of ${spread}/√inputs, biases with 0.`,
    'Each start goes down by Newton’s method with negative curvature. A second search from the same start looks for a vanishing slope, so that it finds saddles.',
    `A channel, as published: the weight norm ‖θ‖²/2P passes ${CHANNEL.norm}, and there two input rows have a cosine distance below ${CHANNEL.distance}. A row contains its bias. Where the activation is odd or even, a turned row counts too.`,
    'The published analysis drops runs that jumped between its two solvers. Here one method goes all the way, so no run is dropped.',
    'The end of a channel is extrapolated from two places along it, where half the difference of the output weights is 128 and 256. The pair becomes c σ(w·x) + a (Δ·x) σ′(w·x), a gated linear unit.',
    'Losses within a thousandth are one level.',
    `Best losses are upper bounds: each is the best of ${Math.min(...searches)} to ${Math.max(...searches)} searches. ${windowStarts} start at random. The others go on from the next windows on both sides, from the point without noise, and from the best point with one neuron less.`,
    'With read noise, searches go down the mean loss of 2P points, each ±√P σ away along one weight. It is exact to third order in σ. Then 1000 pairs of drawn reads measure the loss at the point that was found. Their second-order part is replaced by its known mean. About the best window, the grid is finer.',
    'Splitting a neuron keeps the loss flat along n directions, as many as its outputs. But in general only one eigenvalue vanishes: the abstract of Brea et al. (2019) speaks of n. Where μ is 0 or 1, one copy has no output. With one output, its input weights are then free, so an eigenvalue vanishes for each of them, too. Where the narrow minimum has flat directions of its own, as a saturated neuron has, they add to the count.',
  ];
} // prettier-ignore
