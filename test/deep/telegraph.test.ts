import { describe, expect, it } from 'vitest';
import { expectLevels } from '../devices/levels-found.js';
import { smoothNoises, STEPPED, stepsFound } from '../devices/steps-found.js';

describe('telegraph noise', () => {
  // Two levels must be e¹⁵ times as likely, so that false alarms are rarer than 1 %.
  it.each(smoothNoises)(
    'is not found in %s noise',
    (name, noise) => {
      expect(stepsFound(8, { pulses: 100, cycles: 6 }, noise, name)).toBe(0);
    },
    180_000,
  );

  it('is found in steps of three times the white noise', () => {
    const steps = { height: 0.1, dwell: 12 };
    expect(stepsFound(2, { pulses: 200, cycles: 10 }, STEPPED, 'steps', steps)).toBe(4);
  }, 120_000);

  it.each([5, 200])('is found, and does not count as accumulating: dwell %i', expectLevels);
});
