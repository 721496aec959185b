import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { blocked } from '../../envs/water-maze.js';
import { assemble } from '../../src/experiment/assemble.js';
import { parseExperiment, type ExperimentInput } from '../../src/experiment/experiment.js';
import type { Engine } from '../../src/experiment/engine.js';
import { runSeed } from '../../src/experiment/seed-run.js';
import { traceSeed } from '../../src/runs/run-trace.js';

const { devices } = shippedDevices();
const SEED = 5;
const EPISODES = 60;

async function traced(settings: ExperimentInput, engine: Engine = 'ts') {
  const experiment = parseExperiment({ episodes: EPISODES, ...settings });
  const all = Array.from({ length: EPISODES }, (_, i) => i + 1);
  const run = await runSeed(
    experiment,
    0,
    SEED,
    assemble(experiment, experiment.conditions[0], devices)(SEED),
  );
  return { run, trace: await traceSeed(experiment, 0, SEED, devices, all, engine) };
}

const settings: ExperimentInput[] = [
  { environment: 't-maze', conditions: [{ bank: 'cycles' }] },
  { environment: 't-maze', stepLimit: 20, conditions: [{ bank: 'cycles', scheme: 'open-loop' }] },
  { environment: 'water-maze', conditions: [{ bank: 'mean' }] },
  { environment: 'water-maze', conditions: [{ bank: 'ideal' }] },
  { environment: 'pool-reference-memory', conditions: [{ bank: 'mean' }] },
];

describe('the trace of a seed', () => {
  it.each(settings)('goes as many moves as the run did, episode by episode: %j', async (setting) => {
    const { run, trace } = await traced(setting);
    expect(trace.trajectories.map(({ places }) => places.length - 1)).toEqual([...run.steps]);
    expect(trace.trajectories.map(({ truncated }) => Number(truncated))).toEqual([...run.truncated]);
  });

  it.each(settings)('counts every place of the last tenth of the episodes: %j', async (setting) => {
    const { trace } = await traced(setting);
    const { from, to, visits } = trace.occupancy;
    expect([from, to]).toEqual([55, 60]);
    const places = trace.trajectories.slice(from - 1).flatMap((trajectory) => trajectory.places);
    expect(visits.reduce((sum, number) => sum + number, 0)).toBe(places.length);
  });

  it.each(settings.slice(0, 4))('is the same with the compiled loop: %j', async (setting) => {
    const [{ trace: parts }, { trace: compiled }] = [await traced(setting), await traced(setting, 'wasm')];
    expect(compiled.occupancy).toEqual(parts.occupancy);
    for (const [i, { places, ...facts }] of compiled.trajectories.entries()) {
      const { places: expected, ...others } = parts.trajectories[i];
      expect(facts).toEqual(others);
      expect(places.flat()).toHaveLength(expected.flat().length);
      for (const [k, at] of places.flat().entries()) expect(at).toBeCloseTo(expected.flat()[k], 12);
    }
  });

  it('goes from state 0 of the T-maze to the one with the reward', async () => {
    const { trace } = await traced(settings[0]);
    for (const { places, truncated } of trace.trajectories.filter((one) => !one.truncated)) {
      expect(truncated).toBe(false);
      expect(places[0]).toEqual([0]);
      expect(places.at(-1)).toEqual([6]);
    }
    expect(trace.occupancy.visits).toHaveLength(9);
    expect(trace.occupancy.visits[6]).toBe(6);
  });

  it('stays out of the wall of the water maze, and makes no long moves', async () => {
    const { trace } = await traced(settings[3]);
    for (const { places } of trace.trajectories)
      places.forEach(([x, y], i) => {
        if (i < places.length - 1) expect(blocked(Float64Array.of(x, y))).toBe(false);
        if (i > 0) expect(Math.hypot(x - places[i - 1][0], y - places[i - 1][1])).toBeLessThan(1.5 + 1e-9);
      });
    const inside = trace.occupancy.visits.filter((_, square) => {
      const middle = (i: number) => (i + 0.5) / 2 - 6;
      return blocked(Float64Array.of(middle(square % 24), middle(Math.floor(square / 24))));
    });
    // Only the last move of an episode may end there: it goes on through the goal.
    expect(inside.reduce((sum, number) => sum + number, 0)).toBeLessThanOrEqual(6);
  });

  it('is the same at each call', async () => {
    expect(await traced(settings[2])).toEqual(await traced(settings[2]));
  });
});
