import { z } from 'zod';
import { catalogue, fromCatalogue } from '../catalogue.js';
import { nameOf, settings } from '../settings-form.js';

const index = z.int().min(0);
const positive = z.number().positive();

const limits = settings({
  lowestVolts: z.number().max(0).default(-2.7).describe('lowest voltage of a pulse, V'),
  highestVolts: z.number().min(0).default(2.5).describe('highest voltage of a pulse, V'),
  pulseSeconds: positive.max(0.1).default(1e-5).describe('longest pulse, s'),
  pulses: z.int().min(1).default(200).describe('maximum number of pulses in a train'),
  joules: positive.max(2e-3).default(3e-6).describe('maximum energy of a train at the compliance current, J'),
  amperes: positive.max(2e-3).default(5e-4).describe('compliance current, A'),
  readVolts: positive.max(1).default(0.5).describe('largest voltage on a row in a read, either sign, V'),
  pulsesPerDevice: z
    .int()
    .min(1)
    .default(1_000_000)
    .describe(
      'maximum number of pulses per device in one run directory, over all its seeds and programs; pulses of other commands are not counted',
    ),
});

const read = settings({
  settleSeconds: z.number().min(0).max(1).default(1e-5).describe('wait before a reading, s'),
  averages: z.int().min(1).max(65_535).default(16).describe('conversions that are averaged in a reading'),
  scale: positive
    .default(1)
    .describe(
      'factor on the read voltage of sums; at 1 it is 0.1 V for an input of one on a window of 20 µS',
    ),
  hits: z.int().min(1).default(3).describe('flagged readings in a row that end the run'),
});

const start = settings({
  tolerance: positive.max(1).default(0.1).describe('largest weight that counts as reset'),
  pulses: z.int().min(1).default(2000).describe('maximum number of RESET pulses to get there'),
});

/** The form of what an experiment says of a board. */
export const boardForm = fromCatalogue(() =>
  settings({
    port: z
      .string()
      .min(1)
      .describe(
        '"simulated": no board; "virtual": the far end of a cable, played in this process; or a serial port: /dev/ttyACM0',
      ),
    baud: z.int().min(300).max(10_000_000).default(115_200).describe('of a serial port'),
    as: nameOf(catalogue.boards)
      .optional()
      .describe('a board that does not speak MBP/1; it has its own baud rate, and `baud` is ignored'),
    gpib: z.int().min(0).max(30).optional().describe('address of a source-meter behind a GPIB bridge'),
    amperesPerCount: z.number().optional().describe('what a count of an OpenMENA is, measured'),
    calibration: settings({
      serial: z.string().min(1).describe('serial number of the board that was calibrated, as it says it'),
      date: z.iso.date().describe('when'),
      by: z.string().min(1).describe('who answers for it'),
    })
      .optional()
      .describe('the record of the board’s calibration, without which no result is one of hardware'),
    weights: z
      .record(z.string(), z.tuple([index, index]))
      .refine((weights) => Object.keys(weights).length > 0, 'expected at least one weight on the board')
      .describe(
        'which weights are devices on the board, and where: C0: [row, column], from 0; A4_1 is action 1 in cell 4',
      ),
    reference: settings({
      row: index.describe('the row that it is in'),
      ohms: positive.default(9990).describe('its resistance'),
    })
      .optional()
      .describe('the resistor that lets the array sum TD errors; without it the host sums single reads'),
    limits: limits.prefault({}).describe('what the board is allowed; beyond it host and board refuse'),
    read: read.prefault({}).describe('how devices are read'),
    floor: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .describe(
        'smallest sum that can be measured, as a change of weight; a smaller one counts as this much',
      ),
    start: start.prefault({}).describe('how devices are brought to the lower end of their windows'),
    heartbeatSeconds: z
      .number()
      .min(0.1)
      .max(60)
      .default(2)
      .describe('silence after which the board makes itself safe'),
  }),
);

/** A board as an experiment says it, complete. */
export type BoardSetup = z.infer<ReturnType<typeof boardForm>>;
