import { describe, expect, it } from 'vitest';
import { bringToStart } from '../../drivers/boards/bring-to-start.js';
import { SerialBoard } from '../../drivers/boards/serial-board.js';
import { ReadBatch } from '../../src/core/read-batch.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { boardContract } from '../contracts/board.js';
import { observationOf } from '../core/observation-of.js';
import { ArraySession } from './array-session.js';
import { devicesOn, OHMS, products, quietBank, settings, SIDE } from './physical-board.js';

const CELLS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
/** Steps of 1 µV on each row times a window of 20 µS, and 1 pA. */
const STEPS = 1e-10;

function rig(rowset = 8) {
  const bank = quietBank();
  const session = new ArraySession(bank, SIDE, OHMS, rowset);
  return { bank, session };
}

boardContract('serial board', () => new SerialBoard(devicesOn(rig().session, CELLS), SIDE, products), STEPS);
boardContract(
  'serial board that cannot sum',
  () => new SerialBoard(devicesOn(rig(3).session, CELLS), SIDE, products),
  STEPS,
);

describe('a serial board', () => {
  it('says honestly who sums: the array, if it has a reference row and can drive as many rows as it takes', () => {
    const product = (rowset: number, more = {}) =>
      new SerialBoard(devicesOn(rig(rowset).session, CELLS), SIDE, { ...products, ...more }).product;
    expect([product(4), product(3), product(0)]).toEqual(['in-memory', 'host-sum', 'host-sum']);
    expect(product(3, { atOnce: 2 })).toBe('in-memory');
    expect(product(8, { reference: undefined })).toBe('host-sum');
  });

  it('makes the TD error in one read: three signed voltages, offsets cancelled on the reference row', async () => {
    const { session } = rig();
    const board = new SerialBoard(devicesOn(session, CELLS), SIDE, products);
    board.calibrate(new Float64Array(9).fill(0.1), 2e-6);
    const read = tdRead();
    session.sent.length = 0;
    await board.multiply(read);
    expect(session.sent).toEqual(['READSET 0,1,3']);
    // both devices are at G0: what is left is the reward
    expect(Math.abs(read.amperes[0] - 0.2 * 2e-6)).toBeLessThan(STEPS);
  });

  it('refuses a voltage that would disturb, of either sign, before it is sent', async () => {
    const { session } = rig();
    const board = new SerialBoard(devicesOn(session, CELLS), SIDE, { ...products, scale: 30 });
    board.calibrate(new Float64Array(9).fill(0.1), 2e-6);
    await expect(board.multiply(tdRead())).rejects.toThrow(
      'C0: got a read at -0.600 V: expected at most ±0.5 V (limits.readVolts)',
    );
    expect(session.sent).toEqual([]);
  });

  it('refuses a transposed product before anything is sent', async () => {
    const { session } = rig();
    const board = new SerialBoard(devicesOn(session, CELLS), SIDE, products);
    await expect(board.multiply(new ReadBatch(0, 1, [1], true))).rejects.toThrow('got a transposed product');
    expect(session.sent).toEqual([]);
  });

  it('takes the smallest measurable sum, with its sign, for anything below it', async () => {
    const { session } = rig();
    const board = new SerialBoard(devicesOn(session, CELLS), SIDE, { ...products, floor: 0.035 });
    board.calibrate(new Float64Array(9).fill(0.1), 2e-6);
    for (const [reward, y] of [
      [0.02, 0.035],
      [-0.001, -0.035],
      [0.2, 0.2],
    ]) {
      const read = tdRead(reward);
      await board.multiply(read);
      expect(Math.abs(read.amperes[0] / 2e-6 - y)).toBeLessThan(STEPS / 2e-6);
    }
  });

  it('pulses as the device was measured, in trains that the board takes, and reads each device back', async () => {
    const { session } = rig();
    const board = new SerialBoard(devicesOn(session, CELLS), SIDE, products);
    await board.program(pulses([0, 120], [4, -30], [5, 0]));
    expect(session.sent).toEqual([
      'TRAIN 2500000 1500 50',
      'TRAIN 2500000 1500 50',
      'TRAIN 2500000 1500 20',
      'TRAIN -2700000 10000 30',
      'READ',
      'READ',
      'READ',
    ]);
  });

  it('sends no more after a train that reached the compliance with its last pulse', async () => {
    const { session } = rig();
    session.trainFlags = 4;
    const batch = pulses([0, 120]);
    await new SerialBoard(devicesOn(session, CELLS), SIDE, products).program(batch);
    expect([batch.pulses[0], session.sent]).toEqual([50, ['TRAIN 2500000 1500 50', 'READ']]);
  });

  it('fails where a board applied no voltage, and learns no number from that', async () => {
    const { session } = rig();
    session.deaf = true;
    const board = new SerialBoard(devicesOn(session, CELLS), SIDE, products);
    await expect(board.program(pulses([0, 1]))).rejects.toThrow(
      'C0 (row 0, column 0): got a reading at 0 µV: expected 200000 µV',
    );
  });

  it('fails where a board clipped a pulse', async () => {
    const { session } = rig();
    session.trainFlags = 32;
    const board = new SerialBoard(devicesOn(session, CELLS), SIDE, products);
    await expect(board.program(pulses([0, 120]))).rejects.toThrow(
      'C0 (row 0, column 0): the board clipped pulses: expected it to refuse',
    );
    expect(session.sent).toEqual(['TRAIN 2500000 1500 50']);
  });

  it('tells what was delivered where compliance ended a train', async () => {
    const { session } = rig();
    session.most = 7;
    const batch = pulses([0, 30], [4, -2]);
    await new SerialBoard(devicesOn(session, CELLS), SIDE, products).program(batch);
    expect([...batch.pulses]).toEqual([7, -2]);
    session.most = 0;
    const board = new SerialBoard(devicesOn(session, CELLS), SIDE, products);
    await expect(board.program(pulses([1, 5]))).rejects.toThrow(
      'C1 (row 0, column 1): none of 5 pulses was delivered: the current reached the compliance',
    );
  });

  it('reads again where a reading is flagged, learns from none that is, and gives a device up that stays so', async () => {
    const { session } = rig();
    const board = new SerialBoard(devicesOn(session, CELLS), SIDE, products);
    const batch = pulses([0, 0]);
    session.flags = [1, 8];
    await board.read(batch);
    expect(batch.conductance[0]).toBeCloseTo(board.lowest[0], 9);
    batch.conductance[0] = 7;
    session.flags = [8, 8, 9];
    await expect(board.read(batch)).rejects.toThrow(
      'C0 (row 0, column 0): got 3 flagged readings in a row (the converter is saturated, the circuit looks open)',
    );
    expect(batch.conductance[0]).toBe(7);
    session.flags = [2];
    await board.read(batch);
    expect(batch.conductance[0]).toBeCloseTo(board.lowest[0], 9);
    session.instead = [1.3e-9, -1.3e-9, 0.02];
    await expect(board.read(batch)).rejects.toThrow('got 3 flagged readings in a row (it conducts 20000 µS)');
    session.instead = [1.3e-9, 0.02];
    await board.read(batch);
    expect(batch.conductance[0]).toBeCloseTo(board.lowest[0], 9);
  });

  it('refuses more pulses on a device than its wear allows, before it sends them', async () => {
    const { session } = rig();
    const physical = devicesOn(session, CELLS);
    Object.assign(physical, { settings: { ...settings, pulsesPerDevice: 10 } });
    const board = new SerialBoard(physical, SIDE, products);
    await board.program(pulses([0, 8]));
    await expect(board.program(pulses([0, 3]))).rejects.toThrow(
      'got 3 pulses in addition to 8: expected at most 10 in total',
    );
    expect(session.sent.filter((verb) => verb.startsWith('TRAIN'))).toHaveLength(1);
  });

  it('refuses cells that the board does not have, and the reference row', () => {
    const { session } = rig();
    const make = (change: object) => {
      const physical = devicesOn(session, CELLS);
      Object.assign(physical.devices[0], change);
      return () => new SerialBoard(physical, SIDE, products);
    };
    expect(make({ place: { row: 9, column: 0 } })).toThrow(
      'C0: got row 9, column 0: expected a cell of the board’s 4 rows and 3 columns',
    );
    expect(make({ place: { row: 3, column: 0 } })).toThrow('is the reference row; choose another row');
    expect(make({ place: { row: 0, column: 1 } })).toThrow(
      'C1: row 0, column 1 already holds C0; choose another cell',
    );
  });

  it('stops before the next exchange, and leaves the board without voltages', async () => {
    const { session } = rig();
    const stop = new AbortController();
    const board = new SerialBoard(devicesOn(session, CELLS, stop.signal), SIDE, products);
    stop.abort();
    await expect(board.program(pulses([0, 8]))).rejects.toThrow('abort');
    await board.close();
    expect(session.sent).toEqual(['SAFE', 'CLOSE']);
  });
});

