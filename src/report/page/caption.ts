import { FEWEST_FOR_INTERVAL } from '../../runs/statistics.js';
import type { Occupancy } from '../../runs/trace.js';

/** The parts that apply, as one paragraph. */
export function paragraph(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}

/** Why means over so few seeds have no interval; nothing where they have one. */
export function whyNoInterval(seeds: number): string | false {
  return seeds < FEWEST_FOR_INTERVAL && `Fewer than ${FEWEST_FOR_INTERVAL} seeds have no interval.`;
}

/** A number of things in words: 1 seed, 2 seeds. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** The episodes whose visits were counted, in words. */
export function countedEpisodes({ from, to }: Occupancy): string {
  const numbers = [...new Set([from, to])].map((episode) => episode.toLocaleString('en-US'));
  return `${numbers.length > 1 ? 'episodes' : 'episode'} ${numbers.join(' to ')}`;
}
