import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { decodeLine, encodeRequest } from '../../drivers/protocols/mbp/frame.js';
import { TRAIN } from '../drivers/protocols/mbp/rig.js';
import { FirmwareRig } from './firmware-rig.js';

/** Parts as bad as their data sheets allow, volts. */
const OFFSETS = {
  rows: [8e-3, -6e-3, 30e-3, -40e-3],
  columns: [0.4e-3, -0.4e-3, 0.25e-3, 0],
  sampling: 8e-3,
  comparator: -30e-3,
};
const LIMITS = [-1200000, 1200000, 200000, 100000000, 10000, 100, 1000000];

/** A board of such parts, with noise of 0.4 counts at its converter. */
async function imperfect(offsets = OFFSETS) {
  const rig = new FirmwareRig();
  const random = new RandomStream('converter');
  const drawn = new Float64Array(1);
  const noise = () => {
    random.normals(drawn, 1);
    return 1.6e-3 * drawn[0];
  };
  Object.assign(rig.array, { offsets, noise });
  await rig.clock.pass(50);
  await rig.answers(encodeRequest(0, 0, 'HELLO', [1, '5D1C']));
  let seq = 0;
  const ask = async (verb: string, ...args: (string | number)[]) => {
    const frame = decodeLine((await rig.answers(encodeRequest(++seq, 1, verb, args), 120)).at(-1)!);
    if (frame?.kind === 'reply') return frame.values.map(Number);
    return frame?.kind === 'refusal' ? [frame.code] : [];
  };
  await ask('LIMITS', ...LIMITS);
  /** the largest relative error of 16 cells of 50 µS at 0.1 V */
  const worst = async () => {
    let worst = 0;
    for (let cell = 0; cell < 16; cell++) {
      const [picoamps] = await ask('READ', cell >> 2, cell & 3, 100_000, 1000, 64);
      worst = Math.max(worst, Math.abs(Number(picoamps) / 5e6 - 1));
    }
    return worst;
  };
  return { rig, ask, worst };
}

describe('a board whose parts are off', () => {
  it('reads 38 % wrong until it is armed, and then within half a step and an amplifier', async () => {
    const { worst, ask, rig } = await imperfect();
    const before = await worst();
    expect(before).toBeGreaterThan(0.38);
    await ask('ARM', 1000);
    // 0.5 mV and 0.8 mV of 100 mV, and half a count of 125
    expect(await worst()).toBeLessThan(0.017);
    expect(rig.array.highestCell).toBeLessThan(0.141);
  });

  it('tells what it measured: when, microvolts of the rows, picoamperes of the columns', async () => {
    const { ask } = await imperfect();
    expect((await ask('ZERO'))[0]).toBe(-1);
    await ask('ARM', 1000);
    const [at, ...zeros] = (await ask('ZERO')).map(Number);
    expect(at).toBeGreaterThan(100);
    // Rows against column 0, whose amplifier is off by 0.4 mV
    for (const [row, volts] of OFFSETS.rows.entries())
      expect(Math.abs(zeros[row] - (volts - OFFSETS.columns[0]) * 1e6)).toBeLessThan(250);
    for (const [column, volts] of OFFSETS.columns.entries())
      expect(Math.abs(zeros[4 + column] + ((volts + OFFSETS.sampling) / 100e3) * 1e12)).toBeLessThan(30_000);
    expect(zeros).toHaveLength(8);
  });

  it.each([
    ['a row', { ...OFFSETS, rows: [0, 0, 49e-3, 0] }],
    ['a column', { ...OFFSETS, columns: [0, 0, -90e-3, 0] }],
    ['the comparator, which is never below,', { ...OFFSETS, comparator: -5 }],
    ['the comparator, which is always below,', { ...OFFSETS, comparator: 5 }],
    ['the converter of the threshold, too low,', { ...OFFSETS, comparator: -95e-3 }],
    ['the converter of the threshold, too high,', { ...OFFSETS, comparator: 95e-3 }],
  ])('is not armed where %s is broken', async (_, offsets) => {
    const { ask, rig } = await imperfect(offsets);
    expect(await ask('ARM', 1000)).toEqual(['HW']);
    expect(rig.array.armed).toBe(false);
    expect(await ask('TRAIN', 0, 0, 1000000, 10000, 500000, 1, 0)).toEqual(['UNARMED']);
  });

  it.each([1, -1])('ends pulses at its limit of 100 µA, within 1.5 %, of sign %i', async (sign) => {
    const { ask, rig } = await imperfect({ ...OFFSETS, rows: [0, 0, 0, 0] });
    await ask('ARM', 1000);
    rig.cells.siemens[5] = 98.5e-6;
    expect(await ask('TRAIN', 1, 1, sign * 1e6, 10000, 500000, 3, 0)).toEqual([3, 3, 0]);
    rig.cells.siemens[5] = 101.5e-6;
    expect(await ask('TRAIN', 1, 1, sign * 1e6, 10000, 500000, 3, 0)).toEqual(['COMPL']);
  });

  it.each([
    [1, -80e-3],
    [1, 60e-3],
    [1, 80e-3],
    [-1, -80e-3],
    [-1, -60e-3],
    [-1, 80e-3],
  ])(
    'never ends pulses later than at the largest limit: sign %i, comparator off by %d V',
    async (sign, off) => {
      const { ask, rig } = await imperfect({ ...OFFSETS, rows: [0, 0, 0, 0], comparator: off });
      await ask('LIMITS', ...LIMITS.with(3, 219_000_000));
      await ask('ARM', 1000);
      // 1.99 V and 80 mV are 23 mV beyond the converter's range, which is 2.5 µA.
      rig.cells.siemens[5] = 215e-6;
      expect(await ask('TRAIN', 1, 1, sign * 1e6, 10000, 500000, 3, 0)).toEqual([3, 3, 0]);
      rig.cells.siemens[5] = 220.5e-6;
      expect(await ask('TRAIN', 1, 1, sign * 1e6, 10000, 500000, 3, 0)).toEqual(['COMPL']);
    },
  );

  it('is asked for its zeros by the host, which keeps them in its journal', async () => {
    const rig = new FirmwareRig();
    rig.array.offsets = OFFSETS;
    await rig.clock.pass(50);
    const session = await rig.open(rig.cable().host);
    expect(session.capabilities.measuresZeros).toBe(true);
    const noted = rig.journal.filter((entry) => 'zeros' in entry);
    expect(noted).toEqual([
      { zeros: { uptime: expect.any(Number), microvolts: expect.any(Array), picoamps: expect.any(Array) } },
    ]);
    expect(await rig.clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
  });
});
