import { expect, it } from 'vitest';
import type { CharacteriseOrder } from '../../src/bench/characterise.js';
import { settingsThatDiffer } from '../../src/cli/bench/settings-that-differ.js';

const began: CharacteriseOrder = {
  place: { row: 3, column: 1 },
  set: { microvolts: 2_500_000, widthNanos: 1500 },
  reset: { microvolts: -2_700_000, widthNanos: 10_000 },
  periodNanos: 500_000,
  read: { microvolts: 200_000, settleNanos: 10_000, averages: 1 },
  cycles: 3,
  pulses: 30,
  prepare: false,
};

it('names the settings of a characterisation that are others, in the units of its options', () => {
  expect(settingsThatDiffer(structuredClone(began), began)).toBeUndefined();
  expect(settingsThatDiffer({ ...began, cycles: 4 }, began)).toBe('--cycles: got 4: expected 3');
  const reset = { microvolts: -2_650_000, widthNanos: 9500 };
  expect(settingsThatDiffer({ ...began, reset, prepare: true }, began)).toBe(
    '--prepare: got true: expected false; --reset-volts: got -2.65: expected -2.7; --reset-width-us: got 9.5: expected 10',
  );
});
