import { describe, expect, it } from 'vitest';
import { refuseLimits } from '../../../../drivers/sessions/limits.js';
import { CAPABILITIES, LIMITS } from './rig.js';

describe('limits that a board cannot keep', () => {
  it.each([
    [{ microvoltsMin: -50_000_000 }, 'the limit of negative pulses: got -50 V: expected -2 to 0 V'],
    [{ microvoltsMax: 2_500_000 }, 'the limit of positive pulses: got 2.5 V: expected 0 to 2 V'],
    [{ readMicrovoltsMax: 0 }, 'the limit of reads: got 0 V: expected more than 0 and at most 2 V'],
    [{ picoampsMax: 500_000_000 }, 'the compliance: got 500 µA: expected more than 0 and at most 200 µA'],
    [{ nanosMax: 50 }, 'the limit of the pulse width: got 0.05 µs: expected 0.1 to 1000 µs'],
    [{ pulsesMax: 1001 }, 'the limit of pulses in a train: got 1001: expected 1 to 1000'],
    [{ picojoulesMax: 0 }, 'the limit of the energy of a train: got 0 µJ: expected more than 0 µJ'],
  ])('are refused in the units of a bench: %j', (changes, sentence) => {
    expect(() => refuseLimits({ ...LIMITS, ...changes }, CAPABILITIES)).toThrow(
      `${sentence}, which board C-7 can do`,
    );
    expect(() => refuseLimits(LIMITS, CAPABILITIES)).not.toThrow();
  });
});
