import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepPresets } from '../../devices/steps/step-presets.js';
import { drawStepBank } from '../../devices/steps/step-kinds.js';
import { RetentionBank } from '../../devices/wrappers/retention.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { streams } from '../../src/core/random-stream.js';
import { ReadBatch } from '../../src/core/read-batch.js';
import { batchOf, deviceBankContract } from '../contracts/device-bank.js';
import { observationOf } from '../core/observation-of.js';
import { LinearBank } from './linear-bank.js';

const [G0, G1] = [30e-6, 50e-6];
const SIZE = 27;
/** A day at 85 °C. */
const retention = { seconds: 86_400, kelvin: 358.15, electronvolts: 1.35 };

function linear(): LinearBank {
  return new LinearBank(new Float64Array(SIZE).fill(G0), new Float64Array(SIZE).fill(G1), 200);
}

/** Devices at weights 0, 1/26, …, 1. */
function written(): RetentionBank {
  const bank = new RetentionBank(linear(), retention);
  bank.conductance.forEach((_, d) => (bank.conductance[d] = G0 + (d / 26) * (G1 - G0)));
  return bank;
}

const weights = ({ conductance }: RetentionBank) => [...conductance].map((g) => (g - G0) / (G1 - G0));

deviceBankContract('a bank with retention', () => new RetentionBank(linear(), retention));

describe('retention', () => {
  it('leaves 1/e of every weight after its time constant', () => {
    const bank = written();
    bank.rest(retention.seconds, retention.kelvin);
    weights(bank).forEach((weight, d) => expect(weight).toBeCloseTo(d / 26 / Math.E, 12));
  });

  it('knows no difference between one rest and several that last as long', () => {
    const time = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(time, time, (one, other) => {
        const [together, apart] = [written(), written()];
        together.rest(one + other, retention.kelvin);
        apart.rest(one, retention.kelvin);
        apart.rest(other, retention.kelvin);
        weights(apart).forEach((weight, d) => expect(weight).toBeCloseTo(weights(together)[d], 12));
      }),
    );
  });

  it('is 6.7 thousand times as long at 25 °C as at 85 °C, for 1.35 eV', () => {
    const [cold, hot] = [written(), written()];
    cold.rest(1e7, 298);
    hot.rest(1e7 / 6.7e3, 358);
    const [a, b] = [cold, hot].map((bank) => Math.log(weights(bank)[26]));
    expect(a).toBeLessThan(0);
    expect(Math.abs(a / b - 1)).toBeLessThan(0.02);
  });

  it('changes nothing in no time, and never leaves the window', () => {
    const bank = written();
    const before = weights(bank);
    bank.rest(0, 300);
    weights(bank).forEach((weight, d) => expect(weight).toBeCloseTo(before[d], 15));
    bank.rest(1e12, 400);
    expect([...bank.conductance]).toEqual(new Array(SIZE).fill(G0));
  });

  it('reaches the hidden state of a step bank, which goes on from there', () => {
    const ends = (end: number) => new Float64Array(SIZE).fill(end);
    const bank = () => drawStepBank(stepPresets['reram-sb'], [ends(G0), ends(G1)], streams(1), false);
    const [relaxed, fresh] = [new RetentionBank(bank(), retention), bank()];
    const up = Array.from({ length: SIZE }, (_, device) => ({ device, delta: 0.3 }));
    relaxed.pulse(batchOf(up));
    relaxed.rest(1e12, 400);
    relaxed.pulse(batchOf(up.slice(0, 1)));
    fresh.pulse(batchOf(up.slice(0, 1)));
    expect(relaxed.conductance[0]).toBeCloseTo(fresh.conductance[0], 12);
    expect(relaxed.conductance[1]).toBe(G0);
  });

  it('is seen by the products of a board', () => {
    const board = new SimulatedBoard(written(), 3);
    board.calibrate(new Float64Array(SIZE).fill(0.1), 1e-6);
    const read = new ReadBatch(0, 3);
    read.drive(observationOf(0, 0, 0, 0, 0, 0, 0, 0, 1));
    board.multiply(read);
    const before = read.amperes.slice();
    board.rest!(retention.seconds, retention.kelvin);
    board.multiply(read);
    read.amperes.forEach((amperes, c) => expect(amperes / before[c]).toBeCloseTo(1 / Math.E, 12));
  });
});

it('changes nothing in no time, however hot', () => {
  const bank = new RetentionBank(linear(), { seconds: 1e5, kelvin: 1, electronvolts: 5 });
  bank.rest(0, 300);
  expect([...bank.conductance]).toEqual(new Array(SIZE).fill(G0));
});
