import type { Occupancy } from '../../runs/trace.js';

/** The episodes whose visits were counted, in words. */
export function countedEpisodes({ from, to }: Occupancy): string {
  const numbers = [...new Set([from, to])].map((episode) => episode.toLocaleString('en-US'));
  return `${numbers.length > 1 ? 'episodes' : 'episode'} ${numbers.join(' to ')}`;
}
