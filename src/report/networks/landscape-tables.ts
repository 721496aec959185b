import type { Landscape } from '../../landscape/explore-landscape.js';
import { DISTANCES, meets, NORMS } from '../../landscape/search/explore-start.js';
import { permutationRatio } from '../../landscape/split/permutation-count.js';
import { FLAT } from '../../landscape/spectrum.js';
import { lossLevels } from '../../landscape/search/loss-levels.js';
import { htmlTable } from '../page/html.js';
import { few } from './flow-words.js';
import { bestWindow, lossText, noisesOf } from './landscape-words.js';

/** A difference in percent; what is too small to matter is not printed. */
const percent = (share: number) =>
  Math.abs(share) < 1e-5 ? 'below 0.001 %' : `${few(Number((100 * share).toPrecision(2)))} %`;
const distinct = <Value>(values: readonly Value[]) => [...new Set(values)];

/** The best window of each noise, with what drawn reads say of the approximations. */
export function noiseTable({ windows }: Landscape): string | false {
  const rows = noisesOf(windows).filter((noise) => noise > 0).map((noise) => {
    const own = windows.flatMap((one) => (one.noise === noise && one.drawn ? [{ ...one, drawn: one.drawn }] : []));
    const best = bestWindow(own, noise) as (typeof own)[number];
    const error = ({ drawn }: (typeof own)[number]) => drawn.secondOrder / drawn.mean - 1;
    const worst = own.reduce((a, b) => (Math.abs(error(b)) > Math.abs(error(a)) ? b : a));
    return [
      `${few(100 * noise)} %`,
      few(best.window),
      `${few(best.drawn.mean)} ± ${few(Number(best.drawn.standardError.toPrecision(1)))}`,
      percent(best.loss / best.drawn.mean - 1),
      percent(error(best)),
      `${percent(error(worst))} at ${few(worst.window)}`,
    ];
  });
  return rows.length > 0 && htmlTable(
    'Read noise: the best window, and the expected loss there as the mean of drawn reads with its standard error. Errors: how far the mean of 2P points, which the searches use, and the second order L + ½ σ² tr H are off.',
    ['read noise', 'best window', 'drawn reads', 'error of 2P points', 'error of second order', 'its largest error in a window'],
    rows,
  );
} // prettier-ignore

/** Where the starts end. */
export function endTable({ starts }: Landscape): string {
  const levels = lossLevels(starts.filter(({ loss }) => Number.isFinite(loss)));
  return htmlTable(
    'Where the starts end, by level of loss.',
    ['loss', 'starts', 'ends'],
    levels.map(({ loss, points }) => [lossText(loss), String(points.length), distinct(points.map(({ kind }) => kind)).join(', ')]),
  );
} // prettier-ignore

/** The gated linear units, one for each level of loss. */
export function unitTable({ starts }: Landscape): string | false {
  const channels = starts.flatMap((start) => (start.unit ? [{ ...start, unit: start.unit }] : []));
  const rows = lossLevels(channels).map(({ points: [{ loss, unit }], points }) => [
    lossText(loss), String(points.length), few(unit.c), few(unit.a), unit.w.map(few).join(', '), unit.direction.map(few).join(', '), few(unit.excess), unit.isSettled ? 'yes' : 'no',
  ]);
  return rows.length > 0 && htmlTable(
    'The gated linear unit at the end of each channel. At a half difference A, the loss is still the excess/A² above its end. Settled: the searches across the channel ended at vanishing slopes; otherwise the numbers are rough.',
    ['loss at the end', 'starts', 'c', 'a', 'w', 'Δ', 'excess', 'settled'],
    rows,
  );
} // prettier-ignore

/** Rows that met, by the size of their group. */
export function groupTable({ starts }: Landscape): string | false {
  const groups = starts.flatMap((start) => start.groups ?? []);
  const sizes = distinct(groups.map(({ neurons }) => neurons.length)).sort((a, b) => a - b);
  const rows = sizes.map((size) => {
    const own = groups.filter(({ neurons }) => neurons.length === size);
    return [`${size} neurons`, String(own.length), String(own.filter(({ isOpposed }) => isOpposed).length)];
  });
  return rows.length > 0 && htmlTable(
    'Groups of input rows that met in channels: pairs that share a row are one group. In a channel, output weights have opposite signs.',
    ['group', 'found', 'with opposite signs'],
    rows,
  );
} // prettier-ignore

/** How many starts are channels by other thresholds. */
export function thresholdTable({ starts, rowLength }: Landscape): string {
  const single = rowLength === 1 ? ' Here a row is one weight. Two of them always have a distance of 0, so that only the norm counts.' : '';
  return htmlTable(
    `Starts that count as channels, for other thresholds.${single}`,
    ['weight norm', ...DISTANCES.map((distance) => `distance &lt; ${distance}`)],
    NORMS.map((norm) => [`‖θ‖²/2P &gt; ${norm}`, ...DISTANCES.map((distance) => String(starts.filter(({ passages }) => meets(passages, norm, distance)).length))]),
  );
} // prettier-ignore

/** Critical points near the starts. */
export function criticalTable({ starts }: Landscape): string | false {
  const rows = lossLevels(starts.flatMap(({ critical }) => (critical ? [critical] : []))).map(({ loss, points }) => [
    lossText(loss), String(points.length), distinct(points.map(({ negative }) => negative)).sort((a, b) => a - b).join(', '),
  ]);
  return rows.length > 0 && htmlTable(
    'Critical points near the starts. Ways down are negative eigenvalues: a minimum has none.',
    ['loss', 'starts', 'ways down'],
    rows,
  );
} // prettier-ignore

/** The lines of split neurons. */
export function splitTable({ splits }: Landscape): string | false {
  const rows = splits.map(({ neuron, share, loss, gradientMax, flat, negative, smallest, largest }) => [
    `neuron ${neuron}, μ = ${few(share)}`, few(loss), few(gradientMax), String(flat), String(negative), few(Math.abs(smallest) <= FLAT * largest ? 0 : smallest), few(largest),
  ]);
  return rows.length > 0 && htmlTable(
    'Lines of a split neuron: the best minimum with one neuron less, split by μ. The permutation point is μ = 0.5.',
    ['point', 'loss', '‖∇‖∞', 'vanishing eigenvalues', 'ways down', 'λ min', 'λ max'],
    rows,
  );
} // prettier-ignore

/** Orders of permutation points that are counted, at most. */
const ORDERS = 5;

/** How many permutation points there are for each minimum. */
export function permutationTable({ widths }: Landscape): string | false {
  const rows = Array.from({ length: ORDERS }, (_, k) => k + 1)
    .map((order) => ({ order, ratio: permutationRatio(widths, order) }))
    .filter(({ ratio }) => ratio > 0)
    .map(({ order, ratio }) => [String(order), few(ratio)]);
  return rows.length > 0 && htmlTable(
    `Permutation points of this network (hidden neurons: ${widths.join(', ')}) for each of its equivalent minima. Of order K: K pairs of neurons are equal.`,
    ['order K', 'at least'],
    rows,
  );
} // prettier-ignore
