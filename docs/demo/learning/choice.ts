import type { ExperimentInput } from '../../../src/experiment/experiment.js';

/** What a visitor chooses: one condition with one seed. */
export interface Choice {
  readonly task: string;
  readonly bank: string;
  readonly noise: string;
  readonly scheme: string;
  /** left out for the task's own */
  readonly learningRate?: number;
  readonly seed: number;
}

/** The experiment of a choice, as in a file for `memloop run`. */
export function experimentOf({ task, bank, noise, scheme, learningRate, seed }: Choice): ExperimentInput {
  const condition = { bank, noise, scheme, ...(learningRate !== undefined && { learningRate }) };
  return {
    environment: task,
    seeds: 1,
    firstSeed: seed,
    engine: 'ts',
    conditions: [condition],
  } as ExperimentInput;
}

/** The command that gives the same numbers. A learning rate of one's own stands in a file. */
export function commandOf(choice: Choice): string {
  const { task, bank, noise, scheme, learningRate, seed } = choice;
  if (learningRate === undefined)
    return `npx memloop run ${task} --bank ${bank} --noise ${noise} --scheme ${scheme} --seeds 1 --first-seed ${seed} --engine ts`;
  return `echo '${JSON.stringify(experimentOf(choice))}' > demo.json\nnpx memloop run demo.json`;
}
