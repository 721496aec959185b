import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { assemble } from '../../src/experiment/assemble.js';
import type { ConditionInput } from '../../src/experiment/condition.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { runSeed, type SeedResult } from '../../src/experiment/seed-run.js';
import { compiledRuns } from '../../src/kernel/compiled-runs.js';

const fits = shippedDevices().devices;

/** The same seeds by the parts in TypeScript and by the compiled loop. */
async function both(
  environment: string,
  condition: ConditionInput,
  seeds: number,
  episodes: number,
): Promise<[parts: SeedResult, compiled: SeedResult][]> {
  const experiment = parseExperiment({ environment, seeds, episodes, conditions: [condition] });
  const make = assemble(experiment, experiment.conditions[0], fits);
  const compiled = compiledRuns(experiment, 0, fits);
  const pairs: [SeedResult, SeedResult][] = [];
  for (let seed = 0; seed < seeds; seed++)
    pairs.push([await runSeed(experiment, 0, seed, make(seed)), compiled(seed)]);
  return pairs;
}

/** Numbers are equal to rounding, which may grow over thousands of updates. */
function expectSame(one: unknown, other: unknown, place = 'result'): void {
  if (typeof one === 'number') {
    const off = Math.abs(one - (other as number));
    expect(off <= 1e-9 * Math.max(1e-3, Math.abs(one)), `${place}: ${one} and ${String(other)}`).toBe(true);
  } else if (typeof one === 'object' && one !== null) {
    expect(Object.keys(other as object), place).toEqual(Object.keys(one));
    for (const [key, value] of Object.entries(one))
      expectSame(value, (other as Record<string, unknown>)[key], `${place}.${key}`);
  } else expect(other, place).toEqual(one);
}

describe('the compiled loop', () => {
  it.each<ConditionInput>([
    { bank: 'ideal' },
    { bank: 'ideal', scheme: 'open-loop' },
    { bank: 'mean' },
    { bank: 'mean', noise: 'none' },
    { bank: 'mean', sigma: 0.1 },
    { bank: 'cycles' },
    { bank: 'cycles', noise: { write: 0.05, pulse: 0.01 } },
    { bank: 'cycles', noise: 'pulse' },
    { bank: 'cycles', scheme: 'open-loop' },
    { bank: 'cycles', scheme: 'open-loop', noise: 'none', learningRate: 1, temperature: 0.05 },
  ])('does in the T-maze what its parts do, with the same random numbers: %j', async (condition) => {
    for (const [parts, compiled] of await both('t-maze', condition, 6, 120)) expectSame(parts, compiled);
  });

  it.each<ConditionInput>([
    { bank: 'mean' },
    { bank: 'mean', sigma: 0.0294, learningRate: 0.08 },
    { bank: 'cycles', noise: 'none', threshold: 0.01 },
    { bank: 'cycles', scheme: 'open-loop' },
    { bank: 'ideal', learningRate: 0.8, discount: 0.9, temperature: 0.1, threshold: 0 },
  ])('does in the water maze what its parts do: %j', async (condition) => {
    for (const [parts, compiled] of await both('water-maze', condition, 2, 60)) expectSame(parts, compiled);
  });

  it('gives a seed the same result whatever ran before it', () => {
    const experiment = parseExperiment({
      environment: 'water-maze',
      episodes: 20,
      conditions: [{ bank: 'cycles', noise: { write: 'fitted', read: 'fitted' } }],
    });
    const [one, other] = [compiledRuns(experiment, 0, fits), compiledRuns(experiment, 0, fits)];
    other(4);
    expect(other(5)).toEqual(one(5));
  });

  it('marks the episodes that the step limit ends', async () => {
    const conditions = [{ bank: 'mean' }];
    const parsed = parseExperiment({ environment: 't-maze', stepLimit: 15, episodes: 30, conditions });
    const make = assemble(parsed, parsed.conditions[0], fits);
    const parts = await runSeed(parsed, 0, 3, make(3));
    const compiled = compiledRuns(parsed, 0, fits)(3);
    expect(compiled.truncated.some((each) => each === 1)).toBe(true);
    expect(compiled.truncated.some((each) => each === 0)).toBe(true);
    expectSame(parts, compiled);
  });
});
