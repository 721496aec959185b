import { describe, expect, it } from 'vitest';
import { HybridBoard } from '../../drivers/boards/hybrid-board.js';
import { PhysicalPart } from '../../drivers/boards/physical-part.js';
import { SerialBoard } from '../../drivers/boards/serial-board.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { boardContract } from '../contracts/board.js';
import { cableRig } from './cable-rig.js';
import { devicesOn, products, quietBank, SIDE } from './physical-board.js';

const CELLS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
/** Steps of 1 µV on each row times a window of 20 µS, and of 60 pA. */
const STEPS = 2e-10;

boardContract(
  'serial board over a cable that delivers in pieces',
  async () => new SerialBoard(devicesOn((await cableRig()).session, CELLS), SIDE, products),
  STEPS,
);
boardContract(
  'serial board over a cable that loses, doubles and garbles',
  async () => {
    const faults = { drop: 0.004, duplicate: 0.02, corrupt: 0.004, truncate: 0.004 };
    return new SerialBoard(devicesOn((await cableRig({ faults, seed: 5 })).session, CELLS), SIDE, products);
  },
  STEPS,
);
boardContract(
  'hybrid board over a cable that delivers in pieces',
  async () => {
    const cells = [1, 4, 6];
    const part = new PhysicalPart(devicesOn((await cableRig()).session, cells), cells, SIDE, 9, products);
    return new HybridBoard(new SimulatedBoard(quietBank(), SIDE), part);
  },
  STEPS,
);

describe('a serial board over a cable', () => {
  it('gives every pulse once, whatever the cable loses or doubles', async () => {
    const faults = { drop: 0.02, duplicate: 0.05, corrupt: 0.02 };
    const { session, cells, cable } = await cableRig({ faults, seed: 3 });
    const board = new SerialBoard(devicesOn(session, CELLS), SIDE, products);
    const batch = new UpdateBatch(1);
    batch.add(4, 0.1);
    for (let i = 0; i < 100; i++) {
      batch.pulses[0] = i % 2 === 0 ? 3 : -2;
      await board.program(batch);
    }
    expect([cells.positive[4], cells.negative[4]]).toEqual([150, 100]);
    expect(Object.values(cable.counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(20);
    await board.close();
  });

  it('gives an open and a shorted cell up, by name', async () => {
    const { session } = await cableRig({}, [
      { row: 0, column: 0, fault: 'open' },
      { row: 1, column: 1, fault: 'short' },
    ]);
    const board = new SerialBoard(devicesOn(session, CELLS), SIDE, products);
    const read = (device: number) => {
      const batch = new UpdateBatch(1);
      batch.add(device, 0);
      return board.read(batch);
    };
    await expect(read(0)).rejects.toThrow(
      'C0 (row 0, column 0): got 3 flagged readings in a row (the circuit looks open)',
    );
    await expect(read(4)).rejects.toThrow(
      'C4 (row 1, column 1): got 3 flagged readings in a row (the converter is saturated',
    );
    await read(1);
    await board.close();
  });
});
