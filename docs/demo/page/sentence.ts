import type { DemoView } from '../learning/wire.js';
import { firstAndLast, windowOf } from './running-mean.js';

/** Steps with the digits that matter. */
function digits(number: number): string {
  return number < 20 ? String(Number(number.toFixed(1))) : number.toFixed(0);
}

/** What to say first: how far learning is, what an episode takes now, and what it took; at the end, how wrong the values are. */
export function sentence(
  { episodes, shortestPath, digital }: Pick<DemoView, 'episodes' | 'shortestPath' | 'digital'>,
  steps: readonly number[],
  valueError = NaN,
): string {
  const known = firstAndLast(steps, windowOf(episodes));
  if (!known) return 'Press Start: it has learned nothing yet, and searches at random.';
  // Digital weights hide what became of the devices.
  const unit = digital ? 'steps with digital weights' : 'steps';
  const now = `${digits(known.last)} ${unit}; it began with ${digits(known.first)}.`;
  if (steps.length < episodes) return `Episode ${steps.length.toLocaleString('en-US')}: ${now}`;
  const shortest = shortestPath === undefined ? '' : ` The shortest way takes ${shortestPath}.`;
  const wrong = Number.isNaN(valueError) ? '' : ` The values in the devices are wrong by ${valueError.toFixed(2)}.`;
  return `After ${episodes.toLocaleString('en-US')} episodes: ${now}${shortest}${wrong}`;
} // prettier-ignore
