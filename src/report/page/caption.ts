import { MINIMUM_FOR_INTERVAL } from '../../runs/statistics.js';

/** The parts that apply, as one paragraph. */
export function paragraph(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}

/** Why means over so few seeds have no interval; nothing where they have one. */
export function whyNoInterval(seeds: number): string | false {
  return seeds < MINIMUM_FOR_INTERVAL && `Fewer than ${MINIMUM_FOR_INTERVAL} seeds have no interval.`;
}

/** A number of things in words: 1 seed, 2 seeds. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
