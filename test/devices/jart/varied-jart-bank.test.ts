import { expect, it } from 'vitest';
import { applyPulse } from '../../../devices/jart/apply-pulse.js';
import { ChangingForm } from '../../../devices/jart/changing-form.js';
import { JartCell } from '../../../devices/jart/jart-cell.js';
import { jartV1b } from '../../../devices/jart/jart-parameters.js';
import { drawCells } from '../../../devices/jart/jart-spread.js';
import { VariedArray } from '../../../devices/jart/varied-array.js';
import { VariedJartBank } from '../../../devices/jart/varied-jart-bank.js';
import { RandomStream, streams } from '../../../src/core/random-stream.js';
import { UpdateBatch } from '../../../src/core/update-batch.js';
import { deviceBankContract } from '../../contracts/device-bank.js';

const array = new VariedArray();
const SIZE = 30;

function train(bank: VariedJartBank, pulses: (device: number) => number): void {
  const batch = new UpdateBatch(bank.size);
  for (let d = 0; d < bank.size; d++) {
    batch.add(d, Math.sign(pulses(d)));
    batch.pulses[d] = pulses(d);
  }
  bank.pulse(batch);
}

deviceBankContract(
  'JART from device to device',
  (seed) => new VariedJartBank(array, 4, { devices: 1, cycles: 0 }, streams(seed)),
);

it('draws cells inside the published limits, about the published means', () => {
  const { highestN, lowestN, wider, longer } = drawCells(4000, jartV1b, 1, new RandomStream('cells'));
  const mean = (column: Float64Array) => column.reduce((sum, value) => sum + value, 0) / column.length;
  const ends = (column: Float64Array) => [Math.min(...column), Math.max(...column)];
  // Truncated at two standard deviations and at less: 0.88 σ and 0.54 σ (radius) are left.
  expect(mean(highestN)).toBeCloseTo(20, 1);
  expect(mean(lowestN)).toBeCloseTo(0.0082, 3);
  expect(Math.abs(mean(wider))).toBeLessThan(0.004);
  for (const [column, low, high] of [
    [highestN, 18, 22],
    [lowestN, 0.004, 0.016],
    [wider, -0.1, 0.1],
    [longer, -0.1, 0.1],
  ] as const) {
    expect(ends(column)[0]).toBeGreaterThanOrEqual(low);
    expect(ends(column)[1]).toBeLessThanOrEqual(high);
  }
  const alike = drawCells(3, jartV1b, 0, new RandomStream('cells'));
  expect([...alike.highestN, ...alike.lowestN, ...alike.wider]).toEqual([
    20, 20, 20, 0.008, 0.008, 0.008, 0, 0, 0,
  ]);
});

it('agrees with the integrated equation of each cell to 1e-3 in ln N', () => {
  const bank = new VariedJartBank(array, SIZE, { devices: 1, cycles: 0 }, streams(3));
  const { cells, lnN } = bank;
  const lengths = (d: number) => 3 + (d % 9) * (d % 2 ? -1 : 1);
  train(bank, () => 25);
  const before = lnN.slice();
  train(bank, lengths);
  for (let d = 0; d < SIZE; d++) {
    if (bank.conductance[d] >= bank.highest[d] || bank.conductance[d] <= bank.lowest[d]) continue;
    const cell = new JartCell({ ...jartV1b, lowestN: cells.lowestN[d], highestN: cells.highestN[d] });
    const [radius, disc] = [45e-9 * (1 + cells.wider[d]), 0.4e-9 * (1 + cells.longer[d])];
    cell.form(radius, disc);
    const m = lengths(d);
    const expected = applyPulse(cell, before[d], m > 0 ? -0.343 : 0.702, Math.abs(m) * 1e-6);
    expect(Math.abs(lnN[d] - expected)).toBeLessThan(1e-3);
    cell.solve(Math.exp(lnN[d]), -0.2);
    expect(Math.abs(bank.conductance[d] / (cell.amperes / -0.2) - 1)).toBeLessThan(1e-4);
  }
});

it('without any spread does what the deterministic equation does', () => {
  const bank = new VariedJartBank(array, 1, { devices: 0, cycles: 0 }, streams(1));
  train(bank, () => 40);
  const expected = applyPulse(new JartCell(jartV1b), Math.log(0.25), -0.343, 40e-6);
  expect(Math.abs(bank.lnN[0] - expected)).toBeLessThan(1e-3);
});

it('goes to new forms as N goes to its limit, inside the limits of forms', () => {
  const cells = drawCells(2, jartV1b, 0, new RandomStream('cells'));
  const form = new ChangingForm(cells, 1, new RandomStream('walk'));
  const y = Float64Array.of(Math.log(1), Math.log(1));
  form.begin(0, 1, y);
  form.follow(0, y, 0);
  expect(form.wider[0]).toBe(0);
  const at = (n: number) => {
    form.follow(0, Float64Array.of(Math.log(n)), 0);
    return [form.wider[0], form.longer[0]];
  };
  const [whole, half] = [at(20), at(10.5)];
  expect(half[0]).toBeCloseTo(whole[0] / 2, 12);
  expect(half[1]).toBeCloseTo(whole[1] / 2, 12);
  expect(whole[0]).not.toBe(0);
  for (let k = 0; k < 200; k++) {
    form.begin(0, k % 2 ? 1 : -1, y);
    const [wider, longer] = at(k % 2 ? 20 : 0.008);
    expect(Math.max(Math.abs(wider), Math.abs(longer))).toBeLessThanOrEqual(0.1);
  }
  expect(form.wider[1]).toBe(0);
});

it('changes from cycle to cycle, and keeps conductances inside the windows', () => {
  const bank = new VariedJartBank(array, SIZE, { devices: 0, cycles: 1 }, streams(5));
  const tops: number[][] = [];
  for (let cycle = 0; cycle < 6; cycle++) {
    train(bank, () => 12);
    tops.push([...bank.conductance]);
    train(bank, () => -200);
    bank.conductance.forEach((g, d) => {
      expect(g).toBeGreaterThanOrEqual(bank.lowest[d]);
      expect(g).toBeLessThanOrEqual(bank.highest[d]);
    });
  }
  expect(new Set(tops.map((each) => each[0])).size).toBeGreaterThan(3);
});

it('takes what was written as its state', () => {
  const bank = new VariedJartBank(array, 2, { devices: 1, cycles: 1 }, streams(7));
  const middle = (bank.lowest[1] + bank.highest[1]) / 2;
  bank.conductance[1] = middle;
  const batch = new UpdateBatch(1);
  batch.add(1, 0);
  bank.adopt(batch);
  batch.pulses[0] = 1;
  batch.shapes = { set: { volts: 0.001, seconds: 1e-12, period: 2e-12 } };
  bank.pulse(batch);
  expect(bank.conductance[1] / middle).toBeCloseTo(1, 6);
});
