import { describe, expect, it } from 'vitest';
import { SlowedBank } from '../../devices/wrappers/slowed-bank.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { G0, G1, linear } from './unreliable.js';

/** A batch with pulses on device 0, at a share of their voltage. */
function pulses(count: number, share?: number): UpdateBatch {
  const batch = new UpdateBatch(1);
  batch.add(0, Math.sign(count));
  batch.pulses[0] = count;
  if (share !== undefined) batch.shares = Float64Array.of(share);
  return batch;
}

/** The decades that make a pulse at 95 % of its voltage count as a fourth. */
const decades = Math.log10(4) / 0.05;

describe('a bank that knows only whole pulses', () => {
  const weight = ({ conductance }: { conductance: Float64Array }) => (conductance[0] - G0) / (G1 - G0);

  it('takes pulses at the whole voltage as they are', () => {
    for (const share of [undefined, 1]) {
      const [slowed, plain] = [new SlowedBank(linear(1), decades), linear(1)];
      slowed.pulse(pulses(7, share));
      plain.pulse(pulses(7));
      expect(slowed.conductance).toEqual(plain.conductance);
    }
  });

  it('moves by as many pulses as they count for, to half a pulse', () => {
    const [slowed, plain] = [new SlowedBank(linear(1), decades), linear(1)];
    plain.pulse(pulses(1));
    const step = weight(plain);
    for (let sent = 1; sent <= 80; sent++) {
      slowed.pulse(pulses(1, 0.95));
      expect(Math.abs(weight(slowed) - (sent / 4) * step)).toBeLessThan(0.51 * step);
    }
    expect(weight(slowed)).toBeCloseTo(20 * step, 12);
    slowed.pulse(pulses(-80, 0.95));
    expect(weight(slowed)).toBeCloseTo(0, 12);
  });

  it('never moves against its pulses', () => {
    const slowed = new SlowedBank(linear(1), decades);
    slowed.pulse(pulses(50, 1));
    for (const share of [0.95, 0.5, 0.95, 0, 0.9, 0.95, 0.95]) {
      const before = slowed.conductance[0];
      slowed.pulse(pulses(-1, share));
      expect(slowed.conductance[0]).toBeLessThanOrEqual(before);
    }
    expect(slowed.conductance[0]).toBeLessThan(G1);
  });

  it('says that it heeds shares, and passes the direction of a lost pulse on', () => {
    const seen: number[] = [];
    const inner = linear(1);
    inner.pulse = ({ direction, pulses: n }) => {
      seen.push(direction[0], n[0]);
    };
    const slowed = new SlowedBank(inner, decades);
    slowed.pulse(pulses(1, 0.5));
    expect(seen).toEqual([1, 0]);
    expect(slowed.heedsShares).toBe(true);
  });
});
