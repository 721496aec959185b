import { it } from 'vitest';
import { Rig } from './rig.js';
import { underFaults } from './schedule.js';

// test/deep takes ten times as many.
it('delivers what it acknowledges, or says that it does not know, under any faults', async () => {
  await underFaults(1000, () => new Rig());
});
