import type { Landscape } from '../../landscape/explore-landscape.js';
import type { ExploredStart } from '../../landscape/search/explore-start.js';
import { lossLevels } from '../../landscape/search/loss-levels.js';
import type { WindowBest } from '../../landscape/window/best-in-window.js';
import type { Lead } from '../page/lead.js';
import { few } from './flow-words.js';
import { shareInterval } from './share-interval.js';

/** What starts do, after their number: for one, and for several. */
const ENDS: Readonly<Record<ExploredStart['kind'], readonly [string, string]>> = {
  minimum: ['ends in a minimum', 'end in minima'],
  channel: ['runs into a channel to infinity', 'run into channels to infinity'],
  infinity: ['runs off to infinity outside channels', 'run off to infinity outside channels'],
  unfinished: ['does not finish', 'do not finish'],
  'not finite': ['has a loss that is no number', 'have a loss that is no number'],
};

/** Losses that differ by less than this share are the same. */
const SAME = 1e-6;

/** The best window of a noise: that with the lowest expected loss. */
export function bestWindow(windows: readonly WindowBest[], noise: number): WindowBest {
  return windows.filter((one) => one.noise === noise).reduce((a, b) => (expected(b) < expected(a) ? b : a));
}

/** The noises of some windows, from none up. */
export function noisesOf(windows: readonly WindowBest[]): number[] {
  return [...new Set(windows.map(({ noise }) => noise))].sort((a, b) => a - b);
}

/** What a landscape's page opens with. */
export function landscapeLead(found: Landscape): Lead {
  const { starts } = found;
  const channels = starts.filter(({ kind }) => kind === 'channel').length;
  return {
    sentence: `${startsInWords(starts)} ${lowestInWords(starts)}`,
    number: `${channels} of ${starts.length}`,
    interval: `(${percentRange(shareInterval(channels, starts.length))})`,
    of: 'starts ran into a channel; in brackets the 95 % interval of the share',
  };
}

/** The findings of a landscape, a paragraph each. */
export function landscapeFindings(found: Landscape): string[] {
  return [landscapeLead(found).sentence, ...furtherFindings(found)];
}

/** All findings but the first one. */
export function furtherFindings(found: Landscape): string[] {
  const { starts, windows } = found;
  const noisy = noisesOf(windows).filter((noise) => noise > 0);
  return [
    saddlesInWords(starts),
    windowsInWords(found),
    ...noisy.map((noise) => noiseInWords(windows, noise)),
  ];
}

function startsInWords(starts: readonly ExploredStart[]): string {
  const counts = Object.entries(ENDS)
    .map(([kind, words]) => ({ words, number: starts.filter((start) => start.kind === kind).length }))
    .filter(({ number }) => number > 0)
    .sort((a, b) => b.number - a.number)
    .map(({ words: [one, several], number }) => `${number} ${number === 1 ? one : several}`);
  const last = counts.pop()!;
  return `Of ${starts.length} start${starts.length === 1 ? '' : 's'}, ${counts.length > 0 ? `${counts.join(', ')} and ${last}` : last}.`;
}

function lowestInWords(starts: readonly ExploredStart[]): string {
  const levels = lossLevels(starts.filter(({ loss }) => Number.isFinite(loss)));
  const { loss, points } = levels[0];
  const kinds = new Set(points.map(({ kind }) => kind));
  const what = kinds.has('minimum') ? ', a minimum' : kinds.has('channel') ? ', the end of a channel' : '';
  return `They end at ${levels.length} level${levels.length === 1 ? '' : 's'} of loss. The lowest one is ${lossText(loss)}${what}.`;
}

function saddlesInWords(starts: readonly ExploredStart[]): string {
  const found = starts.flatMap(({ critical }) => (critical && critical.negative > 0 ? [critical] : []));
  const levels = lossLevels(found).length;
  if (levels === 0) return 'The searches for vanishing slopes found no saddle.';
  return `The searches for vanishing slopes found ${found.length} saddle${found.length === 1 ? '' : 's'}, at ${levels} level${levels === 1 ? '' : 's'} of loss.`;
}

function windowsInWords({ windows, narrowLoss }: Landscape): string {
  const clean = windows.filter(({ noise }) => noise === 0);
  const largest = clean.at(-1)!;
  const isNarrow = ({ loss }: WindowBest) => narrowLoss !== undefined && Math.abs(loss - narrowLoss) <= SAME * narrowLoss;
  const closed = clean.findLast(isNarrow);
  const enough = clean.find(({ loss }) => loss <= largest.loss + SAME * Math.abs(largest.loss))!;
  const reached = enough === largest ? '' : ` Weights of at most ${few(enough.window)} are enough for it.`;
  const first = `With weights of at most ${few(largest.window)}, the best loss is ${lossText(largest.loss)}.${reached}`;
  if (!closed || closed === largest) return first;
  return `${first} With weights of at most ${few(closed.window)} it is ${few(closed.loss)}, that of one neuron less: such a window has no channel.`;
} // prettier-ignore

function noiseInWords(windows: readonly WindowBest[], noise: number): string {
  const best = bestWindow(windows, noise);
  const own = windows.filter((one) => one.noise === noise);
  const edge =
    best === own.at(-1) ? ', the largest one tried,' : best === own[0] ? ', the smallest one tried,' : '';
  return `With read noise of ${few(100 * noise)} % of the window, a window of ${few(best.window)}${edge} is best: expected loss ${few(expected(best))}.`;
}

/** A loss in few digits; rounding alone makes one negative. */
export function lossText(loss: number): string {
  return few(Math.max(0, loss));
}

/** The expected loss of a point: over drawn reads, where there are any. */
export function expected({ loss, drawn }: WindowBest): number {
  return drawn?.mean ?? loss;
}

function percentRange([low, high]: readonly [number, number]): string {
  return `${Math.round(100 * low)}–${Math.round(100 * high)} %`;
}
