import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import type { Board } from '../../drivers/boards/board.js';
import { MeteredBoard } from '../../drivers/boards/metered-board.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { PlaceCells } from '../../envs/place-cells.js';
import { WaterMaze } from '../../envs/water-maze.js';
import type { Observation } from '../../src/core/observation.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { ReadBatch } from '../../src/core/read-batch.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { boardContract } from '../contracts/board.js';
import { observationOf } from '../core/observation-of.js';
import { LinearBank } from '../devices/linear-bank.js';
import { later } from './later.js';

const measured = shippedDevices().devices[0].conditions!;
const G0 = 30e-6;
const G1 = 50e-6;

function simulated(rows = 3, columns = 3): SimulatedBoard {
  const ends = (end: number) => new Float64Array(rows * columns).fill(end);
  return new SimulatedBoard(new LinearBank(ends(G0), ends(G1), 120), columns);
}

function metered(board: Board = simulated(), readsBack = true): MeteredBoard {
  return new MeteredBoard(board, new Array(board.size).fill(measured), readsBack);
}

/** An update of so many pulses, a 120th of the window each. */
function update(device: number, pulses: number): UpdateBatch {
  const batch = new UpdateBatch(1);
  batch.add(device, pulses / 120);
  batch.pulses[0] = pulses;
  return batch;
}

boardContract('metered board', () => metered());
boardContract('metered board on a slow one', () => metered(later(simulated())));

