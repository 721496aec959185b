import { it } from 'vitest';
import { firmwareUnderFaults } from './firmware-under-faults.js';

// test/deep takes five times as many.
it('delivers at the pins what it acknowledges, or says that it does not know, under any faults', async () => {
  await firmwareUnderFaults(60);
});
