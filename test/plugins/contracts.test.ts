import { describe, expect, it } from 'vitest';
import type { DeviceBank } from '../../devices/device-bank.js';
import type { DeviceKind } from '../../devices/device-kind.js';
import { ideal } from '../../devices/ideal.js';
import type { SeparateNoise } from '../../devices/noise/noise-kind.js';
import type { TaskKind } from '../../envs/task-kind.js';
import { tMaze } from '../../envs/t-maze.js';
import { Observation } from '../../src/core/observation.js';
import { UpdateBatch } from '../../src/core/update-batch.js';
import { catalogue } from '../../src/experiment/catalogue.js';
import { runEpisode } from '../../src/experiment/episode.js';
import {
  deviceFaults,
  environmentFaults,
  learnerFaults,
  noiseFaults,
  reliabilityFaults,
  schemeFaults,
  taskFaults,
} from '../../src/exports/contracts.js';
import { actorCritic } from '../../src/learners/actor-critic.js';
import { selfCorrecting } from '../../src/schemes/self-correcting.js';

describe('every kind of memloop keeps its contract', () => {
  it.each(catalogue.devices.entries)('device %s', async (_, kind) =>
    expect(await deviceFaults(kind)).toEqual([]),
  );
  it.each(catalogue.noises.entries)('noise %s', async (_, kind) =>
    expect(await noiseFaults(kind)).toEqual([]),
  );
  it.each(catalogue.reliability.entries)('reliability effect %s', async (_, kind) =>
    expect(await reliabilityFaults(kind)).toEqual([]),
  );
  it.each(catalogue.tasks.entries)('task %s', async (_, kind) => expect(await taskFaults(kind)).toEqual([]));
  it.each(catalogue.schemes.entries)('scheme %s', async (_, kind) =>
    expect(await schemeFaults(kind)).toEqual([]),
  );
  it.each(catalogue.learners.entries)('learner %s', async (_, kind) =>
    expect(await learnerFaults(kind)).toEqual([]),
  );
});

/** A device kind whose pulses do something. */
function device(pulse: (bank: DeviceBank, batch: UpdateBatch) => void): DeviceKind {
  return {
    meaning: 'planted',
    settings: {},
    noise: 'none',
    make: (parts, settings) => {
      const model = ideal.make(parts, settings);
      return {
        ...model,
        bank: (random) => {
          const bank: DeviceBank = model.bank(random);
          return Object.assign(bank, { pulse: (batch: UpdateBatch) => pulse(bank, batch) });
        },
      };
    },
  };
}

/** Moves each device of a batch by its pulses, as a share of the window, and keeps it inside. */
function move(
  { conductance, lowest, highest }: DeviceBank,
  { device: devices, pulses, count }: UpdateBatch,
  gain = () => 1,
): void {
  for (let i = 0; i < count; i++) {
    const d = devices[i];
    const moved = conductance[d] + ((pulses[i] * gain()) / 200) * (highest[d] - lowest[d]);
    conductance[d] = Math.min(Math.max(moved, lowest[d]), highest[d]);
  }
}

describe('a contract finds', () => {
  it('nothing in a device that keeps it', async () => expect(await deviceFaults(device(move))).toEqual([]));

  it.each<[string, Parameters<typeof device>[0], string]>([
    ['conductances that are no numbers', ({ conductance }, { device: [d] }) => (conductance[d] = NaN), 'got NaN S'],
    ['conductances outside the window', ({ conductance }, { device: [d] }) => (conductance[d] = 1), 'inside its window'],
    ['a device that no batch named', (bank, batch) => { move(bank, batch); bank.conductance[11] = bank.highest[11]; }, 'was in no batch'],
    ['random numbers of its own', (bank, batch) => move(bank, batch, Math.random), 'no Math.random'],
    ['a bank that reads delta', (bank, batch) => { if (!batch.delta.some(Number.isNaN)) move(bank, batch); }, 'the column delta'],
    ['a device that stays where it is', () => {}, 'expected the last tenth of its window'],
  ])('%s', async (_, pulse, part) => {
    expect((await deviceFaults(device(pulse))).join()).toContain(part);
  }); // prettier-ignore

  it.each<[string, object, string]>([
    ['a kind without make', { make: undefined }, 'make: got nothing: expected a function'],
    ['a kind without meaning', { meaning: '' }, 'meaning: got ""'],
    ['a default beyond its limits', { settings: { x: { default: 3, minimum: 0, maximum: 1, meaning: 'x' } } }, 'settings.x.default: got 3: expected 0 to 1'],
    ['a setting that is no setting', { settings: { x: 3 } }, 'settings.x: got 3: expected { default'],
    ['an unknown use of noise', { noise: 'some' }, 'noise: got "some": expected one of none, own, fitted'],
  ])('%s', async (_, wrong, part) => {
    expect((await deviceFaults({ ...device(move), ...wrong })).join()).toContain(part);
  }); // prettier-ignore

  it('one Observation that is shared', async () => {
    const shared = new Observation(1);
    const step = { reward: 1, terminated: false, truncated: false, forced: false };
    const make = () => ({ observation: shared, actions: 2, reset: () => {}, step: () => step });
    expect((await environmentFaults({ make })).join()).toContain('nothing is learned');
    const agent = { batch: new UpdateBatch(1), act: () => 0, learn: () => {} };
    await expect(runEpisode(make(), agent, () => {})).rejects.toThrow('two that take turns');
  });

  it('a task that tells its watch nothing, or has other cells', async () => {
    const deaf: TaskKind = {
      ...tMaze,
      make: () => ({ ...tMaze.make({}), environment: (random) => tMaze.make({}).environment(random) }),
    };
    expect((await taskFaults(deaf)).join()).toContain('watched(environment, watch)');
    const small: TaskKind = { ...tMaze, make: () => ({ ...tMaze.make({}), cells: 4 }) };
    expect((await taskFaults(small)).join()).toContain('expected 4, the cells of the task');
  });

  it('actions that there are not, and a learner that does not learn', async () => {
    const wild = {
      ...actorCritic,
      make: (...parts: Parameters<typeof actorCritic.make>) =>
        Object.assign(actorCritic.make(...parts), { act: () => 7 }),
    };
    expect((await learnerFaults(wild)).join()).toContain('got the action 7');
    const lazy = {
      ...actorCritic,
      make: (...parts: Parameters<typeof actorCritic.make>) =>
        Object.assign(actorCritic.make(...parts), { learn: () => {} }),
    };
    expect((await learnerFaults(lazy)).join()).toContain('got no update');
  });

  it('a scheme that writes nothing', async () => {
    const idle = {
      ...selfCorrecting,
      make: (...parts: Parameters<typeof selfCorrecting.make>) =>
        Object.assign(selfCorrecting.make(...parts), { apply: () => {} }),
    };
    expect((await schemeFaults(idle)).join()).toContain('toward 0.6');
  });

  it('a reading that overwrites what is there', async () => {
    const loud: SeparateNoise = {
      meaning: 'planted',
      settings: {},
      part: () => ({ read: (_, deviation) => void deviation.fill(1e-6) }),
    };
    expect((await noiseFaults(loud)).join()).toContain('deviation[i] += …');
  });
});
