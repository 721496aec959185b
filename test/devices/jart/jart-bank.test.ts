import { expect, it } from 'vitest';
import { JartArray } from '../../../devices/jart/jart-array.js';
import { JartBank } from '../../../devices/jart/jart-bank.js';
import { JartCell } from '../../../devices/jart/jart-cell.js';
import { jartCurrent } from '../../../devices/jart/jart-current.js';
import { jart } from '../../../devices/jart/jart-kind.js';
import { jartV1b } from '../../../devices/jart/jart-parameters.js';
import { PulseTable } from '../../../devices/jart/pulse-table.js';
import { applyPulse } from '../../../devices/jart/apply-pulse.js';
import { linearDevice } from '../../../devices/linear-device.js';
import { noiseStructures } from '../../../devices/noise/noise.js';
import { deviceFaults } from '../../../src/contracts/device-contract.js';
import { RandomStream, streams } from '../../../src/core/random-stream.js';
import { completeSettings } from '../../../src/core/setting.js';
import { batchOf } from '../../contracts/device-bank.js';
import { UpdateBatch } from '../../../src/core/update-batch.js';

const shared = new JartArray();

function madeOf(settings: object, count = 2) {
  const parts = {
    fits: [linearDevice(100, {})],
    placed: new Uint16Array(count),
    noise: noiseStructures.none,
    noisy: false,
    walk: 'published',
  } as const;
  return jart.make(parts, completeSettings(jart.settings, settings));
}

function train(device: number, pulses: number, shapes?: UpdateBatch['shapes']): UpdateBatch {
  const batch = new UpdateBatch(1);
  batch.add(device, Math.sign(pulses));
  batch.pulses[0] = pulses;
  batch.shapes = shapes;
  return batch;
}

it('obeys the contract of devices', async () => {
  expect(await deviceFaults(jart)).toEqual([]);
});

it('agrees with the integrated equation to 1e-3 in ln N, everywhere', () => {
  const cell = new JartCell(jartV1b);
  const [lowest, highest] = [Math.log(0.008), Math.log(20)];
  const random = new RandomStream('places');
  const y = new Float64Array(1);
  for (const volts of [-1, -0.6, -0.342, 0.7065, 1.2])
    for (const seconds of [1e-8, 1e-6, 1e-4]) {
      const table = new PulseTable(cell, volts, seconds, lowest, highest);
      for (let k = 0; k < 6; k++) {
        const start = lowest + random.uniform() * (highest - lowest);
        y[0] = start;
        table.move(y, 0, 1);
        expect(Math.abs(y[0] - applyPulse(cell, start, volts, seconds))).toBeLessThan(1e-3);
      }
    }
});

it('gives the published trains of pulses to 0.1 %, one by one and as one train', () => {
  const cell = new JartCell(jartV1b);
  for (const [volts, from, to] of [
    [-0.342, 0.5, 0.62358],
    [0.7065, 0.5, 0.2756],
    [0.7065, 1, 0.96843],
  ]) {
    const table = new PulseTable(cell, volts, 1e-6, Math.log(0.008), Math.log(20));
    const y = Float64Array.of(Math.log(from), Math.log(from));
    for (let k = 0; k < 20; k++) table.move(y, 0, 1);
    table.move(y, 1, 20);
    expect(Math.abs(Math.exp(y[0]) / to - 1)).toBeLessThan(1e-3);
    expect(y[1]).toBeCloseTo(y[0], 10);
  }
});

it('takes pulses of any shape, in the sign of memloop', () => {
  const bank = new JartBank(shared, 3);
  bank.conductance.fill(jartCurrent(0.5, -0.2) / -0.2);
  for (let d = 0; d < 3; d++) bank.adopt(train(d, 0));
  expect(Math.exp(bank.lnN[0])).toBeCloseTo(0.5, 6);
  const set = { volts: 0.342, seconds: 1e-6, period: 2e-6 };
  const reset = { volts: -0.7065, seconds: 1e-6, period: 2e-6 };
  bank.pulse(train(0, 20, { set, reset }));
  bank.pulse(train(1, -20, { set, reset }));
  expect(Math.exp(bank.lnN[0])).toBeCloseTo(0.62358, 4);
  expect(Math.exp(bank.lnN[1])).toBeCloseTo(0.2756, 4);
  expect(bank.conductance[0]).toBeCloseTo(jartCurrent(0.62358, -0.2) / -0.2, 8);
});

it('stays where it is without a voltage', () => {
  const bank = new JartBank(shared, 1);
  bank.pulse(train(0, 20));
  const before = bank.conductance[0];
  bank.pulse(train(0, 20, { set: { volts: 0, seconds: 1e-6, period: 2e-6 } }));
  expect(bank.conductance[0]).toBeCloseTo(before, 15);
});

it('reads the conductance that the current has at the read voltage', () => {
  const { reads } = shared;
  const [y, g] = [new Float64Array(1), new Float64Array(1)];
  for (let n = 0.26; n < 1; n *= 1.1) {
    y[0] = Math.log(n);
    reads.read(y, g, 0);
    expect(Math.abs(g[0] / (jartCurrent(n, -0.2) / -0.2) - 1)).toBeLessThan(1e-6);
    reads.adopt(g, y, 0);
    expect(y[0]).toBeCloseTo(Math.log(n), 10);
  }
});

it('crosses its window in about two hundred pulses, without overheating', () => {
  const model = madeOf({});
  expect(model.range[0]).toBeGreaterThan(180);
  expect(model.range[0]).toBeLessThan(220);
  const bank = model.bank(streams(1));
  bank.pulse(train(0, model.range[0] + 1));
  expect(bank.conductance[0]).toBe(bank.highest[0]);
  bank.pulse(train(0, -2 * model.range[0]));
  expect(bank.conductance[0]).toBe(bank.lowest[0]);
  expect(shared.hottest).toBeLessThan(700);
});

it('lets pulse counts invert its curves', () => {
  const model = madeOf({});
  const bank = model.bank(streams(1)) as JartBank;
  bank.pulse(train(0, 30));
  const weight = (bank.conductance[0] - bank.lowest[0]) / (bank.highest[0] - bank.lowest[0]);
  const at = Float64Array.of(weight);
  model.calibration!().locate(Uint32Array.of(0), Float64Array.of(1), at, 1);
  expect(at[0]).toBeCloseTo(30, 1);
});

it('refuses windows that are none, or that pulses cannot cross', () => {
  expect(() => madeOf({ lowestN: 1, highestN: 0.5 })).toThrow(/highestN above lowestN/);
  expect(() => madeOf({ lowestN: 0.008, highestN: 20 })).toThrow(
    /SET pulses from end to end.*raise setVolts or narrow/,
  );
});

it('counts the pulses to a limit of N from anywhere', () => {
  for (const lowestN of [0.008, 0.05, 0.12, 0.25, 0.3, 1])
    expect(madeOf({ lowestN, highestN: 20, setVolts: 1, resetVolts: 1.5 }).range[0]).toBeLessThan(10);
});

it('reaches the limits of N themselves with higher voltages', () => {
  const model = madeOf({ lowestN: 0.008, highestN: 20, setVolts: 1, resetVolts: 1.5 });
  const bank = model.bank(streams(1));
  bank.pulse(batchOf([{ device: 0, delta: 1 }], 10 * model.range[0]));
  expect(bank.conductance[0] / bank.highest[0]).toBeCloseTo(1, 3);
});
