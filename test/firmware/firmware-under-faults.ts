import { underFaults } from '../drivers/protocols/mbp/schedule.js';
import { FirmwareRig } from './firmware-rig.js';

/** Runs that many schedules of faults on the firmware; no voltage and no pulse may go beyond what is allowed. */
export async function firmwareUnderFaults(schedules: number): Promise<void> {
  await underFaults(
    schedules,
    () => new FirmwareRig(),
    ({ array }) => {
      if (array.highestCell > 1.2) return `I5: ${array.highestCell} V on a cell`;
      if (array.highestRow > 1.2) return `I5: ${array.highestRow} V on a row`;
      return array.mostPulsed > 1 ? `${array.mostPulsed} cells pulsed at once` : undefined;
    },
  );
}
