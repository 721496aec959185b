import { softmax } from '../../core/maths/softmax.js';
import type { RunView } from './wire.js';

/** What the columns of a crossbar say of a place: its value, and the probabilities of the actions. */
export interface Opinion {
  readonly value: number;
  readonly policy: readonly number[];
}

/** What a learner thinks of a place. @param sums Σ_j w_j x_j of each column @param temperature T of its softmax */
export function opinionOf(
  { heads }: Pick<RunView, 'heads'>,
  sums: readonly number[],
  temperature: number | undefined,
): Opinion {
  const critic = heads.indexOf(-1);
  const preferences = heads.flatMap((action, head) => (action < 0 ? [] : [sums[head]]));
  const value = critic < 0 ? Math.max(...preferences) : sums[critic];
  const policy =
    critic < 0 || temperature === undefined ? greedy(preferences) : softmax(preferences, temperature);
  return { value, policy };
}

function greedy(values: readonly number[]): number[] {
  const highest = Math.max(...values);
  const equals = values.filter((value) => value === highest).length;
  return values.map((value) => (value === highest ? 1 / equals : 0));
}
