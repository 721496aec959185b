import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { linearDevice } from '../../devices/linear-device.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import { UsageError } from '../../src/core/errors.js';
import { arrayMaker } from '../../src/experiment/array-maker.js';
import { assemble } from '../../src/experiment/assemble.js';
import type { ConditionInput } from '../../src/experiment/condition.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { noiseLabel, type NoiseChoice } from '../../src/experiment/noise-choice.js';
import { runSeed } from '../../src/experiment/seed-run.js';
import { parseSweep } from '../../src/experiment/sweep/sweep.js';
import { batchOf } from '../contracts/device-bank.js';

const fits = shippedDevices().devices;
const each = Uint16Array.from(fits.keys());
const steps = { height: 0.1, highDwell: 5, lowDwell: 15 };

function experimentOf(...conditions: ConditionInput[]) {
  return parseExperiment({ environment: 't-maze', episodes: 30, conditions });
}

function bankOf(condition: ConditionInput, devices: readonly DeviceFit[] = fits, placed = each) {
  return arrayMaker(experimentOf(condition).conditions[0], devices, placed).bank(1);
}

function refusal(condition: object): string {
  try {
    experimentOf(condition as ConditionInput);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('was not refused');
}

/** States and readings of all devices on the way through some batches, in order. */
function history(condition: ConditionInput, asked: readonly { device: number; delta: number }[][]): number[] {
  const bank = bankOf(condition);
  return asked.flatMap((rows) => {
    bank.pulse(batchOf(rows));
    const deviation = new Float64Array(each.length);
    bank.readNoise?.read(Uint32Array.from(each), deviation, each.length);
    return [...bank.conductance, ...deviation];
  });
}

const update = fc.record({
  device: fc.integer({ min: 0, max: fits.length - 1 }),
  delta: fc.double({ min: -1, max: 1, noNaN: true }).filter((delta) => delta !== 0),
});
const batches = fc.array(fc.uniqueArray(update, { maxLength: 9, selector: ({ device }) => device }), {
  maxLength: 6,
});
const bank = fc.constantFrom('mean', 'cycles');

describe('noise as an object', () => {
  const same: [NoiseChoice, NoiseChoice][] = [
    ['none', {}],
    ['write', { write: 'fitted' }],
    ['read', { read: 'fitted' }],
    ['read', { read: { white: 'fitted', pink: 'fitted' }, write: 0 }],
    ['pulse', { pulse: 'fitted', telegraph: 0 }],
  ];

  it.each(same)('%j is %j to the bit, in every state and reading', (name, object) => {
    fc.assert(
      fc.property(bank, batches, (model, asked) => {
        const run = (noise: NoiseChoice) => history({ bank: model, noise }, asked);
        expect(run(object)).toEqual(run(name));
      }),
      { numRuns: 30 },
    );
  });

  it.each(same)('%j is %j to the bit, in everything that is learned', async (name, object) => {
    const learned = async (noise: NoiseChoice) => {
      const experiment = experimentOf({ bank: 'cycles', noise, name: 'one' });
      return runSeed(experiment, 0, 1, assemble(experiment, experiment.conditions[0], fits)(1));
    };
    expect(await learned(object)).toEqual(await learned(name));
  });

  it('is none to the bit where every part is 0', () => {
    const zero = fc.record(
      {
        write: fc.constant(0),
        read: fc.constantFrom(0, {}, { white: 0 }, { white: 0, pink: 0 }),
        pulse: fc.constantFrom(0, { size: 0 }),
        telegraph: fc.constant(0),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(bank, zero, batches, (model, noise, asked) => {
        const run = (choice: NoiseChoice) => history({ bank: model, noise: choice }, asked);
        expect(run(noise)).toEqual(run('none'));
      }),
      { numRuns: 30 },
    );
  });

  it('says write noise of one size as sigma does', () => {
    fc.assert(
      fc.property(bank, fc.double({ min: 0, max: 1, noNaN: true }), batches, (model, sigma, asked) => {
        const [old, object] = [
          { bank: model, sigma },
          { bank: model, noise: { write: sigma } },
        ];
        expect(history(object, asked)).toEqual(history(old, asked));
      }),
      { numRuns: 30 },
    );
  });

  it('puts a bank around the model only for noises beside it', () => {
    expect(bankOf({ bank: 'mean', noise: { write: 0.1, read: 'fitted', pulse: 0.1 } })).toBeInstanceOf(
      VcmBank,
    );
    expect(bankOf({ bank: 'mean', noise: { telegraph: steps } })).not.toBeInstanceOf(VcmBank);
  });
});

describe('noises together', () => {
  const COPIES = 20_000;
  const linear = [linearDevice(200, {})];
  const placed = new Uint16Array(COPIES);
  const all = Uint32Array.from({ length: COPIES }, (_, d) => d);

  /** Variances of states and of readings after updates to the middle of the window, in units of the window. */
  function variances(noise: NoiseChoice, updates = 1, pulses = 100) {
    const made = bankOf({ bank: 'mean', noise }, linear, placed);
    for (let i = 0; i < updates; i++) {
      const delta = pulses / 200 / updates;
      made.pulse(batchOf(Array.from(all, (device) => ({ device, delta }))));
    }
    const deviation = new Float64Array(COPIES);
    made.readNoise?.read(all, deviation, COPIES);
    const window = made.highest[0] - made.lowest[0];
    const state = made.conductance.map((siemens) => siemens / window);
    return [state, state.map((weight, d) => weight + deviation[d] / window)].map(variance);
  }

  function variance(values: Float64Array): number {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  }

  // A variance of 20,000 normal numbers has the relative standard error √(2/20,000) = 1 %, of two levels less: 5 are allowed.
  const near = (got: number, expected: number) => expect(Math.abs(got / expected - 1)).toBeLessThan(0.05);

  it('add their variances: write, white, and telegraph, within 5 %', () => {
    const size = fc.double({ min: 0.01, max: 0.05, noNaN: true });
    const sizes = fc.record({
      write: size,
      white: size,
      pink: size,
      height: fc.double({ min: 0.01, max: 0.1 }),
    });
    fc.assert(
      fc.property(sizes, ({ write, white, pink, height }) => {
        const telegraph = { ...steps, height };
        const [state, reading] = variances({ write, read: { white, pink }, telegraph });
        const levels = height ** 2 * 0.25 * 0.75;
        near(state, write ** 2);
        near(reading, write ** 2 + white ** 2 + pink ** 2 + levels);
      }),
      { numRuns: 8, seed: 7 },
    );
  });

  it('add their variances: write noise each update, accumulating noise each pulse', () => {
    near(variances({ write: 0.02, pulse: 0.003 }, 4)[0], 4 * 0.02 ** 2 + 100 * 0.003 ** 2);
  });
});

describe('telegraph noise as fitted', () => {
  const withSteps = fits.map((fit, i) =>
    i % 2 ? fit : { ...fit, noise: { ...fit.noise, telegraph: { set: steps } } },
  );

  it('acts in the devices whose file has it', () => {
    const made = bankOf({ bank: 'mean', noise: { telegraph: 'fitted' } }, withSteps);
    const deviation = new Float64Array(each.length);
    made.readNoise!.read(Uint32Array.from(each), deviation, each.length);
    for (const d of each) expect(deviation[d] !== 0).toBe(d % 2 === 0);
  });

  it('is refused where no device has it', () => {
    expect(() => bankOf({ bank: 'mean', noise: { telegraph: 'fitted' } })).toThrow(
      'noise.telegraph: got "fitted", but none of the 27 devices has fitted telegraph noise: expected { height, highDwell, lowDwell }',
    );
  });
});

describe('the form of noise', () => {
  it.each<[NoiseChoice, string]>([
    ['read', 'read'],
    [{}, 'none'],
    [{ write: 0, telegraph: 0 }, 'none'],
    [{ write: 0.02, read: 'fitted' }, 'write 0.02 + read'],
    [{ read: { white: 0.01, pink: 'fitted' }, pulse: { size: 0.1 } }, 'white 0.01 + pink + pulse size 0.1'],
    [{ telegraph: 'fitted' }, 'telegraph'],
    [{ telegraph: steps }, 'telegraph height 0.1 highDwell 5 lowDwell 15'],
  ])('%j is called %j', (noise, label) => {
    expect(noiseLabel(noise)).toBe(label);
    const [condition] = experimentOf({ bank: 'mean', noise }).conditions;
    expect(condition.noise).toEqual(noise);
    expect(condition.name).toBe(`mean/${label}/linear/self-correcting`);
  });

  it.each([
    ['loud', 'noise: got "loud": expected one of "none", "write", "read", "pulse", "preset", or an object of noises such as { write: fitted }'],
    ['wrte', '; did you mean write?'],
    [0.02, 'noise: got 0.02: expected one of "none", '],
    [{ wite: 0.1 }, 'noise.wite: got an unknown setting: expected one of write, read, pulse, telegraph, cmo, cmo-fine, milo, wan-second, wan-day; did you mean write?'],
    [{ pink: 0.1 }, 'noise.pink: got an unknown setting: expected it as read: { pink: … }'],
    [{ write: -1 }, 'noise.write: got -1: expected at least 0'],
    [{ write: 'fited' }, 'noise.write: got "fited": expected "fitted" or a number from 0 to 1; did you mean fitted?'],
    [{ read: 0.1 }, 'noise.read: got 0.1: expected "fitted", 0 or { white, pink }'],
    [{ read: { blue: 1 } }, 'noise.read.blue: got an unknown setting: expected one of white, pink'],
    [{ telegraph: 0.1 }, 'noise.telegraph: got 0.1: expected "fitted", 0 or { height, highDwell, lowDwell }'],
    [{ telegraph: { lowDwell: 0.5 } }, 'noise.telegraph.lowDwell: got 0.5: expected at least 1'],
  ])('refuses %j in one sentence', (noise, sentence) => {
    const message = refusal({ bank: 'mean', noise });
    expect(message).toContain(sentence);
    expect(message).not.toMatch(/\n|Invalid|expected.*expected/);
  }); // prettier-ignore

  it.each([
    ['ideal', 'ideal does not take noise as an object: expected "none"'],
    ['ecram', 'ecram does not take noise as an object: expected one of "preset", "none"'],
  ])('takes no object for %s', (model, sentence) => {
    expect(refusal({ bank: model, noise: { write: 0.1 } })).toContain(sentence);
  });

  it('takes its size from one place', () => {
    expect(refusal({ bank: 'mean', noise: { write: 0.1 }, sigma: 0.1 })).toContain(
      'sigma: got 0.1: only write noise takes a sigma: expected the size in noise: { write: … }',
    );
  });

  it('names the conditions of a sweep, which itself varies noise by its names', () => {
    const conditions = [
      { bank: 'mean', noise: { write: 0.02, telegraph: steps } },
      { bank: 'mean', noise: 'read' },
    ];
    const { sweep } = parseSweep({ environment: 't-maze', conditions, sweep: { discount: [0.5] } });
    expect(sweep.conditions).toEqual([
      'bank mean / noise write 0.02 + telegraph height 0.1 highDwell 5 lowDwell 15',
      'bank mean / noise read',
    ]);
    expect(() =>
      parseSweep({
        environment: 't-maze',
        conditions: [{ bank: 'mean' }],
        sweep: { noise: [{ write: 0.1 }] },
      }),
    ).toThrow('sweep.noise.0: got {"write":0.1}: expected one of "none"');
  });
});
