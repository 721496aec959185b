import { describe, expect, it } from 'vitest';
import { linearDevice } from '../../devices/linear-device.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { assemble } from '../../src/experiment/assemble.js';
import type { ConditionInput } from '../../src/experiment/condition.js';
import { dissection, type SeedAnatomy } from '../../src/analysis/anatomy/dissect-seed.js';
import { runEpisode } from '../../src/experiment/episode.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { runSeed } from '../../src/experiment/seed-run.js';
import { AgentWithIdealCopy } from '../../src/analysis/anatomy/agent-with-ideal-copy.js';
import { ErrorProbe } from '../../src/analysis/anatomy/error-probe.js';
import type { Learning } from '../../src/core/learning.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { ActorCritic } from '../../src/learners/actor-critic.js';
import type { UpdateScheme } from '../../src/schemes/update-scheme.js';
import { catalogue } from '../../src/experiment/catalogue.js';

const fits = shippedDevices().devices;
const experimentOf = (condition: ConditionInput, episodes = 60) =>
  parseExperiment({ environment: 't-maze', episodes, conditions: [condition] });

/** Makes the actor–critic on memory of its own. */
const copyOf = (learning: Learning) => (scheme: UpdateScheme) =>
  new ActorCritic(scheme, learning, new RandomStream('ideal copy'), 9, 2);

function dissect(condition: ConditionInput, devices: readonly DeviceFit[] = fits, episodes = 60) {
  const experiment = experimentOf(condition, episodes);
  return dissection(experiment, experiment.conditions[0], devices);
}

describe('the parts of the error of every update', () => {
  it.each(catalogue.schemes.names)('%s: without noise there is no ε2', async (scheme) => {
    const { parts } = await dissect({ bank: 'cycles', noise: 'none', scheme })(1);
    expect(parts.linear.count).toBeGreaterThan(50);
    expect(parts.linear.rms).toBeGreaterThan(0.001);
    expect(parts.noise.rms).toBeLessThan(1e-12);
  });

  it('step devices: ε2 is there with their own noise, and not without', async () => {
    const still = await dissect({ bank: 'reram-es', noise: 'none' })(1);
    const noisy = await dissect({ bank: 'reram-es' })(1);
    expect(still.parts.noise.rms).toBeLessThan(1e-12);
    expect(noisy.parts.noise.rms).toBeGreaterThan(0.005);
    expect(noisy.parts.reading.rms).toBeGreaterThan(0.02);
  });

  it.each(['actor-critic', 'actor-critic-traces'])(
    '%s: ideal memory makes no error, and equals its ideal copy',
    async (learner) => {
      const { parts, critic, actor } = await dissect({ bank: 'ideal', learner })(1);
      expect(parts.both.count).toBeGreaterThan(100);
      for (const error of [parts.linear.rms, parts.noise.rms, parts.reading.rms, critic, actor])
        expect(error).toBeLessThan(1e-10);
    },
  );

  it('a learner without a critic is refused', () => {
    expect(() => dissect({ bank: 'ideal', learner: 'q-learning' })).toThrow(
      'got the learner q-learning, which has no critic',
    );
  });

  it('read noise leaves nothing in the devices, only in readings', async () => {
    const { parts, response } = await dissect({ bank: 'cycles', noise: 'read' })(1);
    expect(parts.noise.rms).toBeLessThan(1e-12);
    expect(parts.reading.rms).toBeGreaterThan(0.03);
    expect(response).toBeUndefined();
  });

  it.each(['self-correcting', 'open-loop', 'mixed-precision', 'tiki-taka-v2'] as const)(
    '%s: a dissected run is the same run',
    async (scheme) => {
      const experiment = experimentOf({ bank: 'cycles', noise: 'write', scheme });
      const [condition] = experiment.conditions;
      const plain = await runSeed(experiment, 0, 7, assemble(experiment, condition, fits)(7));
      const probe = new ErrorProbe(27);
      const made = assemble(experiment, condition, fits, undefined, probe)(7);
      const agent = new AgentWithIdealCopy(made.agent, copyOf({ ...experiment, ...condition }), 9, 3);
      const probed = await runSeed(experiment, 0, 7, { ...made, agent });
      expect(probed.steps).toEqual(plain.steps);
      expect(probed.weights).toEqual(plain.weights);
    },
  );

  it('the ideal copy of an open-loop learner equals its digital copy', async () => {
    const experiment = experimentOf({ bank: 'cycles', scheme: 'open-loop' });
    const made = assemble(experiment, experiment.conditions[0], fits)(3);
    const agent = new AgentWithIdealCopy(made.agent, copyOf(experiment), 9, 3);
    for (let k = 0; k < 60; k++) await runEpisode(made.environment, agent, () => {});
    agent.weight.forEach((weight, w) => expect(weight).toBeCloseTo(made.believed![w], 9));
  });
});

describe('errors over visits', () => {
  // Small noise on straight curves: the ends of the window play hardly any part.
  const straight = Array.from({ length: 27 }, () => linearDevice(100_000, { update: 0.002 }));

  /** Means over some seeds. */
  async function after(scheme: 'self-correcting' | 'open-loop') {
    const make = dissect({ bank: 'cycles', scheme }, straight, 150);
    const seeds: SeedAnatomy[] = [];
    for (let seed = 0; seed < 8; seed++) seeds.push(await make(seed));
    const mean = (value: (one: SeedAnatomy) => number) =>
      seeds.reduce((sum, one) => sum + value(one) / seeds.length, 0);
    return {
      left: (k: number) => mean(({ response }) => response![k]),
      rms: mean(({ parts }) => parts.noise.rms),
      critic: mean(({ critic }) => critic),
    };
  }

  it('without feedback an error stays, with it (1 − α)^k is left after k visits', async () => {
    const open = await after('open-loop');
    const closed = await after('self-correcting');
    for (const k of [0, 1, 3, 5, 10]) {
      expect(Math.abs(open.left(k) - 1), `open loop, ${k}`).toBeLessThan(0.08);
      expect(Math.abs(closed.left(k) - 0.8 ** k), `feedback, ${k}`).toBeLessThan(0.08);
    }
    for (const { rms } of [open, closed]) expect(Math.abs(rms / 0.002 - 1)).toBeLessThan(0.1);
    // Some 150 visits a state: √150 σ without feedback, 1.7 σ and the errors of the states ahead with it.
    expect(open.critic).toBeGreaterThan(2 * closed.critic);
    expect(closed.critic).toBeLessThan(0.02);
  });
});
