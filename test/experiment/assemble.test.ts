import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { stepDevices } from '../../devices/steps/step-kinds.js';
import { assemble } from '../../src/experiment/assemble.js';
import { parseExperiment, type ExperimentInput } from '../../src/experiment/experiment.js';
import { runSeed } from '../../src/experiment/seed-run.js';

async function learned(
  condition: NonNullable<ExperimentInput['conditions']>[number],
  learning: { learningRate?: number } = {},
) {
  const experiment = parseExperiment({
    environment: 't-maze',
    episodes: 40,
    ...learning,
    conditions: [condition],
  });
  const made = assemble(experiment, experiment.conditions[0], shippedDevices().devices)(1);
  return runSeed(experiment, 0, 1, made);
}

describe('an assembled condition', () => {
  it('learns as it says itself, and else as its experiment says', async () => {
    const [own, shared, other] = [
      await learned({ bank: 'ideal', learningRate: 0.4 }),
      await learned({ bank: 'ideal' }, { learningRate: 0.4 }),
      await learned({ bank: 'ideal' }),
    ];
    expect(own).toEqual(shared);
    expect(own.weights).not.toEqual(other.weights);
  });

  it('reports what the devices hold, and not what a noisy read makes of it', async () => {
    const { weights, critic } = await learned({ bank: 'cycles', noise: 'read' });
    for (const weight of [...weights, ...critic]) {
      expect(weight).toBeGreaterThanOrEqual(0);
      expect(weight).toBeLessThanOrEqual(1);
    }
  });

  it.each(Object.keys(stepDevices))('learns in %s, in devices of its own for every seed', async (bank) => {
    const [linear, inverse, quiet] = [
      await learned({ bank }),
      await learned({ bank, pulses: 'inverse' }),
      await learned({ bank, noise: 'none' }),
    ];
    for (const { weights } of [linear, inverse, quiet]) {
      expect(weights.every((weight) => weight >= 0 && weight <= 1)).toBe(true);
      // With four pulses from end to end, most wishes are worth none.
      if (bank !== 'reram-hfo2') expect(Math.max(...weights)).toBeGreaterThan(0.3);
    }
    expect(linear).toEqual(await learned({ bank }));
    // Where every step is the same, both ways of counting are.
    const equalSteps = bank === 'idealized-step' || bank === 'gokmen-vlasov';
    expect(isDeepStrictEqual(linear.weights, inverse.weights)).toBe(equalSteps);
    expect(linear.weights).not.toEqual(quiet.weights);
  });
});
