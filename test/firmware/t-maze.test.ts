import { expect, it } from 'vitest';
import { lately, learnTwice, OHMS, prepared, runOn, SUMMED } from './firmware-runs.js';

// The whole critic, which takes longer, is in test/deep.
it('the T-maze is learned with three weights of the critic, summed in the array, twice to the bit, and no pin goes beyond the limits', async () => {
  await learnTwice('three weights of the critic', SUMMED, 'in-memory', { row: 3, ohms: OHMS });
});

it('the T-maze is learned on across a brown-out in the middle of a pulse', async () => {
  const { result, resets, unanswered, array } = await runOn(prepared(SUMMED, { row: 3, ohms: OHMS }), 100);
  expect(resets).toBe(1);
  expect(unanswered.length).toBe(1);
  expect(array.pulses.length).toBeGreaterThan(150);
  expect(lately(result)).toBeLessThan(12);
});