describe('bringing devices to their start', () => {
  const start = { tolerance: 0.05, attempt: 40, pulses: 400 };

  it('resets each until it reads at its lower end', async () => {
    const { session, bank } = rig();
    const physical = devicesOn(session, [0, 4]);
    bank.pulse(pulses([0, 200], [4, 20]));
    const [far, near] = await bringToStart(physical, start);
    expect(far.pulses).toBeGreaterThan(near.pulses);
    for (const { weight } of [far, near]) expect(weight).toBeLessThanOrEqual(0.05);
    const again = await bringToStart(physical, start);
    expect(again.map(({ pulses }) => pulses)).toEqual([0, 0]);
  });

  it('gives up on a device that does not get there', async () => {
    const { session, bank } = rig();
    bank.pulse(pulses([0, 200]));
    bank.pulse = () => {};
    await expect(bringToStart(devicesOn(session, [0]), start)).rejects.toThrow(
      'C0 could not be reset: weight 1.00 after 400 pulses (limit 0.05)',
    );
  });
});

/** α (r + γ w1 − w0) as inputs, at a reward already times α. */
function tdRead(reward = 0.2): ReadBatch {
  const read = new ReadBatch(0, 1, [-0.2, 0.18]);
  read.drive(observationOf(1, 0, 0));
  read.drive(observationOf(0, 1, 0));
  read.reference[0] = reward;
  return read;
}

function pulses(...rows: readonly (readonly [device: number, pulses: number])[]): UpdateBatch {
  const batch = new UpdateBatch(rows.length);
  rows.forEach(([device, count], i) => {
    batch.add(device, count / 200);
    batch.pulses[i] = count;
  });
  return batch;
}
