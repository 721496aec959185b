import { MINIMUM_FOR_INTERVAL } from '../../runs/statistics.js';
import type { Summary } from '../../runs/summary.js';
import type { Occupancy } from '../../runs/trace.js';

/** All parts that are neither false nor empty, joined to one paragraph. */
export function paragraph(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}

/** The sentence that says why means have no interval, or false where there are enough seeds. */
export function whyNoInterval(seeds: number): string | false {
  return seeds < MINIMUM_FOR_INTERVAL && `An interval needs at least ${MINIMUM_FOR_INTERVAL} seeds.`;
}

/** A number with its noun: 1 seed, 2 seeds. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}

/** The sentence on episodes that the step limit ended. @param limit the limit in brackets, if it is to be said */
export function unfinishedEpisodes({ task }: Pick<Summary, 'task'>, limit = ''): string {
  const more = task?.moreIsBetter ? ' More steps are better.' : '';
  return `An unfinished episode counts as the step limit${limit}.${more}`;
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A whole number as a word up to ten. */
export function inWords(number: number): string {
  return WORDS[number] ?? String(number);
}

/** The episodes whose visits were counted, in words. */
export function countedEpisodes({ from, to }: Occupancy): string {
  const numbers = [...new Set([from, to])].map((episode) => episode.toLocaleString('en-US'));
  return `${numbers.length > 1 ? 'episodes' : 'episode'} ${numbers.join(' to ')}`;
}
