import { z } from 'zod';
import { complaint } from '../core/complaint.js';
import { UsageError } from '../core/errors.js';

const condition = z
  .strictObject({
    name: z
      .string()
      .regex(/^[^",\r\n]+$/, 'expected a name without quotes, commas and line breaks')
      .optional()
      .describe('how figures and tables call it; by default its settings'),
    bank: z
      .enum(['ideal', 'mean', 'cycles'])
      .describe('device model: exact memories, the mean curve, or every measured cycle'),
    noise: z
      .enum(['none', 'write', 'read', 'pulse'])
      .optional()
      .describe(
        'write: drawn at each update and kept; read: drawn at each read and gone; pulse: accumulates pulse by pulse',
      ),
    pulses: z
      .enum(['linear', 'inverse'])
      .default('linear')
      .describe('pulses for a wish: N Δw, or the difference on the device’s mean curve'),
    scheme: z
      .enum(['self-correcting', 'open-loop'])
      .default('self-correcting')
      .describe('what is done about write errors'),
    walk: z
      .enum(['published', 'reflecting'])
      .default('published')
      .describe(
        'how a device goes through its measured cycles: as the reference program does, or reflecting at the ends',
      ),
  })
  .refine(({ bank, noise }) => bank !== 'ideal' || noise === undefined || noise === 'none', {
    path: ['noise'],
    error: 'an ideal bank has no noise, expected "none"',
  });

const fraction = z.number().min(0).max(1);

const experiment = z.strictObject({
  environment: z.enum(['t-maze']).describe('the task'),
  seeds: z.int().min(1).max(1_000_000).default(200).describe('independent runs of each condition'),
  firstSeed: z.int().min(0).default(0).describe('seeds are firstSeed, firstSeed + 1, …'),
  episodes: z.int().min(1).max(1_000_000).default(200).describe('episodes per run'),
  stepLimit: z.int().min(1).default(300).describe('moves after which an episode is cut short'),
  learningRate: z.number().positive().max(1).default(0.2).describe('α'),
  discount: fraction.default(0.9).describe('γ'),
  temperature: z.number().positive().default(0.3).describe('T of the softmax policy'),
  devices: z
    .string()
    .min(1)
    .default('almond8')
    .describe('"almond8" (the 27 measured devices that ship) or the path of a device file'),
  conditions: z
    .array(condition)
    .min(1)
    .default([
      { name: 'ideal', bank: 'ideal', pulses: 'linear', scheme: 'self-correcting', walk: 'published' },
      {
        name: 'self-correcting',
        bank: 'cycles',
        pulses: 'linear',
        scheme: 'self-correcting',
        walk: 'published',
      },
      { name: 'open-loop', bank: 'cycles', pulses: 'linear', scheme: 'open-loop', walk: 'published' },
    ])
    .describe('what is compared; every condition runs with the same seeds'),
});

type Written = z.infer<typeof condition>;

/** One way of learning, every choice made. */
export type Condition = { [Choice in keyof Written]-?: NonNullable<Written[Choice]> };

/** What is run: a plain object, complete and checked. */
export type Experiment = Omit<z.infer<typeof experiment>, 'conditions'> & { conditions: Condition[] };

/** What a user may leave out. */
export type ExperimentInput = z.input<typeof experiment>;

/** A setting that is wrong, with its path, for whoever can point at the place in a file. */
export class ExperimentError extends UsageError {
  constructor(
    message: string,
    readonly path: readonly PropertyKey[],
  ) {
    super(message);
  }
}

/** Checks an experiment and fills in what was left out. @throws ExperimentError that names the path and what is allowed */
export function parseExperiment(value: unknown): Experiment {
  const parsed = experiment.safeParse(value);
  if (!parsed.success) {
    throw new ExperimentError(complaint(parsed.error.issues, value), parsed.error.issues[0].path);
  }
  const conditions = parsed.data.conditions.map(complete);
  const names = conditions.map(({ name }) => name);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice >= 0) {
    throw new ExperimentError(
      `conditions.${twice}.name: got "${names[twice]}" a second time: expected names that differ`,
      ['conditions', twice],
    );
  }
  return { ...parsed.data, conditions };
}

function complete({ bank, pulses, scheme, walk, ...optional }: Written): Condition {
  const noise = optional.noise ?? (bank === 'ideal' ? 'none' : 'write');
  const name = optional.name ?? (bank === 'ideal' ? 'ideal' : `${bank}/${noise}/${pulses}/${scheme}`);
  // In this order always: what a resumed run writes must be the same to the byte.
  return { name, bank, noise, pulses, scheme, walk };
}

/** The JSON Schema of an experiment file, so that editors complete and check it. */
export function experimentJsonSchema(): object {
  return {
    $id: 'memloop-experiment',
    title: 'memloop experiment',
    ...z.toJSONSchema(experiment, { io: 'input' }),
  };
}
