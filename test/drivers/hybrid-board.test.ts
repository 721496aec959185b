import { describe, expect, it } from 'vitest';
import { HybridBoard } from '../../drivers/boards/hybrid-board.js';
import { PhysicalPart } from '../../drivers/boards/physical-part.js';
import { RetentionBank } from '../../devices/wrappers/retention.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { ReadBatch } from '../../src/core/read-batch.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { boardContract } from '../contracts/board.js';
import { observationOf } from '../core/observation-of.js';
import { ArraySession } from './array-session.js';
import { devicesOn, OHMS, products, quietBank, SIDE } from './physical-board.js';

const STEPS = 1e-10;

function hybrid(cells: readonly number[]) {
  const [physical, emulated] = [quietBank(), quietBank()];
  const session = new ArraySession(physical, SIDE, OHMS);
  const heard: [column: number, expected: number, measured: number, devices: number][] = [];
  const part = new PhysicalPart(devicesOn(session, cells), cells, SIDE, SIDE * SIDE, products, (...sum) =>
    heard.push(sum),
  );
  return {
    part,
    board: new HybridBoard(new SimulatedBoard(emulated, SIDE), part),
    session,
    physical,
    emulated,
    heard,
  };
}

boardContract('hybrid board with two physical devices in a column', () => hybrid([1, 4]).board, STEPS);
boardContract('hybrid board with physical devices here and there', () => hybrid([0, 5, 7, 8]).board, STEPS);
boardContract('hybrid board, all physical', () => hybrid([0, 1, 2, 3, 4, 5, 6, 7, 8]).board, STEPS);
boardContract('hybrid board, all emulated', () => hybrid([]).board);

describe('a hybrid board', () => {
  it('pulses physical devices on the board only, and emulated ones not there', async () => {
    const { board, session, physical, emulated } = hybrid([0, 3]);
    const batch = new UpdateBatch(2);
    batch.add(0, 0.1);
    batch.add(1, 0.1);
    batch.pulses.set([20, 20]);
    await board.program(batch);
    expect(session.sent).toEqual(['TRAIN 2500000 1500 20', 'READ']);
    const moved = ({ conductance, lowest }: typeof physical) =>
      [...conductance.keys()].filter((d) => conductance[d] !== lowest[d]);
    expect([moved(physical), moved(emulated)]).toEqual([[0], [1]]);
  });

  it('refuses a transposed product', () => {
    const { board, session } = hybrid([0, 3]);
    expect(() => board.multiply(new ReadBatch(0, 1, [1], true))).toThrow(
      'got a transposed product: expected one that drives rows and reads columns',
    );
    expect(session.sent).toEqual([]);
  });

  it('lets time pass for emulated devices, where theirs changes them', () => {
    const retention = { seconds: 1, kelvin: 300, electronvolts: 1.35 };
    const emulated = new RetentionBank(quietBank(), retention);
    const { part } = hybrid([0]);
    const board = new HybridBoard(new SimulatedBoard(emulated, SIDE), part);
    emulated.conductance[1] = emulated.highest[1]!;
    board.rest!(1e9, 300);
    expect(emulated.conductance[1]).toBe(emulated.lowest[1]);
    expect(hybrid([0]).board.rest).toBeUndefined();
  });

  it('answers in the call where nothing physical is asked for', () => {
    const { board, session } = hybrid([0, 3]);
    board.calibrate(new Float64Array(9).fill(0.1), 2e-6);
    const batch = new UpdateBatch(1);
    batch.add(1, 0.1);
    expect(board.program(batch)).toBeUndefined();
    const actors = new ReadBatch(1, 2);
    actors.drive(observationOf(1, 1, 0));
    expect(board.multiply(actors)).toBeUndefined();
    expect(session.sent).toEqual([]);
  });

  it('tells of each sum over physical devices: expected from their last readings, and measured', async () => {
    const { board, heard, physical } = hybrid([0, 3]);
    board.calibrate(
      board.lowest.map((low, d) => 2e-6 / (board.highest[d] - low)),
      2e-6,
    );
    const batch = new UpdateBatch(2);
    batch.add(0, 0.1);
    batch.add(3, 0.2);
    batch.pulses.set([60, 100]);
    await board.program(batch);
    const read = new ReadBatch(0, 1, [-0.2, 0.18]);
    read.drive(observationOf(1, 0, 0));
    read.drive(observationOf(0, 1, 0));
    await board.multiply(read);
    const [w0, w1] = [0, 3].map(
      (d) => (physical.conductance[d] - physical.lowest[d]) / (physical.highest[d] - physical.lowest[d]),
    );
    const [[column, expected, measured, devices]] = heard;
    expect([column, devices]).toEqual([0, 2]);
    expect(expected).toBeCloseTo(0.18 * w1 - 0.2 * w0, 4);
    expect(measured).toBeCloseTo(expected, 4);
  });
});
