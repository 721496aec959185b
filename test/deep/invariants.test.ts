import { describe, it } from 'vitest';
import { Rig } from '../drivers/protocols/mbp/rig.js';
import { underFaults } from '../drivers/protocols/mbp/schedule.js';
import { firmwareUnderFaults } from '../firmware/firmware-under-faults.js';

const SCHEDULES = Number(process.env['MEMLOOP_SCHEDULES'] ?? 10_000);
const FIRMWARE_SCHEDULES = Number(process.env['MEMLOOP_FIRMWARE_SCHEDULES'] ?? 300);

describe('under any faults, a board delivers what it acknowledges, or says that it does not know', () => {
  it('as the protocol', async () => {
    await underFaults(SCHEDULES, () => new Rig());
  }, 300_000);

  it('as the firmware, at its pins', async () => {
    await firmwareUnderFaults(FIRMWARE_SCHEDULES);
  }, 300_000);
});
