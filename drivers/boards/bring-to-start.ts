import { DeviceFault, type PhysicalDevices } from './physical-devices.js';

/** When a physical device counts as reset to the lower end of its window. */
export interface StartSettings {
  /** maximum weight at the start, in units of the window */
  readonly tolerance: number;
  /** RESET pulses of one attempt, and maximum in total */
  readonly attempt: number;
  readonly pulses: number;
}

/** How a device was brought to its start: RESET pulses sent, and the weight afterwards. */
export interface Started {
  readonly name: string;
  readonly pulses: number;
  readonly weight: number;
}

/**
 * Brings every physical device to the lower end of its window, where learning starts: RESET pulses and a read, repeated.
 *
 * @throws DeviceFault for a device that cannot be reset
 */
export async function bringToStart(physical: PhysicalDevices, settings: StartSettings): Promise<Started[]> {
  const started: Started[] = [];
  for (const k of physical.devices.keys()) started.push(await bring(physical, k, settings));
  return started;
}

async function bring(physical: PhysicalDevices, k: number, settings: StartSettings): Promise<Started> {
  const { name, lowest, highest } = physical.devices[k];
  const { tolerance, attempt } = settings;
  const weight = async () => {
    await physical.read(k);
    return (physical.conductance[k] - lowest) / (highest - lowest);
  };
  let pulses = 0;
  let present = await weight();
  for (let sent = attempt; present > tolerance; sent += attempt) {
    if (sent > settings.pulses) {
      throw new DeviceFault(
        `${name} could not be reset: weight ${present.toPrecision(3)} after ${pulses} pulses (limit ${tolerance}). Check the cell, or raise start.pulses.`,
      );
    }
    pulses -= await physical.pulse(k, -attempt);
    present = await weight();
  }
  return { name, pulses, weight: present };
}
