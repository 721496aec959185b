import { z } from 'zod';
import { curveFaults, repeated } from './device-file-faults.js';
import { deviceProvenance } from './device-provenance.js';

/** Pulses from end to end of a window. */
const PULSES = { fewest: 2, most: 100_000 };

/** Version of the device file's form; a file of another version is refused. */
export const DEVICE_FILE_VERSION = 1;

const siemens = z.number().positive();
const deviation = z.number().nonnegative();
const both = <T extends z.ZodType>(shape: T) => z.object({ set: shape, reset: shape });

/** Mean model of one polarity: f(p) = [1 − (a p + e^(−b p))] / [1 − (a N + e^(−b N))]. */
const meanCurve = z.object({ a: z.number(), b: z.number().positive() });

/**
 * Cycle model of one cycle and polarity: SET w = α + β p − γ e^(−ζ p), RESET w = α + β p + γ e^(+ζ p);
 * sigma is the standard deviation of that cycle's residuals, in units of the window.
 */
const cycleCurve = z.object({
  alpha: z.number(),
  beta: z.number().nonnegative(),
  gamma: z.number().nonnegative(),
  zeta: z.number().positive(),
  sigma: deviation,
});

const interval = z.tuple([z.number(), z.number()]);

/** Noise in units of the window; intervals are 95 %. */
const noise = z.object({
  /** published measure: mean of the cycles' sigma, per polarity */
  set: deviation,
  reset: deviation,
  /** read-like, independent from read to read */
  white: both(deviation),
  /** read-like, correlated over many reads (1/f-like) */
  pink: both(deviation),
  /** accumulating: standard deviation that each pulse leaves in the state */
  accumulating: both(deviation),
  intervals: z
    .object({
      white: both(interval),
      pink: both(interval),
      /** white and pink together */
      readLike: both(interval).optional(),
      accumulating: both(interval),
    })
    .optional(),
});

const errors = z.object({ a: deviation, b: deviation });

/** Standard errors of the mean curve: as if all readings were independent, and with cycles as the independent units. */
const standardErrors = errors.extend({ byCycle: errors.optional() });

/** How well the curves hold, in units of the window. */
const goodness = z.object({
  /** of the mean curve, over the readings of all cycles */
  rSquared: z.number(),
  rmse: deviation,
  /** mean over cycles, each about its own curve */
  cycleRmse: deviation,
  /** absent where the branch does not fix a and b, only the curve */
  standardErrors: standardErrors.optional(),
});

const pulseCondition = z.object({ volts: z.number(), widthSeconds: z.number().positive() });

/** The form of the pulses and reads with which a device was measured. */
export const measuringConditions = z
  .object({
    set: pulseCondition,
    reset: pulseCondition,
    periodSeconds: z.number().positive(),
    readVolts: z.number().refine((volts) => volts !== 0, 'must not be 0, at which no current tells anything'),
  })
  .refine(({ set, reset }) => set.volts * reset.volts < 0, {
    path: ['reset', 'volts'],
    error: 'must have the other sign than set.volts',
  });

const deviceFit = z
  .object({
    device: z.string().min(1),
    /** the weight of the T-maze network that this device stands for: C3, A4_1 */
    role: z.string().optional(),
    /** the device's number in the water maze, from 0 */
    waterMazeIndex: z.number().int().nonnegative().optional(),
    measured: z.string().optional(),
    pulses: z.number().int().min(PULSES.fewest).max(PULSES.most),
    lowestSiemens: siemens,
    highestSiemens: siemens,
    conditions: measuringConditions.optional(),
    provenance: deviceProvenance.optional(),
    mean: both(meanCurve),
    cycles: both(z.array(cycleCurve).min(1)),
    noise,
    goodness: both(goodness).optional(),
  })
  .refine((fit) => fit.highestSiemens > fit.lowestSiemens, {
    path: ['highestSiemens'],
    error: 'must be above lowestSiemens',
  })
  .refine((fit) => fit.cycles.set.length === fit.cycles.reset.length, {
    path: ['cycles', 'reset'],
    error: 'must have as many cycles as cycles.set',
  })
  .superRefine((fit, context) => {
    for (const fault of curveFaults(fit)) context.addIssue({ code: 'custom', ...fault });
  });

/** The form of a device file. */
export const deviceFileForm = z.object({
  format: z.literal('memloop-devices'),
  version: z.literal(DEVICE_FILE_VERSION),
  source: z.string(),
  licence: z.string().optional(),
  devices: z
    .array(deviceFit)
    .min(1)
    .superRefine((devices, context) => {
      for (const fault of [...repeated(devices, 'device'), ...repeated(devices, 'role')])
        context.addIssue({ code: 'custom', ...fault });
    }),
});

/** One memristor's fitted parameters. */
export type DeviceFit = z.infer<typeof deviceFit>;
/** Fitted parameters of several memristors, with their source: what `memloop fit` writes and every other command reads. */
export type DeviceFile = z.infer<typeof deviceFileForm>;
/** The pulses and reads with which a device was measured. */
export type MeasuringConditions = z.infer<typeof measuringConditions>;
export type DeviceNoise = z.infer<typeof noise>;
export type Goodness = z.infer<typeof goodness>;
export type StandardErrors = z.infer<typeof standardErrors>;
