import { expect, it } from 'vitest';
import { emptyTally, Schedule } from '../drivers/mbp/schedule.js';
import { FirmwareRig } from './firmware-rig.js';

const SCHEDULES = Number(process.env['MEMLOOP_FIRMWARE_SCHEDULES'] ?? 300);

it('delivers at the pins what it acknowledges, or says that it does not know, under any faults', async () => {
  const tally = emptyTally();
  for (let seed = 0; seed < SCHEDULES; seed++) {
    const rig = new FirmwareRig();
    try {
      await new Schedule(seed, tally, rig).run();
      if (rig.array.highestCell > 1.2)
        tally.wrong.push(`schedule ${seed}: I5: ${rig.array.highestCell} V on a cell`);
      if (rig.array.highestRow > 1.2)
        tally.wrong.push(`schedule ${seed}: I5: ${rig.array.highestRow} V on a row`);
      if (rig.array.mostPulsed > 1)
        tally.wrong.push(`schedule ${seed}: ${rig.array.mostPulsed} cells pulsed at once`);
    } catch (error) {
      tally.wrong.push(`schedule ${seed}: ${(error as Error).stack}`);
    }
  }
  const { wrong, ...counts } = tally;
  process.stdout.write(`${JSON.stringify(counts)}\n`);
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(counts.delivered).toBe(counts.acknowledged);
}, 300_000);
