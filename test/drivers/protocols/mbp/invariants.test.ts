import { it } from 'vitest';
import { Rig } from './rig.js';
import { underFaults } from './schedule.js';

const SCHEDULES = Number(process.env['MEMLOOP_SCHEDULES'] ?? 10_000);

it('delivers what it acknowledges, or says that it does not know, under any faults', async () => {
  await underFaults(SCHEDULES, () => new Rig());
}, 300_000);
