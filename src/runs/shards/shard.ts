import { z } from 'zod';
import { UsageError } from '../../core/errors.js';
import { isSimulated } from '../../experiment/board/board-port.js';
import type { Experiment } from '../../experiment/experiment.js';

/** A shard of a run, as its experiment.json has it: its number, from 1 on, and how many there are. */
export const shardForm = z.object({ number: z.int().positive(), of: z.int().positive() });

/** One of several parts of a run, which any machine can carry out. */
export type Shard = z.infer<typeof shardForm>;

/** Some of the runs of an experiment. They are numbered seed by seed, all conditions of a seed in turn. */
export interface RunRange {
  readonly first: number;
  readonly count: number;
}

/** The runs of a shard, which follow each other; without a shard, all runs of the experiment. */
export function runsOf(
  { seeds, conditions }: Pick<Experiment, 'seeds' | 'conditions'>,
  shard?: Shard,
): RunRange {
  const total = seeds * conditions.length;
  if (!shard) return { first: 0, count: total };
  const start = (number: number) => Math.floor((number * total) / shard.of);
  const first = start(shard.number - 1);
  return { first, count: start(shard.number) - first };
}

/** A shard in words, as in "shard 3 of 40". */
export function nameOf({ number, of }: Shard): string {
  return `shard ${number} of ${of}`;
}

/** A shard as it is written on the command line, as in 3/40. @throws UsageError for another text */
export function shardIn(text: string): Shard {
  const [, number, of] = /^(\d{1,9})\/(\d{1,9})$/.exec(text)?.map(Number) ?? [];
  if (number >= 1 && number <= of) return { number, of };
  throw new UsageError(`--shard: got "${text}": expected its number and how many there are, as in 3/40`);
}

/** Refuses a shard that an experiment cannot have. @throws UsageError if it would be empty, or on a physical board */
export function refuseShard(experiment: Experiment, { of }: Shard): void {
  const { board } = experiment;
  if (board && !isSimulated(board.port))
    throw new UsageError('--shard cannot be combined with a board, whose devices are in one place; run the experiment in one piece');
  const { count } = runsOf(experiment);
  if (of > count)
    throw new UsageError(`--shard: got ${of} shards: expected at most ${count}, one for each run (condition × seed)`);
} // prettier-ignore
