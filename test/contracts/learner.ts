import { describe, expect, it } from 'vitest';
import type { DeviceBank } from '../../devices/device-bank.js';
import { shippedDevices } from '../../devices/files/device-file.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import type { Environment } from '../../envs/environment.js';
import type { Observation } from '../../src/core/observation.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { completeSettings } from '../../src/core/setting.js';
import { assemble } from '../../src/experiment/assemble.js';
import { catalogue } from '../../src/experiment/catalogue.js';
import { runEpisode } from '../../src/experiment/episode.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { runSeed } from '../../src/experiment/seed-run.js';
import { observationOf } from '../core/observation-of.js';
import { later } from '../drivers/later.js';
import { PlainWeights, stepOf } from '../learners/plain-weights.js';

const CELLS = 3;
const ACTIONS = 2;
const learning = { learningRate: 0.2, discount: 0.9, temperature: 0.3, threshold: 0 };
const [x, next, elsewhere] = [
  observationOf(1, 0.5, 0),
  observationOf(0, 0.5, 1),
  observationOf(0.3, 0.1, 0.7),
];

/** What every learner must do. */
export function learnerContract(name: string): void {
  const kind = catalogue.learners.get(name);
  const settings = completeSettings(kind.settings);
  const heads = kind.heads(ACTIONS);

  function made(seed = 1, weights: (device: number) => number = (device) => ((7 * device) % 9) / 10) {
    const scheme = new PlainWeights(CELLS, heads.length);
    scheme.weight.forEach((_, device) => (scheme.weight[device] = weights(device)));
    const random = new RandomStream(`learner ${seed}`);
    const agent = kind.make({ scheme, learning, random, cells: CELLS, actions: ACTIONS }, settings);
    return { scheme, agent };
  }

  async function asked(changes: Parameters<typeof stepOf>[0], after: Observation, weights?: () => number) {
    const { scheme, agent } = made(1, weights);
    await agent.act(x);
    await agent.learn(stepOf(changes), after);
    return scheme.asked;
  }

  describe(`${name} keeps the contract of a learner`, () => {
    it('names its columns, each once, and values and odds of what flows out of them', () => {
      const names = heads.flatMap((head) => [head.name, head.role(3), head.column(3)]);
      expect(new Set(names).size).toBe(names.length);
      const sums = Float64Array.from(heads, (_, head) => 0.1 * head);
      const odds = new Float64Array(ACTIONS);
      kind.odds(sums, learning, odds, settings);
      expect(odds.every((share) => share >= 0) && odds.some((share) => share > 0)).toBe(true);
      expect(Number.isFinite(kind.value(sums, settings))).toBe(true);
    });

    it('chooses actions that there are, the same ones with the same seed', async () => {
      const walk = async () => {
        const { agent } = made();
        const actions: number[] = [];
        for (let k = 0; k < 100; k++) {
          actions.push(await agent.act(k % 2 ? next : x));
          await agent.learn(stepOf({ reward: k % 7 ? 0 : 1, terminated: k % 7 === 0 }), k % 2 ? x : next);
        }
        return actions;
      };
      const actions = await walk();
      expect(actions.every((action) => action >= 0 && action < ACTIONS && Number.isInteger(action))).toBe(
        true,
      );
      expect(await walk()).toEqual(actions);
    });

    it('holds in its batch what it asked for, each device once', async () => {
      const { scheme, agent } = made();
      for (let k = 0; k < 10; k++) {
        await agent.act(k % 2 ? next : x);
        await agent.learn(stepOf({ reward: 1 }), k % 2 ? x : next);
        const { device, delta, count } = agent.batch;
        const rows = Array.from({ length: count }, (_, i) => [device[i], delta[i]]);
        expect(rows).toEqual(scheme.asked);
        expect(count).toBeGreaterThan(0);
        expect(new Set(device.subarray(0, count)).size).toBe(count);
      }
    });

    it('uses no value of what follows an end', async () => {
      const ends = await asked({ reward: 1, terminated: true }, next);
      expect(ends.length).toBeGreaterThan(0);
      expect(await asked({ reward: 1, terminated: true }, elsewhere)).toEqual(ends);
      expect(await asked({ reward: 1, truncated: true }, next)).not.toEqual(ends);
    });

    it('teaches no action more than another where the action had no say', async () => {
      for (const terminated of [true, false]) {
        const taught = new Map(await asked({ reward: 1, forced: true, terminated }, next, () => 0.2));
        expect(taught.size).toBeGreaterThan(0);
        for (let cell = 0; cell < CELLS; cell++) {
          const changes = heads.flatMap(({ action }, head) =>
            action === undefined ? [] : [taught.get(cell * heads.length + head) ?? 0],
          );
          expect(changes.every((change) => change === changes[0])).toBe(true);
        }
      }
    });

    it('does not learn from one Observation that is both before and after a step: it is refused', async () => {
      const { agent } = made();
      const shared: Environment = { observation: x, actions: ACTIONS, reset() {}, step: () => stepOf() };
      await expect(runEpisode(shared, agent, () => {})).rejects.toThrow(
        'got the same Observation before and after a step: expected two that take turns',
      );
    });

    it('does the same on boards that answer later', async () => {
      const experiment = parseExperiment({
        environment: 't-maze',
        episodes: 12,
        seeds: 1,
        conditions: [{ bank: 'cycles', noise: 'read', learner: name }],
      });
      const wire = (slow: boolean) => (bank: DeviceBank, columns: number) => {
        const board = new SimulatedBoard(bank, columns);
        return { board: slow ? later(board) : board, held: () => bank.conductance };
      };
      const { devices } = shippedDevices();
      const run = (slow: boolean) => {
        const make = assemble(
          experiment,
          experiment.conditions[0],
          devices,
          undefined,
          undefined,
          wire(slow),
        );
        return runSeed(experiment, 0, 1, make(1));
      };
      expect(await run(true)).toEqual(await run(false));
    });
  });
}