describe('a metered board', () => {
  it('counts pulses and readings by device, and answers in the call if its board does', () => {
    const board = metered();
    expect(board.program(update(4, 60))).toBeUndefined();
    void board.program(update(4, -20));
    void board.program(update(5, 0));
    void board.read(update(4, 0));
    expect([...board.set]).toEqual([0, 0, 0, 0, 60, 0, 0, 0, 0]);
    expect([...board.reset]).toEqual([0, 0, 0, 0, 20, 0, 0, 0, 0]);
    expect([...board.reads()]).toEqual([0, 0, 0, 0, 3, 1, 0, 0, 0]);
  });

  it('charges V² G t: +2.5 V, 1.5 µs and −2.7 V, 10 µs at the mean conductance, reads at 0.2 V, 1 µs', () => {
    const board = metered();
    void board.program(update(4, 60));
    void board.program(update(4, -20));
    const set = 60 * 2.5 ** 2 * 1.5e-6 * 35e-6;
    const reset = 20 * 2.7 ** 2 * 10e-6 * (40e-6 - 1e-5 / 6);
    const reads = 0.2 ** 2 * 1e-6 * (40e-6 + 40e-6 - 1e-5 / 3);
    expect(board.costs().joules! / (set + reset + reads)).toBeCloseTo(1, 12);
    const product = new ReadBatch(1, 2);
    const env = waterMaze();
    product.drive(env.observation);
    const wide = metered(simulated(121, 3));
    void wide.multiply(product);
    expect(wide.costs().joules! / (2 * env.observation.count * 0.2 ** 2 * 1e-6 * 40e-6)).toBeCloseTo(1, 12);
    expect(board.costs().deviceSeconds).toBeCloseTo(60 * 1.5e-6 + 20 * 10e-6 + 2e-6, 15);
  });

  it('charges the shape that a batch gives its pulses, and the measured one where it gives none', () => {
    const board = metered(simulated(), false);
    const shaped = update(4, 60);
    shaped.shapes = { set: { volts: 1.2, seconds: 1e-7, period: 1e-5 } };
    void board.program(shaped);
    shaped.pulses[0] = -60;
    void board.program(shaped);
    void board.program(update(4, 60));
    const joules = 60 * 35e-6 * (1.2 ** 2 * 1e-7 + 2.7 ** 2 * 10e-6 + 2.5 ** 2 * 1.5e-6);
    expect(board.costs().joules! / joules).toBeCloseTo(1, 12);
    expect(board.costs().deviceSeconds).toBeCloseTo(60 * (1e-7 + 10e-6 + 1.5e-6), 15);
  });

  it('counts the reads of a transposed product: driven columns of the rows that are read, each once', () => {
    const board = metered(simulated(4, 3));
    const read = new ReadBatch(1, 2, [1, 0, -1], true);
    const column = (c: number) => observationOf(...[0, 1, 2].map((k) => (k === c ? 1 : 0)));
    const both = column(0);
    both.active.set([0, 2]);
    both.count = 2;
    const last = column(2);
    last.active.set([2]);
    last.count = 1;
    for (const seen of [both, column(1), last]) read.drive(seen);
    void board.multiply(read);
    expect([...board.reads()]).toEqual([0, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 0]);
    expect(board.costs().reads).toBe(4);
    expect(board.costs().joules! / (4 * 0.2 ** 2 * 1e-6 * 40e-6)).toBeCloseTo(1, 12);
  });

  it('takes any shape and lets time pass if its board does', () => {
    expect([metered().anyShape, metered().rest]).toEqual([false, undefined]);
    const rests: number[] = [];
    const flexible = Object.assign(new LinearBank(Float64Array.of(G0), Float64Array.of(G1), 120), {
      anyShape: true,
      rest: (...time: number[]) => void rests.push(...time),
    });
    const board = metered(new SimulatedBoard(flexible, 1));
    expect(board.anyShape).toBe(true);
    board.rest!(2, 300);
    expect(rests).toEqual([2, 300]);
  });

  it('counts what a slow board did when it has done it', async () => {
    const board = metered(later(simulated()));
    const pending = board.program(update(2, 7));
    expect(board.set[2]).toBe(0);
    await pending;
    await board.read(update(2, 0));
    expect([board.set[2], board.reads()[2]]).toEqual([7, 2]);
  });

  it('does not charge readings that nobody asked for', () => {
    const board = metered(simulated(), false);
    void board.program(update(4, 60));
    expect(board.reads().every((reads) => reads === 0)).toBe(true);
    expect(board.costs().joules).toBeCloseTo(60 * 2.5 ** 2 * 1.5e-6 * 35e-6, 20);
  });

  it('knows no joules and no device time without the conditions of every device', () => {
    const conditions = [...new Array<typeof measured>(8).fill(measured), undefined];
    const board = new MeteredBoard(simulated(), conditions);
    void board.program(update(0, 5));
    expect([board.costs().joules, board.costs().deviceSeconds, board.set[0]]).toEqual([null, null, 5]);
  });

  it('counts the reads of products as a walk over all devices does: driven rows once, whoever drives them', () => {
    const action = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60 }), fc.constantFrom(0, 0.9), (actions, discount) => {
        const board = metered(simulated(121, 9));
        const counted = new Float64Array(board.size);
        const act = new ReadBatch(1, 8);
        const learn = new ReadBatch(0, 1, [-1, discount]);
        const read = (batch: ReadBatch) => {
          void board.multiply(batch);
          const driving = batch.observation.slice(0, batch.count).filter((_, k) => batch.factor[k] !== 0);
          for (let row = 0; row < 121; row++) {
            if (driving.every(({ value }) => value[row] === 0)) continue;
            for (let c = 0; c < batch.columns; c++) counted[row * 9 + batch.first + c]++;
          }
        };
        const task = waterMaze();
        const drive = (batch: ReadBatch, ...seen: Observation[]) => {
          batch.clear();
          for (const observation of seen) batch.drive(observation);
          read(batch);
        };
        for (const action of actions) {
          const before = task.observation;
          drive(act, before);
          const { terminated } = task.step(action);
          if (terminated) drive(learn, before);
          else drive(learn, before, task.observation);
          if (terminated) task.reset();
        }
        expect(board.reads()).toEqual(counted);
        expect(board.costs().reads).toBe(counted.reduce((sum, reads) => sum + reads, 0));
      }),
      { numRuns: 30 },
    );
  });

  it('counts rows that are driven anywhere, as by spikes, each once', () => {
    const input = fc.array(fc.constantFrom(0, 0, 1), { minLength: 12, maxLength: 12 });
    const product = fc.record({ inputs: fc.array(input, { minLength: 1, maxLength: 2 }), first: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(product, { maxLength: 8 }), (products) => {
        const board = metered(simulated(12, 5));
        const counted = new Float64Array(board.size);
        for (const { inputs, first } of products) {
          const batch = new ReadBatch(first, 2, [1, -0.5]);
          for (const values of inputs) {
            const seen = observationOf(...values);
            seen.scattered = true;
            batch.drive(seen);
          }
          void board.multiply(batch);
          for (let row = 0; row < 12; row++)
            if (inputs.some((values) => values[row] === 1))
              for (let c = first; c < first + 2; c++) counted[row * 5 + c]++;
        }
        expect(board.reads()).toEqual(counted);
      }),
    );
  });
});

function waterMaze(): PlaceCells {
  const task = new PlaceCells(new WaterMaze(new RandomStream('w')), { side: 11, extent: 6, width: 0.75 });
  task.reset();
  return task;
}
