import { describe, expect, it } from 'vitest';
import { applyPulse } from '../../../devices/jart/apply-pulse.js';
import { JartArray } from '../../../devices/jart/jart-array.js';
import { JartBank } from '../../../devices/jart/jart-bank.js';
import { JartCell } from '../../../devices/jart/jart-cell.js';
import { jartV1b } from '../../../devices/jart/jart-parameters.js';
import { VariedArray } from '../../../devices/jart/varied-array.js';
import { VariedJartBank } from '../../../devices/jart/varied-jart-bank.js';
import { streams } from '../../../src/core/random-stream.js';
import { UpdateBatch } from '../../../src/core/update-batch.js';

const cell = new JartCell(jartV1b);
const shapes = {
  set: { volts: 0.343, seconds: 1e-6, period: 2e-6 },
  reset: { volts: -0.702, seconds: 1e-6, period: 2e-6 },
};
const array = new JartArray();
const varied = new VariedArray();

/** ln N of a bank after pulses at a share of their voltage, from the lower end or, for RESET, from SET pulses. */
function after(
  bank: JartBank | VariedJartBank,
  pulses: number,
  share?: number,
): { from: number; to: number } {
  const batch = new UpdateBatch(1);
  batch.add(0, Math.sign(pulses));
  batch.pulses[0] = pulses < 0 ? 120 : 20;
  bank.pulse(batch);
  const from = bank.lnN[0];
  batch.pulses[0] = pulses;
  batch.direction[0] = Math.sign(pulses);
  if (share !== undefined) batch.shares = Float64Array.of(share);
  bank.pulse(batch);
  return { from, to: bank.lnN[0] };
}

const plain = () => new JartBank(array, 1);
// Cells that do not change from cycle to cycle, all of the nominal form.
const alike = () => new VariedJartBank(varied, 1, { devices: 0, cycles: 0 }, streams(1));

describe.each([
  ['cells without noise', plain],
  ['cells with forms', alike],
])('pulses at a share of their voltage, in %s', (_, make) => {
  it.each([1, 0.997, 0.95, 0.9012, 0.8, 0.4])('move as pulses of that voltage do: %f', (share) => {
    for (const pulses of [60, -60]) {
      const { from, to } = after(make(), pulses, share);
      const { volts, seconds } = pulses > 0 ? shapes.set : shapes.reset;
      const move = applyPulse(cell, from, -share * volts, Math.abs(pulses) * seconds) - from;
      const whole = applyPulse(cell, from, -volts, Math.abs(pulses) * seconds) - from;
      expect(Math.abs(to - from - move)).toBeLessThan(2e-3 * Math.abs(move) + 1e-5 * Math.abs(whole));
    }
  });

  it('are what they were where the share is all, to the bit, and nothing where it is none', () => {
    expect(after(make(), 30, 1)).toEqual(after(make(), 30));
    const { from, to } = after(make(), 30, 0);
    expect(to).toBe(from);
  });
});
