import { z } from 'zod';

/** What learning costs: SET and RESET pulses, reads, joules, and the pulses of the most used device. */
export const costNames = ['pulses', 'reads', 'energy', 'wear'] as const;
export type CostName = (typeof costNames)[number];

/** The form of what a comparison compares, as a run's manifest keeps it. */
export const comparisonPlanForm = z.object({
  /** the scheme that all others are compared with */
  reference: z.string(),
  /** the cost by which tables are sorted, and how much of it there is, where that is limited */
  budget: z.object({ cost: z.enum(costNames), value: z.number().positive().exactOptional() }),
  /** what each condition is, in their order */
  entries: z
    .array(
      z.object({
        scheme: z.string(),
        bank: z.string(),
        noise: z.string(),
        /** of a scheme of a plugin, which a reader does not load */
        settings: z.record(z.string(), z.number()).exactOptional(),
      }),
    )
    .min(1),
});

/** What a comparison compares: every scheme in every bank with every noise, against one of them. */
export type ComparisonPlan = z.infer<typeof comparisonPlanForm>;
/** A cost that is limited, or by which tables are sorted. */
export type Budget = ComparisonPlan['budget'];
