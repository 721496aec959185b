import { z } from 'zod';
import { complaint } from '../core/complaint.js';
import { UsageError } from '../core/errors.js';
import { taskNames, tasks, type TaskName } from './tasks.js';

const fraction = z.number().min(0).max(1);

/** What learning itself is set to; a condition may differ from its experiment here. */
const learning = {
  learningRate: z.number().positive().max(1).optional().describe('α'),
  discount: fraction.optional().describe('γ'),
  temperature: z.number().positive().optional().describe('T of the softmax policy'),
  threshold: fraction.optional().describe('updates smaller than this are dropped'),
};

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
        'write: drawn at each update and kept; read: drawn at each read and gone; pulse: adds up pulse by pulse',
      ),
    sigma: fraction
      .optional()
      .describe(
        'one standard deviation for the write noise of all devices, in units of their windows, instead of the fitted ones',
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
    ...learning,
  })
  .refine(({ bank, noise }) => bank !== 'ideal' || noise === undefined || noise === 'none', {
    path: ['noise'],
    error: 'an ideal bank has no noise, expected "none"',
  })
  .refine(
    ({ bank, noise, sigma }) => sigma === undefined || (bank !== 'ideal' && (noise ?? 'write') === 'write'),
    {
      path: ['sigma'],
      error: 'only write noise takes a sigma, expected noise "write" or no sigma',
    },
  );

const experiment = z.strictObject({
  environment: z
    .enum(taskNames)
    .describe('the task; what is left out below is set as in the article, task by task'),
  seeds: z.int().min(1).max(1_000_000).optional().describe('independent runs of each condition'),
  firstSeed: z.int().min(0).default(0).describe('seeds are firstSeed, firstSeed + 1, …'),
  episodes: z.int().min(1).max(1_000_000).optional().describe('episodes per run'),
  stepLimit: z.int().min(1).optional().describe('moves after which an episode is cut short'),
  ...learning,
  devices: z
    .string()
    .min(1)
    .default('almond8')
    .describe('"almond8" (the 27 measured devices that ship) or the path of a device file'),
  conditions: z
    .array(condition)
    .min(1)
    .optional()
    .describe('what is compared; every condition runs with the same seeds'),
});

type Written = z.infer<typeof condition>;

/** One way of learning, every choice made; where it differs from the experiment's learning, that is said too. */
export type Condition = Pick<Written, 'bank' | 'pulses' | 'scheme' | 'walk'> &
  Partial<Learning> & { name: string; noise: NonNullable<Written['noise']>; sigma?: number };

/** What learning is set to: α, γ, T, and the smallest update that is made. */
export interface Learning {
  learningRate: number;
  discount: number;
  temperature: number;
  threshold: number;
}

/** What is run: a plain object, complete and checked. */
export interface Experiment extends Learning {
  environment: TaskName;
  seeds: number;
  firstSeed: number;
  episodes: number;
  stepLimit: number;
  devices: string;
  conditions: Condition[];
}

/** What a user writes. */
export type ExperimentInput = z.input<typeof experiment>;
export type ConditionInput = z.input<typeof condition>;

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
  const { environment, firstSeed, devices, conditions: written, ...sizes } = parsed.data;
  const { conditions: usual, ...defaults } = tasks[environment].defaults;
  const conditions = (written ?? usual.map((one) => condition.parse(one))).map(complete);
  const names = conditions.map(({ name }) => name);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice >= 0) {
    throw new ExperimentError(
      `conditions.${twice}.name: got "${names[twice]}" a second time: expected names that differ`,
      ['conditions', twice],
    );
  }
  return { environment, ...defaults, ...defined(sizes), firstSeed, devices, conditions };
}

function complete({ bank, pulses, scheme, walk, ...optional }: Written): Condition {
  const noise = optional.noise ?? (bank === 'ideal' ? 'none' : 'write');
  const name = optional.name ?? (bank === 'ideal' ? 'ideal' : `${bank}/${noise}/${pulses}/${scheme}`);
  const { sigma, learningRate, discount, temperature, threshold } = optional;
  // In this order always: what a resumed run writes must be the same to the byte.
  const others = defined({ sigma, learningRate, discount, temperature, threshold });
  return { name, bank, noise, pulses, scheme, walk, ...others };
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** Without what is undefined. */
function defined<T extends object>(values: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Defined<T>
  >;
}

/** The JSON Schema of an experiment file, so that editors complete and check it. */
export function experimentJsonSchema(): object {
  return {
    $id: 'memloop-experiment',
    title: 'memloop experiment',
    ...z.toJSONSchema(experiment, { io: 'input' }),
  };
}
