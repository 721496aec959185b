import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { noiseStructures } from '../../devices/noise/noise.js';
import { singleCurve } from '../../devices/vcm/cycle-walk.js';
import { freeCurveModel } from '../../devices/vcm/free-curve-model.js';
import { KnotCurves, type KnotCurve } from '../../devices/vcm/knot-curves.js';
import { meanResponse, riseAt } from '../../devices/vcm/response-curve.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import { meanModel } from '../../devices/vcm/vcm-model.js';
import { randomStream } from '../../src/core/random-stream.js';
import { batchOf, deviceBankContract } from '../contracts/device-bank.js';

const N = 40;

/** Curves with flat pieces, jumps and ends of any height. */
const anyCurve = fc
  .array(fc.record({ gap: fc.integer({ min: 1, max: 9 }), rise: fc.constantFrom(0, 0, 0.01, 0.1, 0.4) }), {
    minLength: 1,
    maxLength: 8,
  })
  .filter((pieces) => pieces.some(({ rise }) => rise > 0))
  .map((pieces): KnotCurve => {
    const pulses = [0];
    const rises = [-0.05];
    for (const { gap, rise } of pieces) {
      pulses.push(pulses.at(-1)! + gap);
      rises.push(rises.at(-1)! + rise);
    }
    return { pulses, rises };
  });

function move(curves: KnotCurves, curve: number, x: number, m: number): number {
  const moved = Float64Array.of(x);
  curves.move(Uint32Array.of(curve), moved, Int32Array.of(m), 1);
  return moved[0];
}

function locate(curves: KnotCurves, curve: number, x: number): number {
  const place = Float64Array.of(x);
  curves.locate(Uint32Array.of(curve), place, 1);
  return place[0];
}

/** x after p pulses, by the definition. */
function at({ pulses, rises }: KnotCurve, p: number): number {
  const knot = Math.max(
    0,
    Array.from(pulses).findLastIndex((pulse) => pulse <= p),
  );
  if (knot === pulses.length - 1) return rises[knot];
  const share = (p - pulses[knot]) / (pulses[knot + 1] - pulses[knot]);
  return rises[knot] + share * (rises[knot + 1] - rises[knot]);
}

describe('free curves', () => {
  it('lead from the lower end to where the curve is after each number of pulses, flat pieces passed over', () => {
    fc.assert(
      fc.property(anyCurve, fc.integer({ min: 1, max: 80 }), (curve, m) => {
        const curves = new KnotCurves([{ pulses: [0, 1], rises: [0, 1] }, curve]);
        const flat = locate(curves, 1, curve.rises[0]);
        expect(move(curves, 1, curve.rises[0], m)).toBeCloseTo(at(curve, flat + m), 12);
      }),
    );
  });

  it('are inverted: the place of a weight has this weight', () => {
    fc.assert(
      fc.property(anyCurve, fc.double({ min: -0.2, max: 1.2, noNaN: true }), (curve, x) => {
        const curves = new KnotCurves([curve]);
        const [low, high] = [curve.rises[0], at(curve, Infinity)];
        expect(at(curve, locate(curves, 0, x))).toBeCloseTo(Math.min(Math.max(x, low), high), 12);
      }),
    );
  });

  it('never hold a device below their end, and never move it back', () => {
    fc.assert(
      fc.property(anyCurve, fc.double({ min: -0.2, max: 1.2, noNaN: true }), (curve, start) => {
        const curves = new KnotCurves([curve]);
        const end = at(curve, Infinity);
        for (let x = start, pulse = 0; x < end; pulse++) {
          const next = move(curves, 0, x, 1);
          expect(next).toBeGreaterThan(x);
          expect(pulse).toBeLessThan(100);
          x = next;
        }
        expect(move(curves, 0, start, 100)).toBe(Math.max(start, end));
      }),
    );
  });

  it('take one long train to where many short ones lead, but for flat pieces', () => {
    const steep = { pulses: [0, 3, 10, 40], rises: [0, 0.3, 0.4, 1] };
    const curves = new KnotCurves([steep]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 30 }), (one, other) => {
        const apart = move(curves, 0, move(curves, 0, 0, one), other);
        expect(apart).toBeCloseTo(move(curves, 0, 0, one + other), 12);
      }),
    );
  });
});

/** A device with an abrupt SET and a sigmoid RESET of other length. */
function odd(): DeviceFit {
  const [shipped] = shippedDevices().devices;
  const { family: _family, ...fit } = shipped;
  const sigmoid = [0, 8, 12, 20];
  return {
    ...fit,
    device: 'odd',
    resetPulses: 20,
    curve: {
      set: { pulses: [0, 1, 200], weights: [0, 0.9, 1], sigma: 0.01 },
      reset: { pulses: sigmoid, weights: [1, 0.9, 0.1, 0], sigma: 0.03 },
    },
  };
}

