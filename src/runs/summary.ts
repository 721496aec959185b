import { z } from 'zod';
import { boardDeeds, boardIdentity } from './board-record.js';
import { taskSummaryForm } from './task-summary.js';

/** Mean and spread over seeds, element by element. */
export interface Spread<Values> {
  mean: Values;
  standardDeviation: Values;
}

const numbers = z.array(z.number());
const spread = <Values extends z.ZodType>(values: Values) =>
  z.object({ mean: values, standardDeviation: values });

const interval = z.tuple([z.number(), z.number()]).nullable();
const estimate = z.object({
  mean: z.number(),
  standardError: z.number().nullable(),
  interval,
});

/** Means over seeds; energy and device time are null if the measuring conditions of a device are unknown. */
const ledger = z.object({
  /** pulses */
  set: z.number(),
  reset: z.number(),
  reads: z.number(),
  /** V² G t */
  joules: z.number().nullable(),
  /** sum of the widths of all pulses and reads */
  deviceSeconds: z.number().nullable(),
  /** 95 % intervals of these means; null for one seed or two, and where the mean is null */
  intervals: z.object({
    set: interval,
    reset: interval,
    reads: interval,
    joules: interval,
    deviceSeconds: interval,
  }),
  devicesPerWeight: z.number(),
  digitalWordsPerWeight: z.number(),
  /** pulses on the most pulsed device of a run */
  wear: estimate,
  /** of converters that are simulated: how many conversions, how many beyond a range, their energy (part of `joules`) and their time */
  conversions: z
    .object({ count: estimate, clipped: estimate, joules: estimate, seconds: estimate })
    .exactOptional(),
  /** by weight, cells × heads: summed over the devices of a weight */
  perDevice: z.object({ set: numbers, reset: numbers, reads: numbers }),
});

/** Means over seeds of the costs from the start of the run to the given episodes (numbered from 1). */
const costs = z.object({
  episodes: numbers,
  pulses: numbers,
  reads: numbers,
  joules: numbers.nullable(),
  wear: numbers,
});

const weights = {
  /** by cell; empty for a learner without a critic */
  criticWeights: spread(numbers),
  /** by cell and action; empty for a learner without a critic */
  actorWeights: spread(z.array(numbers)),
  /** by cell and head, for a learner without a critic */
  actionValues: spread(z.array(numbers)).exactOptional(),
};

/** What happened on a board, all seeds combined. */
const board = z.object({ ...boardIdentity, ...boardDeeds });

const conditionSummary = z.object({
  name: z.string(),
  /** its weights are ideal memory */
  exact: z.literal(true).exactOptional(),
  /** kind of its devices: simulated numbers, a board emulated by a program, or real devices on an identified board */
  provenance: z.enum(['simulated', 'emulated', 'hardware']).exactOptional(),
  /** where products with its weights are computed: in the array, or as a sum in the host */
  product: z.enum(['in-memory', 'host-sum']).exactOptional(),
  board: board.exactOptional(),
  settings: z.record(z.string(), z.unknown()),
  /** moves per episode over seeds; an unfinished episode counts the step limit */
  steps: z.object({ mean: numbers, standardError: z.array(z.number().nullable()) }),
  /** seeds whose episode hit the step limit, per episode */
  truncated: numbers,
  /** steps over the last episodes, each seed averaged first */
  final: z.object({ episodes: z.number(), steps: estimate }),
  /** the same mean of each seed, in the order of the seeds */
  perSeed: numbers,
  /** the weights in the devices at the end */
  ...weights,
  /** the digital copy of the weights that an open-loop scheme keeps, if it has one */
  believed: z.object(weights).exactOptional(),
  /** the critic's weights in the devices after the given episodes (numbered from 1), [episode][cell] */
  criticTrajectory: spread(z.array(numbers)).extend({ episodes: numbers }).exactOptional(),
  /** pulses sent, mean per seed */
  pulses: z.object({ set: z.number(), reset: z.number() }),
  /** requested updates of devices, mean per seed */
  updates: z.number(),
  /** cost of learning, at the end */
  ledger,
  /** cost of learning after recorded episodes */
  costs,
  /** root mean square of expected value − true value of the learned policy, at the end, from the weights in the devices; null if a seed's policy has no finite value */
  valueError: estimate.nullable(),
});

const cellGrid = z.object({
  side: z.number(),
  extent: z.number(),
  /** width σ of a field */
  width: z.number(),
});

/** A column: its name, and the action whose preference or value it holds. */
const head = z.object({ name: z.string(), action: z.number().exactOptional() });

/** The form of summary.json. */
export const summaryForm = z
  .object({
    environment: z.string(),
    seeds: z.number(),
    episodes: z.number(),
    /** positions of the cells, for tasks in the plane */
    grid: cellGrid.exactOptional(),
    /** what figures need to know of the task; runs of 0.1.0 have none */
    task: taskSummaryForm.exactOptional(),
    /** the columns of the crossbar in their order; left out by earlier versions, whose columns are a critic and the actor */
    heads: z.array(head).exactOptional(),
    conditions: z.array(conditionSummary).min(1),
  })
  .refine(
    ({ episodes, conditions }) =>
      conditions.every(({ steps, truncated }) =>
        [steps.mean, steps.standardError, truncated].every(({ length }) => length === episodes),
      ),
    { path: ['episodes'], error: 'expected the number of entries in the steps of every condition' },
  );

/** A mean over seeds with its 95 % interval (Student); two seeds have no interval, and one has no standard error either. */
export type Estimate = z.infer<typeof estimate>;
/** What happened on a board. */
export type BoardSummary = z.infer<typeof board>;
/** Cost of learning at the end of a run. */
export type LedgerSummary = z.infer<typeof ledger>;
/** Cost of learning after recorded episodes. */
export type CostsSummary = z.infer<typeof costs>;
/** The results of one condition over all its seeds. */
export type ConditionSummary = z.infer<typeof conditionSummary>;
/** summary.json: the results of a run. */
export type Summary = z.infer<typeof summaryForm>;
