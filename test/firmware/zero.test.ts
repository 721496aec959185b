import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { FLAG } from '../../drivers/sessions/flag.js';
import { BoardRefused } from '../../drivers/sessions/errors.js';
import { TRAIN } from '../drivers/protocols/mbp/rig.js';
import { FirmwareRig } from './firmware-rig.js';

/** Typical parts of the data sheets, and worse: volts. */
const OFFSETS = {
  rows: [8e-3, -6e-3, 30e-3, -40e-3],
  columns: [0.4e-3, -0.4e-3, 0.25e-3, 0],
  sampling: 8e-3,
  comparator: -30e-3,
};

/** A board of such parts, with noise of 0.4 counts at its converter. */
async function imperfect(offsets = OFFSETS) {
  const rig = new FirmwareRig();
  const random = new RandomStream('converter');
  const drawn = new Float64Array(1);
  Object.assign(rig.array, {
    offsets,
    noise: () => {
      random.normals(drawn, 1);
      return 1.6e-3 * drawn[0];
    },
  });
  await rig.clock.pass(50);
  return rig;
}

describe('a board whose parts are off', () => {
  it('measures that when it is armed, and reads within a count and half a step of its voltage', async () => {
    const rig = await imperfect();
    const session = await rig.open(rig.cable().host);
    let worst = 0;
    for (let row = 0; row < 4; row++)
      for (let column = 0; column < 4; column++) {
        const { picoamps } = await rig.clock.until(session.read({ row, column }, 100_000, 1000, 64));
        worst = Math.max(worst, Math.abs(picoamps / 5e6 - 1));
      }
    // half a count of 125, half a millivolt and an amplifier's 0.8 mV of 100
    expect(worst).toBeLessThan(0.018);
    expect(worst).toBeGreaterThan(1e-3);
  });

  it('reads tens of per cent wrong before it is armed', async () => {
    const rig = await imperfect();
    const session = await rig.open(rig.cable().host);
    rig.reset();
    await rig.clock.pass(50);
    await rig.clock.until(session.reopen(rig.cable().host));
    const { array } = rig;
    // As parts that changed after they were measured.
    array.offsets = { ...OFFSETS, rows: [0, 0, 0, 0].map((_, row) => OFFSETS.rows[row] * 2), sampling: 16e-3 };
    const { picoamps } = await rig.clock.until(session.read({ row: 3, column: 0 }, 100_000, 1000, 64));
    expect(Math.abs(picoamps / 5e6 - 1)).toBeGreaterThan(0.3);
    await rig.clock.until(session.reopen(rig.cable().host));
    const again = await rig.clock.until(session.read({ row: 2, column: 0 }, 100_000, 1000, 64)).catch(() => undefined);
    expect(again).toBeDefined();
  });
});
