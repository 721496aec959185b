import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import type { SeparateNoise } from '../../devices/noise/noise-kind.js';
import { UsageError } from '../../src/core/errors.js';
import { arrayMaker } from '../../src/experiment/array-maker.js';
import { catalogue } from '../../src/experiment/catalogue.js';
import type { ConditionInput } from '../../src/experiment/condition.js';
import { experimentJsonSchema, parseExperiment } from '../../src/experiment/experiment.js';
import { noiseLabel } from '../../src/experiment/noise-choice.js';
import { batchOf } from '../contracts/device-bank.js';

const fits = shippedDevices().devices;

function experimentOf(condition: ConditionInput) {
  return parseExperiment({ environment: 't-maze', episodes: 30, conditions: [condition] });
}

function bankOf(condition: ConditionInput) {
  return arrayMaker(experimentOf(condition).conditions[0], fits, Uint16Array.from(fits.keys())).bank(1);
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

describe('a noise from outside', () => {
  const drift: SeparateNoise<'size'> = {
    meaning: 'each update loses a share of the weight',
    settings: { size: { default: 0.01, minimum: 0, maximum: 1, meaning: 'share of the weight' } },
    part: ({ conductance, lowest, sizes }) => ({
      write({ device, count }) {
        for (let i = 0; i < count; i++) {
          const d = device[i];
          conductance[d] -= (sizes[d]?.size ?? 0) * (conductance[d] - lowest[d]);
        }
      },
    }),
  };

  it('can be chosen once it is in the catalogue, beside the others', () => {
    const noise = { write: 'fitted', 'my-plugin/drift': { size: 0.5 } } as const;
    expect(refusal({ bank: 'mean', noise })).toContain('noise.my-plugin/drift: got an unknown setting');
    catalogue.noises.add('my-plugin/drift', drift);
    expect(noiseLabel(noise)).toBe('write + my-plugin/drift size 0.5');
    expect(JSON.stringify(experimentJsonSchema())).toContain('each update loses a share of the weight');
    expect(refusal({ bank: 'mean', noise: { 'my-plugin/drift': 'fitted' } })).toContain(
      'noise.my-plugin/drift: got "fitted": expected a number from 0 to 1',
    );
    const [half, whole] = [bankOf({ bank: 'mean', noise }), bankOf({ bank: 'mean', noise: 'write' })];
    for (const each of [half, whole]) each.pulse(batchOf([{ device: 0, delta: 0.6 }]));
    expect((half.conductance[0] - half.lowest[0]) / (whole.conductance[0] - half.lowest[0])).toBeCloseTo(
      0.5,
      12,
    );
  });
});
