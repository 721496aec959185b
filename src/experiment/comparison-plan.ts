import { z } from 'zod';

/** What learning costs: SET and RESET pulses, reads, joules, and the pulses of the most used device. */
export const costNames = ['pulses', 'reads', 'energy', 'wear'] as const;
export type CostName = (typeof costNames)[number];

/** How much search goes into the settings of each scheme before the verdict. */
export const efforts = ['none', 'quick', 'full'] as const;
export type Effort = (typeof efforts)[number];

/** The form of what a comparison compares, as a run's manifest keeps it. */
export const comparisonPlanForm = z.object({
  /** the scheme that all others are compared with */
  reference: z.string(),
  /** the cost by which tables are sorted, and how much of it there is, where that is limited */
  budget: z.object({ cost: z.enum(costNames), value: z.number().positive().exactOptional() }),
  /** how much search went into each scheme; left out for none */
  tuning: z.enum(efforts).exactOptional(),
  /** what each condition is, in their order; further conditions have default settings */
  entries: z
    .array(
      z.object({
        scheme: z.string(),
        bank: z.string(),
        noise: z.string(),
        /** of a scheme of a plugin, which a reader does not load */
        settings: z.record(z.string(), z.number()).exactOptional(),
        /** lowest and highest weight, where they lie further apart than 0 and 1 */
        range: z.tuple([z.number(), z.number()]).exactOptional(),
        /** names of schemes that do exactly the same here */
        same: z.array(z.string()).min(1).exactOptional(),
        /** what a search chose: its values, those at the edge of their range, and the runs that it took */
        tuned: z
          .object({
            settings: z.record(z.string(), z.union([z.number(), z.string()])),
            edge: z.array(z.string()),
            trials: z.int().positive(),
          })
          .exactOptional(),
        /** index of the condition with the default settings, for a tuned entry */
        untuned: z.int().nonnegative().exactOptional(),
      }),
    )
    .min(1),
});

/** What a comparison compares: schemes in banks with noises, against one of them. */
export type ComparisonPlan = z.infer<typeof comparisonPlanForm>;
/** A cost that is limited, or by which tables are sorted. */
export type Budget = ComparisonPlan['budget'];
