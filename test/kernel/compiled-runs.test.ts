import { describe, expect, it } from 'vitest';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { assemble } from '../../src/experiment/assemble.js';
import type { ConditionInput } from '../../src/experiment/condition.js';
import { parseExperiment, type ExperimentInput } from '../../src/experiment/experiment.js';
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
  if (Number.isNaN(one)) expect(other, place).toBeNaN();
  else if (typeof one === 'number') {
    const off = Math.abs(one - (other as number));
    expect(off <= 1e-9 * Math.max(1e-3, Math.abs(one)), `${place}: ${one} and ${String(other)}`).toBe(true);
  } else if (typeof one === 'object' && one !== null) {
    expect(Object.keys(other as object), place).toEqual(Object.keys(one));
    for (const [key, value] of Object.entries(one))
      expectSame(value, (other as Record<string, unknown>)[key], `${place}.${key}`);
  } else expect(other, place).toEqual(one);
}

/** One seed of an experiment with one condition, by both. */
async function bothOf(input: Partial<ExperimentInput>, devices = fits): Promise<[SeedResult, SeedResult]> {
  const experiment = parseExperiment({ environment: 't-maze', ...input });
  const make = assemble(experiment, experiment.conditions[0], devices);
  return [await runSeed(experiment, 0, 3, make(3)), compiledRuns(experiment, 0, devices)(3)];
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

  it('follows RESET curves of their own number of pulses', async () => {
    const shorter = fits.map((fit) => ({ ...fit, resetPulses: 120 }));
    const input = { seeds: 1, episodes: 60, conditions: [{ bank: 'mean' }] };
    const [parts, compiled] = await bothOf(input, shorter);
    expectSame(parts, compiled);
    const [others] = await bothOf(input);
    expect(parts).not.toEqual(others);
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

  it.each<Partial<ExperimentInput>>([
    { stepLimit: 15, episodes: 30, conditions: [{ bank: 'mean' }] },
    { stepLimit: 1, episodes: 101, conditions: [{ bank: 'mean' }] },
    { stepLimit: Number.MAX_SAFE_INTEGER, episodes: 3, conditions: [{ bank: 'mean' }] },
    { firstSeed: Number.MAX_SAFE_INTEGER - 99, seeds: 5, episodes: 5, conditions: [{ bank: 'cycles' }] },
    { discount: 0, episodes: 50, conditions: [{ bank: 'mean' }] },
    { discount: 1, learningRate: 0.3, episodes: 50, conditions: [{ bank: 'cycles' }] },
    { threshold: 1, episodes: 20, conditions: [{ bank: 'mean' }] },
    { temperature: 1e-6, episodes: 20, conditions: [{ bank: 'mean' }] },
  ])('keeps to its parts at the ends of settings: %j', async (input) => {
    const [parts, compiled] = await bothOf(input);
    expectSame(parts, compiled);
    if (input.stepLimit === 15) expect(new Set(compiled.truncated)).toEqual(new Set([0, 1]));
  });

  it('runs devices with other ranges, without measuring conditions, and with one alone', async () => {
    const { conditions: _, ...unknown } = fits[3];
    const others: DeviceFit[] = [fits[2], unknown, { ...fits[5], pulses: 130 }];
    for (const devices of [others, [fits[7]]]) {
      const [parts, compiled] = await bothOf({ episodes: 60, conditions: [{ bank: 'cycles' }] }, devices);
      expectSame(parts, compiled);
      expect(compiled.costs.joules.some(Number.isNaN)).toBe(devices.length > 1);
    }
  });

  // The 28th device, which the T-maze has no place for, is the only one with read noise.
  it('keeps the rule of the ends of a window for devices without read noise', async () => {
    const quiet = fits.map((fit) => ({
      ...fit,
      noise: { ...fit.noise, white: { set: 0, reset: 0 }, pink: { set: 0, reset: 0 } },
    }));
    const noise = { write: 'fitted', read: 'fitted' } as const;
    const [parts, compiled] = await bothOf(
      { episodes: 80, conditions: [{ bank: 'mean', noise }] },
      [...quiet, fits[0]], // prettier-ignore
    );
    expectSame(parts, compiled);
  });

  // At α = 0.5 changes of exactly half a pulse occur, and the last bit decides how they are rounded.
  it('learns alike where half a pulse is rounded', async () => {
    const settings = { episodes: 100, learningRate: 0.5, discount: 0.5 };
    const [parts, compiled] = await bothOf({
      ...settings,
      conditions: [{ bank: 'cycles', scheme: 'open-loop' }],
    });
    const pulses = ({ costs }: SeedResult) => costs.set.at(-1)! + costs.reset.at(-1)!;
    expect(Math.abs(pulses(compiled) / pulses(parts) - 1)).toBeLessThan(0.02);
    expect([...compiled.steps]).toEqual([...parts.steps]);
  });
});
