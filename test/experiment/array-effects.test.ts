import { describe, expect, it } from 'vitest';
import { aroundWith, withEffects } from '../../src/experiment/array/array-effects.js';
import { reliabilityForm } from '../../src/experiment/array/reliability-form.js';
import { streams } from '../../src/core/random-stream.js';
import { G0, G1, linear, pulsesFor, upTo } from '../devices/unreliable.js';

describe('the effects of an array', () => {
  const array = { columns: 4, kelvin: 298.15 };

  it('are none where none are named', () => {
    const bank = linear(8);
    expect(aroundWith({}, streams(1), array)(bank)).toBe(bank);
  });

  it('act together, each with a stream of its own', () => {
    const around = (effects: object, seed = 1) => {
      const bank = aroundWith(effects as never, streams(seed), array)(linear(800));
      bank.pulse(pulsesFor(upTo(800), 100));
      return bank;
    };
    const one = around({ stuck: { sa0: 0.1 } });
    const both = around({ stuck: { sa0: 0.1 }, endurance: { pulses: 10, power: 10 } });
    const stuckHigh = (bank: typeof one) => upTo(800).filter((d) => bank.conductance[d] === G1);
    expect(stuckHigh(both)).toEqual(stuckHigh(one));
    expect(stuckHigh(one).length).toBeGreaterThan(40);
    expect(stuckHigh(around({ stuck: { sa0: 0.1 } }, 2))).not.toEqual(stuckHigh(one));
    upTo(800).forEach((d) => expect([G0, G1]).toContain(both.conductance[d]));
  });

  it('leave a stuck device where it is stuck, while wear closes its window and time passes', () => {
    const effects = { stuck: { sa0: 0.1, sa1: 0.1 }, endurance: { pulses: 10, power: 10 }, retention: {} };
    const bank = aroundWith(effects, streams(1), array)(linear(800));
    const isHigh = upTo(800).filter((d) => bank.conductance[d] === G1);
    bank.pulse(pulsesFor(upTo(800), 100));
    bank.rest!(1e9, 358.15);
    expect(isHigh.length).toBeGreaterThan(40);
    expect(upTo(800).filter((d) => bank.conductance[d] === G1)).toEqual(isHigh);
  });
});

describe('shares of stuck devices', () => {
  const shares = (written: object) => {
    const bank = aroundWith({ stuck: written }, streams(1), { columns: 1, kelvin: 298.15 })(linear(2000));
    bank.pulse(pulsesFor(upTo(2000), 100));
    return [G0, G1].map((end) => upTo(2000).filter((d) => bank.conductance[d] === end).length / 2000);
  };

  it('leave the other one its default as far as there are devices', () => {
    expect(shares({ sa0: 1 })).toEqual([1, 0]);
    expect(shares({ sa1: 1 })).toEqual([0, 1]);
    const [low, high] = shares({ sa0: 0.95 });
    expect(low).toBeCloseTo(0.95, 1);
    expect(high).toBeGreaterThan(0.03);
    expect(shares({ sa0: 0 })[1]).toBeCloseTo(0.0904, 1);
    expect(() => shares({ sa0: 0.8, sa1: 0.3 })).toThrow('together more than all devices');
  });
});

describe('wear in an array with wires', () => {
  it('counts the pulses that are sent', () => {
    const wires = { ohms: 100, scheme: 'V/2' } as const;
    const reliability = { endurance: { pulses: 50, power: 10, deathPulses: 1e18 } };
    const bank = withEffects(linear(12), { reliability, wires }, 4, streams(1));
    const batch = pulsesFor([3], 1000);
    batch.shares = Float64Array.of(0.9);
    // Of a thousand pulses at 90 % of the voltage, 25 count; they still wear the device as a thousand.
    bank.pulse(batch);
    expect(bank.conductance[3]).toBe(G0);
    const fresh = withEffects(linear(12), { wires }, 4, streams(1));
    fresh.pulse(batch);
    expect((fresh.conductance[3] - G0) / (G1 - G0)).toBeCloseTo(5 * 10 ** (-0.1 * (1200 / 75.3)), 2);
  });
});

describe('half-select disturb in an array with wires', () => {
  const disturb = { 'half-select-disturb': { volts: 0.6, millivoltsPerDecade: 57.4 } };
  const disturbed = (wires?: object, divisor?: number) => {
    const reliability = {
      'half-select-disturb': { ...disturb['half-select-disturb'], ...(divisor && { divisor }) },
    };
    const bank = withEffects(linear(12), { reliability, ...(wires && { wires }) }, 4, streams(1));
    bank.pulse(pulsesFor([5], 1e5));
    bank.rest!(1, 298.15);
    return [...bank.conductance].map((g) => (g - G0) / (G1 - G0));
  };
  const near = (found: number[], expected: number[]) =>
    found.forEach((weight, d) => expect(weight).toBeCloseTo(expected[d], 9));

  it('follows the scheme of the wires', () => {
    near(disturbed({ scheme: 'V/2' }), disturbed());
    const third = disturbed({ scheme: 'V/3' });
    near(third, disturbed(undefined, 3));
    expect(third[4]).toBeLessThan(disturbed()[4]);
  });

  it('spares other columns where transistors select', () => {
    const isMoved = disturbed({ cell: '1T1R', accessOhms: 1000 }).map((weight) => weight > 0);
    expect(isMoved.flatMap((moved, d) => (moved ? [d] : []))).toEqual([1, 5, 9]);
  });
});

describe('the form of effects', () => {
  const refusal = (written: unknown) => reliabilityForm().safeParse(written).error?.issues[0]?.message;

  it('takes effects with some of their settings', () => {
    const written = { stuck: {}, retention: { seconds: 1e5 }, telegraph: { traps: 4 } };
    expect(reliabilityForm().parse(written)).toEqual(written);
  });

  it.each([
    [{ retentoin: {} }, 'did you mean retention?'],
    [{ retention: { second: 1 } }, 'did you mean seconds?'],
    [
      { retention: 5 },
      'expected some of { seconds, kelvin, electronvolts }; retention: {} takes the defaults',
    ],
    [{ retention: { kelvin: -3 } }, 'expected number to be >=1'],
    [{ 'half-select-disturb': { divisor: 2.5 } }, 'expected int'],
  ])('refuses %j', (written, part) => {
    expect(refusal(written)).toContain(part);
  });
});
