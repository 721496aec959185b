import { UsageError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { catalogue } from '../../experiment/catalogue.js';
import type { Budget } from '../../experiment/comparison-plan.js';
import type { NoiseChoice } from '../../experiment/noise-choice.js';
import { rivalsOf, type Contest } from '../compare/contest.js';
import type { Round } from '../tuning/search.js';

/** A part of a suite: a task with its noises and a goal. */
interface SuitePart {
  readonly name: string;
  readonly environment: string;
  readonly bank: string;
  readonly noises: readonly NoiseChoice[];
  readonly seeds: number;
  readonly episodes: number;
  /** final steps or, with an amount, the steps when it is spent: searches make this small, and the verdict compares it */
  readonly budget: Budget;
  readonly rounds: readonly Round[];
}

/** A benchmark: what is run is fixed for good; another suite has another name. */
interface Suite {
  readonly firstSeed: number;
  readonly reference: string;
  readonly parts: readonly SuitePart[];
}

/** Fitted read noise, and the accumulating noise of pulses. */
const mixture: NoiseChoice = { read: 'fitted', pulse: 'fitted' };

const tMaze = {
  environment: 't-maze',
  bank: 'cycles',
  noises: ['write', 'read', 'pulse', mixture],
  seeds: 100,
  episodes: 200,
  rounds: [
    { kept: 1, fresh: 31, seeds: 1 },
    { kept: 10, fresh: 12, seeds: 2 },
    { kept: 8, fresh: 8, seeds: 4 },
    { kept: 6, fresh: 4, seeds: 10 },
    { kept: 3, fresh: 0, seeds: 40 },
  ],
} as const;

const waterMaze = {
  environment: 'water-maze',
  bank: 'mean',
  noises: [mixture],
  seeds: 16,
  episodes: 200,
  rounds: [
    { kept: 1, fresh: 15, seeds: 1 },
    { kept: 5, fresh: 5, seeds: 2 },
    { kept: 3, fresh: 3, seeds: 4 },
    { kept: 3, fresh: 0, seeds: 8 },
  ],
} as const;

const fewRounds = [
  { kept: 1, fresh: 3, seeds: 1 },
  { kept: 2, fresh: 1, seeds: 2 },
] as const;

/** The suites, by name. Never changed: results of different laboratories are comparable under one name. */
const suites: Readonly<Record<string, Suite>> = {
  '2026.1': {
    firstSeed: 20_260_000,
    reference: 'self-correcting',
    parts: [
      { ...tMaze, name: 't-maze, final steps', budget: { cost: 'pulses' } },
      { ...tMaze, name: 't-maze, 6000 pulses', budget: { cost: 'pulses', value: 6000 } },
      { ...tMaze, name: 't-maze, 3000 pulses', budget: { cost: 'pulses', value: 3000 } },
      { ...waterMaze, name: 'water-maze, final steps', budget: { cost: 'pulses' } },
    ],
  },
  /** says nothing about schemes: it shows in seconds whether a scheme gets through all parts */
  rehearsal: {
    firstSeed: 0,
    reference: 'self-correcting',
    parts: [
      { ...tMaze, name: 't-maze, final steps', noises: ['read', mixture], seeds: 3, episodes: 30, budget: { cost: 'pulses' }, rounds: fewRounds },
      { ...tMaze, name: 't-maze, 500 pulses', noises: ['read'], seeds: 3, episodes: 30, budget: { cost: 'pulses', value: 500 }, rounds: fewRounds },
      { ...waterMaze, name: 'water-maze, final steps', noises: ['read'], seeds: 2, episodes: 2, budget: { cost: 'pulses' }, rounds: fewRounds },
    ],
  }, // prettier-ignore
};

/** The names of the suites, the newest first. */
export const suiteNames: readonly string[] = Object.keys(suites);

/** The suite of a name. @throws UsageError that lists the names */
export function suiteOf(name: string): Suite {
  if (Object.hasOwn(suites, name)) return suites[name];
  throw new UsageError(
    `got the suite "${name}": expected ${suiteNames.join(', ')}${nearest(name, suiteNames)}`,
  );
}

/** The contest of a part. @param schemes those that take part beside the reference; all by default */
export function contestOfPart({ firstSeed, reference }: Suite, part: SuitePart, schemes?: readonly string[]): Contest {
  const { environment, bank, noises, seeds, episodes, budget, rounds } = part;
  return {
    common: { environment, firstSeed, seeds, episodes },
    rivals: rivalsOf(catalogue.tasks.get(environment), reference, schemes),
    arenas: noises.map((noise) => ({ bank, noise })),
    reference,
    budget,
    tuning: 'quick',
    rounds,
  };
} // prettier-ignore

/** The folder of a part's results in the directory of a suite. */
export function folderOf({ name }: Pick<SuitePart, 'name'>): string {
  return name.replaceAll(/[^a-z0-9]+/g, '-');
}
