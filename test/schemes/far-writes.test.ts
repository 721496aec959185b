import { describe, expect, it } from 'vitest';
import { makeWires } from '../../devices/array/make-wires.js';
import { effectiveConductances } from '../../devices/array/reads/effective-conductances.js';
import type { WireSettings } from '../../devices/array/wires/wire-settings.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { Crossbar } from '../../src/crossbar/crossbar.js';
import { WriteVerify } from '../../src/schemes/write-verify.js';
import { G0, G1, linear, upTo, weights } from '../devices/unreliable.js';

const [rows, columns] = [30, 3];
const TOLERANCE = 0.006;
const TARGET = 0.5;

/** An array with all devices written to a half of their window, verified. */
async function written(wires: WireSettings) {
  const bank = linear(rows * columns);
  const crossbar = new Crossbar(new SimulatedBoard(bank, columns, makeWires(wires)));
  const verify = new WriteVerify(crossbar, TOLERANCE, 3000, 1);
  const batch = new UpdateBatch(bank.size);
  // Each write changes what the others see, so they take some rounds.
  for (let round = 0; round < 4; round++)
    for (const d of upTo(bank.size)) {
      batch.clear();
      batch.add(d, TARGET);
      await verify.reach(batch);
    }
  return { bank, crossbar };
}

const far = (held: number[]) => held[0 * columns + columns - 1];
const near = (held: number[]) => held[(rows - 1) * columns];

describe('write-verify in an array with wires', () => {
  it('ends at the weight that is read through them, not at the one that devices hold', async () => {
    const wires = { ohms: 5 };
    const { bank, crossbar } = await written(wires);
    const effective = effectiveConductances({ rows, columns, conductance: bank.conductance, wires });
    const seen = [...effective].map((g) => (g - G0) / (G1 - G0));
    seen.forEach((weight) => expect(Math.abs(weight - TARGET)).toBeLessThan(4 * TOLERANCE));
    expect(Math.abs(crossbar.weight[rows * columns - 1] - TARGET)).toBeLessThan(4 * TOLERANCE);
    const held = weights(bank);
    expect(far(held)).toBeGreaterThan(TARGET + 0.1);
    expect(near(held)).toBeLessThan(far(held) - 0.1);
  });

  it('ends at the weight that devices hold without resistance', async () => {
    const { bank } = await written({});
    weights(bank).forEach((weight) => expect(Math.abs(weight - TARGET)).toBeLessThan(TOLERANCE));
  });
});

describe('pulses in an array with wires', () => {
  /** Weights after a hundred pulses on one device, of its own array each time. */
  const moved = (wires: WireSettings, device: number) => {
    const bank = linear(rows * columns);
    const batch = new UpdateBatch(1);
    batch.add(device, 1);
    batch.pulses[0] = 100;
    const board = new SimulatedBoard(bank, columns, makeWires(wires));
    board.program(batch);
    const { conductance } = bank;
    // A board that knows no voltages yet reads all the same.
    expect(batch.conductance[0]).toBeCloseTo(
      effectiveConductances({ rows, columns, conductance, wires })[device],
      14,
    );
    return weights(bank)[device];
  };

  it('move far devices less, by the law of half-select disturb', () => {
    const wires = { ohms: 5 };
    const [farthest, nearest] = [columns - 1, (rows - 1) * columns];
    expect(moved(wires, farthest)).toBeLessThan(0.7 * moved(wires, nearest));
    expect(moved({ ...wires, millivoltsPerDecade: 1e5 }, farthest)).toBeCloseTo(0.5, 2);
    expect(moved({ ...wires, writes: 'compensated' }, farthest)).toBe(moved({}, farthest));
    expect(moved({}, farthest)).toBeCloseTo(0.5, 12);
  });
});
