import type { MeasuringConditions } from '../../devices/files/device-form.js';
import { RunError } from '../../src/core/errors.js';
import type { BoardSession, Place, SessionReading, SessionSum } from '../sessions/board-session.js';
import { DeviceFault } from './device-fault.js';
import { FLAG } from '../sessions/flag.js';
import { faultsIn } from '../sessions/reading-flags.js';
import type { TimeBudget } from './time-budget.js';

/** A memristor on a board: where it is, its window in siemens, and what it is pulsed and read with. */
export interface PhysicalDevice {
  /** how messages call it */
  readonly name: string;
  readonly place: Place;
  readonly lowest: number;
  readonly highest: number;
  readonly conditions: MeasuringConditions;
}

/** How physical devices are treated. */
export interface PhysicalSettings {
  /** most volts of any read, either sign; more would disturb the state */
  readonly readLimit: number;
  readonly settleSeconds: number;
  /** conversions of one reading */
  readonly averages: number;
  /** most pulses of a train */
  readonly trainPulses: number;
  /** flagged answers of one device, one after the other, after which it is given up */
  readonly hits: number;
  /** most pulses that a device is sent, for its wear */
  readonly pulsesPerDevice: number;
}

/** How many times beyond its window a device cannot be, and is a break or a bridge. A choice. */
const BEYOND = 100;

/** Some memristors on a board, pulsed and read one by one; a flagged reading never becomes a number. */
export class PhysicalDevices {
  /** siemens, as last read */
  readonly conductance: Float64Array;
  /** pulses of which nobody knows whether they were given */
  readonly uncertain: Float64Array;

  /** @param signal stops before the next exchange with the board @param worn pulses that each was sent so far, either sign */
  constructor(
    readonly session: BoardSession,
    readonly devices: readonly PhysicalDevice[],
    readonly settings: PhysicalSettings,
    private readonly budget: TimeBudget,
    private readonly signal?: AbortSignal,
    private readonly worn = new Float64Array(devices.length),
  ) {
    this.conductance = Float64Array.from(devices, ({ lowest }) => lowest);
    this.uncertain = new Float64Array(devices.length);
  }

  /** Sends pulses to device k, + SET, − RESET, and gives how many it surely got: fewer where compliance or a reset ended a train. */
  async pulse(k: number, pulses: number): Promise<number> {
    const { place, conditions } = this.devices[k];
    const { volts, widthSeconds } = pulses > 0 ? conditions.set : conditions.reset;
    const most = Math.min(this.session.capabilities.pulsesMax, this.settings.trainPulses);
    this.refuseWear(k, Math.abs(pulses));
    let given = 0;
    for (let left = Math.abs(pulses); left > 0; left -= most) {
      const count = Math.min(left, most);
      const train = {
        ...place,
        microvolts: micro(volts),
        widthNanos: nano(widthSeconds),
        periodNanos: nano(conditions.periodSeconds),
        count,
      };
      const outcome = await this.ask(() => this.session.train(train), count * conditions.periodSeconds);
      const { done, uncertain = 0, flags } = outcome;
      given += done;
      this.uncertain[k] += uncertain;
      this.worn[k] += done + uncertain;
      if ((flags & FLAG.clipped) !== 0) throw clipped(this.devices[k]);
      if (done === count && faultsIn(flags) === '') continue;
      if (done + uncertain === 0)
        throw new DeviceFault(
          `${called(this.devices[k])}: none of ${count} pulses: ${faultsIn(flags) || 'no reason told'}`,
        );
      break;
    }
    return Math.sign(pulses) * given;
  }

  /** Reads device k at its read voltage into `conductance`. */
  async read(k: number): Promise<void> {
    const { place, conditions } = this.devices[k];
    const microvolts = micro(conditions.readVolts);
    const { picoamps, microvolts: applied } = await this.sound(
      called(this.devices[k]),
      (settle, averages) => this.session.read(place, microvolts, settle, averages),
      (reading) => implausible(this.devices[k], reading),
    );
    if (applied === 0)
      throw new DeviceFault(
        `${called(this.devices[k])}: got a reading at 0 µV: expected one at ${microvolts} µV, or the nearest that the board has`,
      );
    this.conductance[k] = (picoamps * 1e-12) / (applied * 1e-6);
  }

  /** Reads until an answer is sound. @throws DeviceFault after as many flagged ones as are put up with */
  async sound<Reading extends SessionSum>(
    name: string,
    read: (settleNanos: number, averages: number) => Promise<Reading>,
    doubt: (reading: Reading) => string = () => '',
  ): Promise<Reading> {
    const { settleSeconds, averages, hits } = this.settings;
    let fault = '';
    for (let hit = 0; hit < hits; hit++) {
      const reading = await this.ask(() => read(nano(settleSeconds), averages), settleSeconds * averages);
      fault = faultsIn(reading.flags) || doubt(reading);
      if (fault === '') return reading;
    }
    throw new DeviceFault(
      `${name}: got ${hits} flagged readings in a row (${fault}): expected a working device, or another one in its place`,
    );
  }

  private async ask<Answer>(question: () => Promise<Answer>, seconds: number): Promise<Answer> {
    this.signal?.throwIfAborted();
    return this.budget.wait(question, seconds);
  }

  private refuseWear(k: number, pulses: number): void {
    const { pulsesPerDevice } = this.settings;
    if (this.worn[k] + pulses <= pulsesPerDevice) return;
    throw new RunError(
      `${this.devices[k].name}: got ${pulses} pulses more after ${this.worn[k]}: expected at most ${pulsesPerDevice} in all (limits.pulsesPerDevice)`,
    );
  }
}

/** What a reading says of a device that its board found nothing wrong with. */
function implausible({ lowest, highest }: PhysicalDevice, { picoamps, microvolts }: SessionReading): string {
  if (microvolts === 0) return '';
  const siemens = picoamps / microvolts / 1e6;
  if (siemens >= lowest / BEYOND && siemens <= highest * BEYOND) return '';
  return `it conducts ${Number((siemens * 1e6).toPrecision(2))} µS`;
}

/** A device in a message: its name, and the cell that is to be looked at. */
export function called({ name, place: { row, column } }: PhysicalDevice): string {
  return `${name} (row ${row}, column ${column})`;
}

function clipped(device: PhysicalDevice): RunError {
  return new RunError(
    `${called(device)}: got pulses that the board clipped: expected it to refuse what is beyond its limits`,
  );
}

function micro(volts: number): number {
  return Math.round(volts * 1e6);
}

function nano(seconds: number): number {
  return Math.round(seconds * 1e9);
}
