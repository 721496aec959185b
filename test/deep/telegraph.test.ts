import { describe, expect, it } from 'vitest';
import { smoothNoises, STEPPED, stepsFound } from '../devices/steps-found.js';

const SMALL = { pulses: 100, cycles: 6 };

describe('the telegraph test', () => {
  // At 1 % per device, more than 1 false alarm in 8 devices has a chance of 1 in 370.
  it.each(smoothNoises)(
    'raises few false alarms in %s noise',
    (name, noise) => {
      expect(stepsFound(8, SMALL, noise, name)).toBeLessThanOrEqual(1);
    },
    180_000,
  );

  it('finds steps of three times the white noise', () => {
    expect(stepsFound(4, SMALL, STEPPED, 'steps', { height: 0.1, dwell: 12 })).toBe(4);
  }, 120_000);
});
