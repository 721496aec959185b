import { describe, expect, it } from 'vitest';
import { FLAG } from '../../drivers/sessions/flag.js';
import { LIMITS, TRAIN } from '../drivers/protocols/mbp/rig.js';
import { FirmwareRig } from './firmware-rig.js';

const CELL = TRAIN.row * 4 + TRAIN.column;
/** Of the comparator, from the data sheet. */
const DELAY = 0.5e-6;

/** An armed board whose limit is 100 µA. */
async function armed() {
  const rig = new FirmwareRig();
  const cable = rig.cable();
  await rig.clock.pass(50);
  const session = await rig.open(cable.host, { nanosMax: 100_000, picojoulesMax: 1_000_000 });
  expect(LIMITS.picoampsMax).toBe(100_000_000);
  return { rig, session };
}

/** Gives a train whose cell has 50 µS until it has been pulsed for some seconds in all, and then more. */
async function breakingDown(microvolts: number, siemens: number, after: number, widthNanos = 10_000) {
  const { rig, session } = await armed();
  const { array, board, cells } = rig;
  const steady = cells.current.bind(cells);
  cells.current = (column, volts) => {
    const begun = array.pulses.at(-1)?.start ?? Infinity;
    // The comparator sees it after its delay.
    if (board.milliseconds * 1e-3 - begun > after + DELAY) cells.siemens[CELL] = siemens;
    return steady(column, volts);
  };
  const outcome = await rig.clock.until(session.train({ ...TRAIN, microvolts, widthNanos }));
  return { rig, session, outcome, seconds: array.pulses.map(({ start, end }) => end - start) };
}

describe('the firmware ends a pulse at the compliance', () => {
  it.each([1_000_000, -1_000_000])(
    'of %i µV that is beyond it from its start: within 2 µs',
    async (microvolts) => {
      const { rig, session } = await armed();
      rig.cells.siemens[CELL] = 101e-6;
      expect(await rig.clock.until(session.train({ ...TRAIN, microvolts }))).toEqual({
        done: 1,
        flags: FLAG.compliance,
      });
      const [{ start, end }] = rig.array.pulses;
      expect(rig.array.pulses).toHaveLength(1);
      expect(end - start).toBeGreaterThan(1e-6);
      expect(end - start).toBeLessThan(2e-6);
      expect(rig.array.outputs.at(-1)!.on).toBe(false);
    },
  );

  it.each([
    [1_000_000, 0.5e-6, 10_000],
    [1_000_000, 1.2e-6, 10_000],
    [1_000_000, 2e-6, 10_000],
    [1_000_000, 2.9e-6, 10_000],
    [-1_000_000, 2e-6, 10_000],
    [1_000_000, 7e-6, 10_000],
    [-1_000_000, 7e-6, 10_000],
    [1_000_000, 8.1e-6, 10_000],
    [1_000_000, 50e-6, 100_000],
    [-1_000_000, 50e-6, 100_000],
  ])(
    'of %i µV whose current jumps after %d s of %i ns: within 2.6 µs',
    async (microvolts, after, widthNanos) => {
      const { outcome, seconds } = await breakingDown(microvolts, 1e-3, after, widthNanos);
      expect(outcome).toEqual({ done: 1, flags: FLAG.compliance });
      expect(seconds).toHaveLength(1);
      expect(seconds[0]).toBeGreaterThan(after + DELAY);
      expect(seconds[0]).toBeLessThan(after + (after > 5e-6 ? 1.8e-6 : 2.6e-6));
      expect(seconds[0]).toBeLessThan(widthNanos * 1e-9);
    },
  );

  it.each([1_000_000, -1_000_000])('and gives pulses of %i µV below it to their end', async (microvolts) => {
    const { outcome, seconds } = await breakingDown(microvolts, 99.8e-6, 3e-6);
    expect(outcome).toEqual({ done: 12, flags: 0 });
    for (const width of seconds) expect(width * 1e6).toBeCloseTo(10, 6);
  });

  it('and its next train begins as ever', async () => {
    const { rig, session } = await breakingDown(1_000_000, 1e-3, 3e-6);
    Object.assign(rig.cells, { current: Object.getPrototypeOf(rig.cells).current });
    rig.cells.siemens[CELL] = 50e-6;
    expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
    for (const { start, end } of rig.array.pulses.slice(1)) expect((end - start) * 1e6).toBeCloseTo(10, 6);
  });
});
