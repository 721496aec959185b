import type { MeasuringConditions } from '../../../devices/files/device-form.js';
import type { Board } from '../../../drivers/boards/board.js';
import { UsageError } from '../../core/errors.js';
import type { UpdateBatch } from '../../core/update-batch.js';

/** Temperature of the devices between steps: a room, 25 °C. */
export const ROOM = 298.15;

/** A board whose devices change while time passes. */
type RestingBoard = Board & Required<Pick<Board, 'rest'>>;

/** How time passes for devices. */
export interface Times {
  /** how long a learning step takes at least */
  readonly stepSeconds?: number;
  /** rest before each episode but the first */
  readonly pauseSeconds?: number;
  readonly kelvin?: number;
}

/**
 * Lets devices feel that a learning step takes time: a pulse period for each pulse of its longest train, and one period at least, or as long
 * as a step is said to take.
 */
export class DeviceRest {
  private readonly least: number;
  private readonly kelvin: number;
  private readonly longest = new Float64Array(1);

  /** @param period of pulses, seconds */
  constructor(
    private readonly boards: readonly RestingBoard[],
    private readonly period: number,
    { stepSeconds = 0, kelvin = ROOM }: Times,
  ) {
    this.least = Math.max(period, stepSeconds);
    this.kelvin = kelvin;
  }

  /** Lets the time of a step pass. @param batches updates that went to arrays side by side */
  after(batches: readonly UpdateBatch[]): void {
    this.longest[0] = this.least;
    for (let k = 0; k < batches.length; k++) this.lengthen(batches[k]);
    this.pass(this.longest[0]);
  }

  pass(seconds: number): void {
    const { boards, kelvin } = this;
    for (let k = 0; k < boards.length; k++) boards[k].rest(seconds, kelvin);
  }

  private lengthen({ pulses, shapes, count }: UpdateBatch): void {
    const { period, longest } = this;
    const up = shapes?.set?.period ?? period;
    const down = shapes?.reset?.period ?? period;
    let seconds = longest[0];
    for (let i = 0; i < count; i++) seconds = Math.max(seconds, pulses[i] * up, -pulses[i] * down);
    longest[0] = seconds;
  }
}

/** The longest period of pulses that is known, seconds; 0 where none is. */
export function longestPeriod(conditions: readonly (MeasuringConditions | undefined)[]): number {
  return conditions.reduce((longest, known) => Math.max(longest, known?.periodSeconds ?? 0), 0);
}

/**
 * How boards rest; undefined where no board's devices change on their own.
 *
 * @param period of pulses, seconds; 0 where it is not known @param times what an experiment says of time
 * @throws UsageError where time should pass and the period is not known
 */
export function deviceRest(
  boards: readonly Board[],
  period: number,
  times: Times = {},
): DeviceRest | undefined {
  const felt = boards.filter((board): board is RestingBoard => board.rest !== undefined);
  if (felt.length === 0) return undefined;
  if (Math.max(period, times.stepSeconds ?? 0) > 0) return new DeviceRest(felt, period, times);
  throw new UsageError(
    'devices: got devices that change with time, but no pulse period: expected conditions.periodSeconds in the device file, or array.stepSeconds in the experiment, which say how long a learning step takes',
  );
}
