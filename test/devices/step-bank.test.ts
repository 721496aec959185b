import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { nominal, StepArray } from '../../devices/steps/step-array.js';
import { StepBank } from '../../devices/steps/step-bank.js';
import { pulsesAcross, StepCalibration } from '../../devices/steps/step-calibration.js';
import { drawStepBank } from '../../devices/steps/step-kinds.js';
import { stepPresets } from '../../devices/steps/step-presets.js';
import { randomStream, streams } from '../../src/core/random-stream.js';
import { batchOf, deviceBankContract } from '../contracts/device-bank.js';
import { after } from './step-of.js';

const fits = shippedDevices().devices;
const lowest = Float64Array.from(fits, (fit) => fit.lowestSiemens);
const highest = Float64Array.from(fits, (fit) => fit.highestSiemens);

for (const [name, preset] of Object.entries(stepPresets)) {
  const range = pulsesAcross(preset.parameters);
  const make = (quiet: boolean) => (seed: number) =>
    drawStepBank(preset, [lowest, highest], streams(seed), !quiet);
  deviceBankContract(`${name}, none`, make(true), { range });
  // Noise is stronger than the steps of these devices, and at the lower end it can only lead upward.
  deviceBankContract(`${name}, preset noise`, make(false), { range, astray: 0.6 });
}

describe('N, the pulses from end to end', () => {
  it.each([
    ['reram-es', 1481],
    ['reram-sb', 1000],
    ['reram-om', 21],
    ['reram-hfo2', 4],
    ['pcm', 200],
    ['ecram-mo', 7089],
    ['idealized-step', 10_000],
    ['gokmen-vlasov', 1250],
  ] as const)('of %s is %d', (name, pulses) => {
    expect(pulsesAcross(stepPresets[name].parameters)).toBe(pulses);
  });
});

describe('noise of step devices', () => {
  const COPIES = 20_000;
  const low = new Float64Array(COPIES).fill(30e-6);
  const high = new Float64Array(COPIES).fill(50e-6);
  const bankOf = (name: keyof typeof stepPresets) => {
    const { parameters, law } = stepPresets[name];
    const devices = new StepArray(parameters, COPIES, nominal);
    const noise = { pulses: randomStream(1, 'write noise'), writes: randomStream(1, 'read noise') };
    return new StepBank(devices, law(devices, nominal), low, high, noise);
  };
  const all = (pulses: number) =>
    batchOf(
      Array.from({ length: COPIES }, (_, device) => ({ device, delta: 1 })),
      pulses,
    );
  const deviation = (values: Iterable<number>) => {
    const numbers = [...values];
    const middle = numbers.reduce((sum, v) => sum + v, 0) / numbers.length;
    return Math.sqrt(numbers.reduce((sum, v) => sum + (v - middle) ** 2, 0) / (numbers.length - 1));
  };
  const SIEMENS = 20e-6;
  // The relative standard error of a deviation is 1/√(2 n), 0.5 %; four of them are allowed.
  const near = (got: number, expected: number) => expect(Math.abs(got / expected - 1)).toBeLessThan(0.02);
  const seen = (bank: StepBank) => {
    const out = new Float64Array(COPIES);
    bank.readNoise!.read(Uint32Array.from(out.keys()), out, COPIES);
    return out;
  };

  it.each([
    // far from both ends: equal steps, so that n pulses leave √n of what one leaves
    ['gokmen-vlasov', 400, Math.sqrt(400) * 0.3 * 0.0016],
    ['idealized-step', 3000, Math.sqrt(3000) * 0.3 * 0.0002],
  ] as const)('%s: %d pulses leave √n times one pulse’s noise', (name, pulses, expected) => {
    const bank = bankOf(name);
    bank.pulse(all(pulses));
    near(deviation(bank.conductance) / SIEMENS, expected / 2);
    expect(bank.readNoise).toBeUndefined();
  });

  it('additive noise keeps its size where steps shrink: reram-sb at its upper end', () => {
    const { parameters, law } = stepPresets['reram-sb'];
    const devices = new StepArray(parameters, COPIES, nominal);
    const drawn = new Float64Array(1);
    const random = randomStream(3, 'write noise');
    devices.state.fill(1.2);
    const stepLaw = law(devices, nominal);
    for (let d = 0; d < COPIES; d++) {
      random.normals(drawn, 1);
      stepLaw.move(d, 1, drawn, 1);
    }
    near(deviation(devices.state), 0.0075);
  });

  it('write noise is 75 steps for reram-es, the same at every read, and new with every write', () => {
    const bank = bankOf('reram-es');
    const expected = (75 * 0.00135 * SIEMENS) / 2;
    const before = seen(bank);
    near(deviation(before), expected);
    expect(seen(bank)).toEqual(before);
    bank.pulse(all(0));
    expect(seen(bank)).toEqual(before);
    bank.pulse(all(1));
    near(deviation(seen(bank)), expected);
    near(deviation(seen(bank).map((now, d) => now - before[d])), Math.SQRT2 * expected);
  });

  it('pcm: noise grows with the step, a constant and the distance from zero', () => {
    const bank = bankOf('pcm');
    bank.pulse(all(1));
    const change = 0.28235;
    // What would lie below the lower end is held there: only the median pair of quantiles is free of it.
    const sorted = bank.conductance.slice().sort();
    const weight = (rank: number) => ((sorted[Math.round(rank * COPIES)] - 30e-6) / SIEMENS) * 2;
    const sigma = 0.6 * (change + 0.042);
    expect(Math.abs(weight(0.5) - change)).toBeLessThan(0.05 * sigma);
    expect(Math.abs((weight(0.8413447) - weight(0.1586553)) / (2 * sigma) - 1)).toBeLessThan(0.04);
  });
});

describe('the calibration of a nominal step device', () => {
  it.each(['reram-es', 'reram-om', 'ecram', 'pcm', 'gokmen-vlasov'] as const)(
    '%s: finds the pulse that led to a weight',
    (name) => {
      const { parameters, law } = stepPresets[name];
      const devices = new StepArray(parameters, 1, nominal);
      const stepLaw = law(devices, nominal);
      const { lowest: bottom, highest: top } = parameters;
      const calibration = new StepCalibration(stepPresets[name]);
      for (const pulses of [1, 7, 12]) {
        const up = (after(devices, stepLaw, bottom, pulses) - bottom) / (top - bottom);
        const place = Float64Array.of(up);
        calibration.locate(Uint32Array.of(0), Float64Array.of(1), place, 1);
        expect(place[0]).toBeCloseTo(pulses, 6);
        if (name === 'pcm') continue;
        const down = (after(devices, stepLaw, top, -pulses) - bottom) / (top - bottom);
        place[0] = down;
        calibration.locate(Uint32Array.of(0), Float64Array.of(-1), place, 1);
        expect(place[0]).toBeCloseTo(-pulses, 6);
      }
    },
  );

  it('takes what is read beyond an end as that end', () => {
    const calibration = new StepCalibration(stepPresets.ecram);
    const place = Float64Array.of(-0.3, 1.4, 1.4, -0.3);
    calibration.locate(new Uint32Array(4), Float64Array.of(1, 1, -1, -1), place, 4);
    expect(place[0]).toBe(0);
    expect(place[1]).toBeGreaterThan(1000);
    expect(place[2]).toBeCloseTo(0, 12);
    expect(place[3]).toBeLessThan(-1000);
  });
});
