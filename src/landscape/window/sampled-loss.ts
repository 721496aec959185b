import type { Objective } from '../../core/maths/objective.js';
import { RandomStream } from '../../core/random-stream.js';

/** The mean loss over reads with white noise, by drawing them, with its standard error. */
export function sampledLoss(
  objective: Objective,
  parameters: Float64Array,
  sigma: number,
  draws: number,
  seed: number,
): { readonly mean: number; readonly standardError: number } {
  const random = new RandomStream(`${seed}/landscape reads`);
  const read = new Float64Array(objective.size);
  let [sum, squares] = [0, 0];
  for (let draw = 0; draw < draws; draw++) {
    random.normals(read, read.length);
    for (let i = 0; i < read.length; i++) read[i] = parameters[i] + sigma * read[i];
    const value = objective.value(read);
    sum += value;
    squares += value * value;
  }
  const mean = sum / draws;
  return { mean, standardError: Math.sqrt(Math.max(0, squares / draws - mean * mean) / (draws - 1)) };
}
