import { expect, it } from 'vitest';
import { RunError } from '../../../../src/core/errors.js';
import { zerosFrom } from '../../../../drivers/protocols/mbp/parse-answers.js';
import { CountingCells, Rig } from './rig.js';

/** Cells whose columns carry a current of their own. */
class Leaking extends CountingCells {
  override current(column: number, volts: Float64Array): number {
    return super.current(column, volts) + (column + 1) * 1e-6;
  }
}

it('a board that measures its zeros subtracts them once it is armed; the host keeps them with the time', async () => {
  const rig = new Rig({ measuresZeros: true, calibrated: false }, 1, new Leaking());
  const session = await rig.open(rig.cable().host);
  expect(rig.journal.filter((entry) => 'zeros' in entry)).toEqual([
    { zeros: { uptime: expect.any(Number), microvolts: [0, 0, 0, 0], picoamps: [1_000_000, 2_000_000] } },
  ]);
  const { picoamps } = await rig.clock.until(session.read({ row: 3, column: 1 }, 100_000, 1000, 16));
  expect(Math.abs(picoamps - 5_000_000)).toBeLessThan(30);
});

it('a board that does not is not asked, and reads them with the rest', async () => {
  const rig = new Rig({}, 1, new Leaking());
  const session = await rig.open(rig.cable().host);
  expect(rig.journal.filter((entry) => 'zeros' in entry)).toEqual([]);
  const { picoamps } = await rig.clock.until(session.read({ row: 3, column: 1 }, 100_000, 1000, 16));
  expect(Math.abs(picoamps - 7_000_000)).toBeLessThan(30);
});

it('an answer of another size is refused', () => {
  expect(() => zerosFrom(['5', '0', '0'], 4, 2)).toThrow(RunError);
  expect(() => zerosFrom(['5', '0', '0'], 4, 2)).toThrow(
    'the board must answer ZERO with 7 integers, got "5 0 0"',
  );
});
