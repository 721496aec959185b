import { it } from 'vitest';
import { underFaults } from '../drivers/protocols/mbp/schedule.js';
import { FirmwareRig } from './firmware-rig.js';

const SCHEDULES = Number(process.env['MEMLOOP_FIRMWARE_SCHEDULES'] ?? 300);

it('delivers at the pins what it acknowledges, or says that it does not know, under any faults', async () => {
  await underFaults(
    SCHEDULES,
    () => new FirmwareRig(),
    ({ array }) => {
      if (array.highestCell > 1.2) return `I5: ${array.highestCell} V on a cell`;
      if (array.highestRow > 1.2) return `I5: ${array.highestRow} V on a row`;
      return array.mostPulsed > 1 ? `${array.mostPulsed} cells pulsed at once` : undefined;
    },
  );
}, 300_000);
