import { DeviceFault } from './device-fault.js';
import type { PhysicalDevices } from './physical-devices.js';

/** When a physical device counts as being at its lower end. */
export interface StartSettings {
  /** largest weight that it may have, in units of its window */
  readonly tolerance: number;
  /** RESET pulses of one attempt, and in all */
  readonly attempt: number;
  readonly pulses: number;
}

/** How a device came to its start: RESET pulses sent, and the weight in the end. */
export interface Started {
  readonly name: string;
  readonly pulses: number;
  readonly weight: number;
}

/**
 * Brings every physical device to the lower end of its window, where learning starts: RESET, read, and again.
 *
 * @throws DeviceFault that names a device which does not get there
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
  for (let asked = attempt; present > tolerance; asked += attempt) {
    if (asked > settings.pulses) {
      throw new DeviceFault(
        `${name}: got the weight ${present.toPrecision(3)} after ${pulses} RESET pulses: expected at most ${tolerance}, where learning starts`,
      );
    }
    pulses -= await physical.pulse(k, -attempt);
    present = await weight();
  }
  return { name, pulses, weight: present };
}
