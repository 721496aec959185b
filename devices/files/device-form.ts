import { z } from 'zod';
import { curveFaults, duplicates } from './device-file-faults.js';
import { deviceProvenance } from './device-provenance.js';
import { familyForm, knotsForm } from './free-curve-form.js';
import { conditionFaults, physicsFaults } from './physical-limits.js';

/** Limits of the number of pulses from end to end of a window. */
const PULSES = { minimum: 2, maximum: 100_000 };

/** Version of the device file; a file of another version is refused. */
export const DEVICE_FILE_VERSION = 1;

const pulseCount = z.number().int().min(PULSES.minimum).max(PULSES.maximum);
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

/**
 * Telegraph noise: readings switch between two levels. A dwell is a mean number of readings; at each reading the chance to leave a level
 * is 1 / dwell.
 */
const telegraphLevels = z.object({
  /** of the upper level above the lower one, as a share of the window */
  height: z.number().positive(),
  highDwell: z.number().min(1),
  lowDwell: z.number().min(1),
});

/** Noise in units of the window; intervals are 95 %. */
const noise = z.object({
  /** the published measure: mean over the cycles' sigma, per polarity */
  set: deviation,
  reset: deviation,
  /** read noise, independent from read to read */
  white: both(deviation),
  /** read noise, correlated over many reads (1/f-like) */
  pink: both(deviation),
  /** accumulating noise: standard deviation of the error that each pulse leaves in the device */
  accumulating: both(deviation),
  /** telegraph noise, for each polarity in which it was found; the parts above are without it, set and reset with it */
  telegraph: z.object({ set: telegraphLevels.optional(), reset: telegraphLevels.optional() }).optional(),
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

/** Standard errors of the mean curve: for independent readings, and for independent cycles (`byCycle`). */
const standardErrors = errors.extend({ byCycle: errors.optional() });

/** How well the curves fit, in units of the window. */
const goodness = z.object({
  /** of the mean curve, over the readings of all cycles */
  rSquared: z.number(),
  rmse: deviation,
  /** mean over cycles, each about its own curve */
  cycleRmse: deviation,
  /** absent if the branch determines only the curve, not a and b */
  standardErrors: standardErrors.optional(),
});

const pulseCondition = z.object({ volts: z.number(), widthSeconds: z.number().positive() });

const count = z.number().int().nonnegative();

/** A reading that was left out of the fit: its cycle and its pulse as the file counts them. */
const droppedReading = z.object({ polarity: z.enum(['set', 'reset']), cycle: count, pulse: count });

/** Form of the pulses and reads with which a device was measured. */
export const measuringConditions = z
  .object({
    set: pulseCondition,
    reset: pulseCondition,
    periodSeconds: z.number().positive(),
    readVolts: z.number().refine((volts) => volts !== 0, 'must not be 0: a read at 0 V gives no current'),
  })
  .refine(({ set, reset }) => set.volts * reset.volts < 0, {
    path: ['reset', 'volts'],
    error: 'must have the opposite sign of set.volts',
  })
  .superRefine((conditions, context) => {
    for (const fault of conditionFaults(conditions)) context.addIssue({ code: 'custom', ...fault });
  });

const deviceFit = z
  .object({
    device: z.string().min(1),
    /** the weight of the T-maze network that this device represents: C3, A4_1 */
    role: z.string().optional(),
    /** the device's number in the water maze, from 0 */
    waterMazeIndex: z.number().int().nonnegative().optional(),
    measured: z.string().optional(),
    /** SET pulses a cycle */
    pulses: pulseCount,
    /** RESET pulses a cycle, if other than `pulses` */
    resetPulses: pulseCount.optional(),
    lowestSiemens: siemens,
    highestSiemens: siemens,
    conditions: measuringConditions.optional(),
    provenance: deviceProvenance.optional(),
    mean: both(meanCurve),
    cycles: both(z.array(cycleCurve).min(1)),
    noise,
    goodness: both(goodness).optional(),
    /** straight lines that follow the mean of the cycles, whatever its shape */
    curve: both(knotsForm).optional(),
    /** the family of curves that draws each branch best */
    family: both(familyForm).optional(),
    /** readings that were left out, and filled in from their neighbours */
    dropped: z.array(droppedReading).optional(),
  })
  .refine((fit) => fit.cycles.set.length === fit.cycles.reset.length, {
    path: ['cycles', 'reset'],
    error: 'must have as many cycles as cycles.set',
  })
  .superRefine((fit, context) => {
    for (const fault of [...curveFaults(fit), ...physicsFaults(fit)])
      context.addIssue({ code: 'custom', ...fault });
  });

/** Form of a device file. */
export const deviceFileForm = z.object({
  format: z.literal('memloop-devices'),
  version: z.literal(DEVICE_FILE_VERSION),
  source: z.string(),
  licence: z.string().optional(),
  devices: z
    .array(deviceFit)
    .min(1)
    .superRefine((devices, context) => {
      for (const fault of [...duplicates(devices, 'device'), ...duplicates(devices, 'role')])
        context.addIssue({ code: 'custom', ...fault });
    }),
});

/** One memristor's fitted parameters. */
export type DeviceFit = z.infer<typeof deviceFit>;
/** Fitted parameters of several memristors, with their source: `memloop fit` writes it, every other command reads it. */
export type DeviceFile = z.infer<typeof deviceFileForm>;
/** The pulses and reads with which a device was measured. */
export type MeasuringConditions = z.infer<typeof measuringConditions>;
/** The fitted noise of one memristor, in units of its window. */
export type DeviceNoise = z.infer<typeof noise>;
/** Height and mean dwells of the telegraph noise of one polarity. */
export type TelegraphLevels = z.infer<typeof telegraphLevels>;
/** How well the curves of one polarity fit, in units of the window. */
export type Goodness = z.infer<typeof goodness>;
/** Standard errors of the mean curve's a and b. */
export type StandardErrors = z.infer<typeof standardErrors>;
