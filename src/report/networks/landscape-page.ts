import type { Landscape } from '../../landscape/explore-landscape.js';
import { CHANNEL, DISTANCES, meets, NORMS } from '../../landscape/search/explore-start.js';
import { lossLevels } from '../../landscape/search/loss-levels.js';
import type { Figure } from '../marks/figure.js';
import { paragraph } from '../page/caption.js';
import { figureSection, htmlPage } from '../page/html-page.js';
import { escapeHtml, htmlTable } from '../page/html.js';
import { leadSection } from '../page/lead.js';
import { few } from './flow-words.js';

const METHOD = [
  `A channel, as published: the weight norm ‖θ‖²/2P passes ${CHANNEL.norm}, and there two input rows have a cosine distance below ${CHANNEL.distance}. A row contains its bias. Where the activation is odd or even, a turned row counts too.`,
  'Each start goes down by Newton’s method with negative curvature. A second search from the same start looks for a vanishing slope, so that it finds saddles.',
  'The end of a channel is extrapolated from two places along it. The pair becomes c σ(w·x) + a (Δ·x) σ′(w·x), a gated linear unit.',
  'Losses within a thousandth are one level.',
  'Read noise: L + ½ σ² tr H, the expected loss to second order. Where noise is a large share of the loss, it may be off by some percent.',
  'Splitting a neuron keeps the loss flat along n directions, as many as its outputs. But only one eigenvalue vanishes in general: the abstract of Brea et al. (2019) speaks of n vanishing eigenvalues.',
];

/** The finding of a landscape in two sentences. */
export function landscapeFinding({ starts, windows, narrowLoss }: Landscape): string {
  const channels = starts.filter(({ kind }) => kind === 'channel');
  const first = `${channels.length} of ${starts.length} starts ran into a channel to infinity.`;
  const clean = windows.filter(({ noise }) => noise === 0);
  const largest = clean.at(-1);
  if (!largest) return first;
  const closed = clean
    .filter(({ loss }) => narrowLoss !== undefined && loss >= narrowLoss * (1 - 1e-6))
    .at(-1);
  const none = closed ? ` In a window of ${few(closed.window)} or less the second neuron gains nothing.` : '';
  const end = channels.length > 0 ? 'the channel ends' : 'learning ends';
  return `${first} On devices with a window of ${few(largest.window)}, ${end} at loss ${few(largest.loss)}.${none}`;
}

/** The best window of each noise, a sentence each. */
export function noiseFindings({ windows }: Landscape): string[] {
  return [...new Set(windows.map(({ noise }) => noise))].filter((noise) => noise > 0).map((noise) => {
    const best = windows.filter((one) => one.noise === noise).reduce((a, b) => (b.loss < a.loss ? b : a));
    return `With read noise of ${few(100 * noise)} % of the window, a window of ${few(best.window)} is best: expected loss ${few(best.loss)}.`;
  });
} // prettier-ignore

/** A landscape as one self-contained HTML document. */
export function landscapePage(title: string, found: Landscape, drawn: Figure): string {
  const { starts, splits } = found;
  const list = (sentences: readonly string[]) =>
    `<ul>\n${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`;
  const channels = starts.filter(({ kind }) => kind === 'channel');
  const ends = lossLevels(starts).map(({ loss, points }) => [few(loss), String(points.length), [...new Set(points.map(({ kind }) => kind))].join(', ')]);
  const saddles = lossLevels(starts.flatMap(({ critical }) => (critical ? [critical] : []))).map(({ loss, points }) => [few(loss), String(points.length), [...new Set(points.map(({ negative }) => negative))].sort().join(', ')]);
  const units = lossLevels(channels).map(({ points: [{ loss, unit }] }) => [few(loss), few(unit!.c), few(unit!.a), unit!.w.map(few).join(', '), unit!.direction.map(few).join(', ')]);
  const counts = NORMS.map((norm) => [`‖θ‖²/2P > ${norm}`, ...DISTANCES.map((distance) => String(starts.filter(({ passages }) => meets(passages, norm, distance)).length))]);
  const lines = splits.map(({ neuron, share, loss, gradientMax, flat, negative, smallest, largest }) => [`neuron ${neuron}, μ = ${few(share)}`, few(loss), few(gradientMax), String(flat), String(negative), few(smallest), few(largest)]);
  return htmlPage(
    escapeHtml(title),
    paragraph(
      leadSection({ sentence: landscapeFinding(found), number: `${channels.length} of ${starts.length}`, of: 'starts ran into a channel' }),
      list(noiseFindings(found)),
      figureSection(drawn, 'lead'),
      htmlTable('Where the starts end, by level of loss.', ['loss', 'starts', 'ends'], ends),
      units.length > 0 && htmlTable('The gated linear unit at the end of each channel.', ['loss at the end', 'c', 'a', 'w', 'Δ'], units),
      htmlTable('Starts that count as channels, for other thresholds.', ['', ...DISTANCES.map((distance) => `distance < ${distance}`)], counts),
      htmlTable('Critical points near the starts. Ways down: negative eigenvalues; none at a minimum.', ['loss', 'starts', 'ways down'], saddles),
      lines.length > 0 && htmlTable('Lines of a split neuron: the best point with one neuron less, split by μ.', ['point', 'loss', '‖∇‖∞', 'vanishing', 'ways down', 'λ min', 'λ max'], lines),
      '<h2>Method</h2>',
      list(METHOD),
    ),
  );
} // prettier-ignore
