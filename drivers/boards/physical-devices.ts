import type { MeasuringConditions } from '../../devices/files/device-form.js';
import { RunError } from '../../src/core/errors.js';
import type { BoardSession, Place, SessionReading, SessionSum } from '../sessions/board-session.js';
import { FLAG, faultsIn } from '../sessions/flag.js';
import type { TimeBudget } from './time-budget.js';

/** A physical device that gives no valid reading: the run ends with its name, and nothing is learned from it. */
export class DeviceFault extends RunError {
  override name = 'DeviceFault';
}

/** A memristor on a board: its place, its window in siemens, and the pulses and the voltage of its measurement. */
export interface PhysicalDevice {
  /** its name in messages */
  readonly name: string;
  readonly place: Place;
  readonly lowest: number;
  readonly highest: number;
  readonly conditions: MeasuringConditions;
}

/** How physical devices are read and pulsed. */
export interface PhysicalSettings {
  /** maximum voltage of a read, positive or negative; more would disturb the state */
  readonly readLimit: number;
  readonly settleSeconds: number;
  /** conversions that one reading averages */
  readonly averages: number;
  /** maximum number of pulses in a train */
  readonly trainPulses: number;
  /** flagged readings of one device in a row after which the run ends */
  readonly hits: number;
  /** maximum number of pulses that a device gets, to limit its wear */
  readonly pulsesPerDevice: number;
}

/** A reading more than this factor outside the device's window ends the run: the device is open or shorted. A choice. */
const BEYOND = 100;

/** Some memristors on a board, pulsed and read one by one; a flagged reading is never used as a number. */
export class PhysicalDevices {
  /** last reading of each device, siemens */
  readonly conductance: Float64Array;
  /** pulses whose delivery is not confirmed */
  readonly uncertain: Float64Array;

  /** @param signal stops before the next exchange with the board @param worn pulses that each device got so far, of both signs */
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

  /** Sends pulses to device k (+ SET, − RESET) and returns the number of confirmed ones; a compliance or a reset can end a train early. */
  async pulse(k: number, pulses: number): Promise<number> {
    const { place, conditions } = this.devices[k];
    const { volts, widthSeconds } = pulses > 0 ? conditions.set : conditions.reset;
    const maximum = Math.min(this.session.capabilities.pulsesMax, this.settings.trainPulses);
    this.refuseWear(k, Math.abs(pulses));
    let given = 0;
    for (let left = Math.abs(pulses); left > 0; left -= maximum) {
      const count = Math.min(left, maximum);
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
          `${labelOf(this.devices[k])}: none of ${count} pulses was delivered: ${faultsIn(flags) || 'the board gives no reason'}`,
        );
      break;
    }
    return Math.sign(pulses) * given;
  }

  /** Reads device k at its read voltage into `conductance`. */
  async read(k: number): Promise<void> {
    const { place, conditions } = this.devices[k];
    const microvolts = micro(conditions.readVolts);
    const { picoamps, microvolts: applied } = await this.readUntilValid(
      labelOf(this.devices[k]),
      (settle, averages) => this.session.read(place, microvolts, settle, averages),
      (reading) => implausible(this.devices[k], reading),
    );
    if (applied === 0)
      throw new DeviceFault(
        `${labelOf(this.devices[k])}: got a reading at 0 µV: expected ${microvolts} µV, or the nearest voltage that the board can make`,
      );
    this.conductance[k] = (picoamps * 1e-12) / (applied * 1e-6);
  }

  /** Reads until a reading has no fault. @throws DeviceFault after `hits` faulty readings in a row */
  async readUntilValid<Reading extends SessionSum>(
    name: string,
    read: (settleNanos: number, averages: number) => Promise<Reading>,
    faultOf: (reading: Reading) => string = () => '',
  ): Promise<Reading> {
    const { settleSeconds, averages, hits } = this.settings;
    let fault = '';
    for (let hit = 0; hit < hits; hit++) {
      const reading = await this.ask(() => read(nano(settleSeconds), averages), settleSeconds * averages);
      fault = faultsIn(reading.flags) || faultOf(reading);
      if (fault === '') return reading;
    }
    throw new DeviceFault(
      `${name}: got ${hits} flagged readings in a row (${fault}): check the device, or place its weight on another one`,
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
      `${this.devices[k].name}: got ${pulses} pulses in addition to ${this.worn[k]}: expected at most ${pulsesPerDevice} in total (limits.pulsesPerDevice)`,
    );
  }
}

/** What is wrong with a reading that the board did not flag; empty if nothing is. */
function implausible({ lowest, highest }: PhysicalDevice, { picoamps, microvolts }: SessionReading): string {
  if (microvolts === 0) return '';
  const siemens = picoamps / microvolts / 1e6;
  if (siemens >= lowest / BEYOND && siemens <= highest * BEYOND) return '';
  return `it conducts ${Number((siemens * 1e6).toPrecision(2))} µS`;
}

/** A device in a message: its name and its cell. */
export function labelOf({ name, place: { row, column } }: PhysicalDevice): string {
  return `${name} (row ${row}, column ${column})`;
}

function clipped(device: PhysicalDevice): RunError {
  return new RunError(
    `${labelOf(device)}: the board clipped pulses: expected it to refuse what is beyond its limits`,
  );
}

function micro(volts: number): number {
  return Math.round(volts * 1e6);
}

function nano(seconds: number): number {
  return Math.round(seconds * 1e9);
}