const device = odd();
const bankOf = (fits: DeviceFit[], noise: keyof typeof noiseStructures, seed = 1) =>
  new VcmBank(
    freeCurveModel(fits, noiseStructures[noise]),
    Uint16Array.from(fits.keys()),
    singleCurve,
    randomStream(seed, 'write noise'),
    randomStream(seed, 'read noise'),
  );

deviceBankContract('an abrupt SET with a sigmoid RESET', (seed) => bankOf([device, device], 'none', seed));

describe('a bank of free curves', () => {
  const weight = (bank: VcmBank) =>
    (bank.conductance[0] - bank.lowest[0]) / (bank.highest[0] - bank.lowest[0]);
  const pulsed = (bank: VcmBank, pulses: number) => {
    const batch = batchOf([{ device: 0, delta: Math.sign(pulses) }]);
    batch.pulses[0] = pulses;
    bank.pulse(batch);
    return weight(bank);
  };

  it('follows SET and RESET, each over its own number of pulses', () => {
    const bank = bankOf([device], 'none');
    expect(pulsed(bank, 1)).toBeCloseTo(0.9, 12);
    expect(pulsed(bank, 199)).toBeCloseTo(1, 12);
    expect(pulsed(bank, -8)).toBeCloseTo(0.9, 12);
    expect(pulsed(bank, -2)).toBeCloseTo(0.5, 12);
    expect(pulsed(bank, -10)).toBeCloseTo(0, 12);
  });

  it('has the noise about the free curve as its write noise', () => {
    const { update } = freeCurveModel([device], noiseStructures.write);
    expect([...update]).toEqual([0.01, 0.03]);
  });

  it('of devices without free curves is a bank of their mean curves', () => {
    const fits = shippedDevices().devices.map(({ curve: _curve, ...fit }) => fit);
    const one = freeCurveModel(fits, noiseStructures.write);
    const other = meanModel(fits, noiseStructures.write);
    expect([...one.update]).toEqual([...other.update]);
    const [curve, pulses] = [Uint32Array.of(5), Int32Array.of(30)];
    const [x, y] = [Float64Array.of(0.2), Float64Array.of(0.2)];
    one.curves.move(curve, x, pulses, 1);
    other.curves.move(curve, y, pulses, 1);
    expect(x[0]).toBeCloseTo(y[0], 3);
  });
});

describe('the free curve of a device file', () => {
  const file = (changes: object) => ({
    format: 'memloop-devices',
    version: 1,
    source: 'test',
    devices: [{ ...device, ...changes }],
  });
  const set = device.curve!.set;
  const curve = (changes: object) => ({ curve: { ...device.curve, set: { ...set, ...changes } } });

  it('is read, and may be left out', () => {
    expect(parseDeviceFile(file({}), 'f').devices[0].curve).toEqual(device.curve);
    expect(parseDeviceFile(file({ curve: undefined }), 'f').devices[0].curve).toBeUndefined();
  });

  it.each([
    [{ pulses: [0, 1, 190] }, /devices\.0\.curve\.set.*must have pulses that rise from 0 to 200/],
    [{ pulses: [0, 0, 200] }, /must have pulses that rise from 0 to 200/],
    [{ weights: [0, 0.9, 0.8] }, /must have weights that never fall/],
    [{ weights: [0.5, 0.5, 0.5] }, /must have two different weights/],
    [{ weights: [0, 1] }, /must have as many weights as pulses \(got 2 and 3\)/],
    [{ weights: [0, 0.9, 70] }, /devices\.0\.curve\.set\.weights\.2/],
  ])('is refused with %j', (changes, message) => {
    expect(() => parseDeviceFile(file(curve(changes)), 'f')).toThrow(message);
  });

  it('of RESET ends at the RESET pulses', () => {
    expect(() => parseDeviceFile(file({ resetPulses: undefined }), 'f')).toThrow(
      /devices\.0\.curve\.reset.*must have pulses that rise from 0 to 200/,
    );
  });
});

it('unequal numbers of pulses: RESET curves are those of its own N', () => {
  const fit = { ...device, resetPulses: N };
  const { curves } = meanModel([fit], noiseStructures.none);
  const x = Float64Array.of(0);
  curves.move(Uint32Array.of(1), x, Int32Array.of(10), 1);
  expect(x[0]).toBeCloseTo(riseAt(meanResponse(fit.mean.reset, N), 10), 12);
});
