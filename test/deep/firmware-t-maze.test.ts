import { it } from 'vitest';
import { learnTwice, WHOLE } from '../firmware/firmware-runs.js';

it('the T-maze is learned with the whole critic, summed by the host, twice to the bit, and no pin goes beyond the limits', async () => {
  await learnTwice('the whole critic', WHOLE, 'host-sum');
});
