import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { assemble } from '../../src/experiment/assemble.js';
import { parseExperiment, type ExperimentInput } from '../../src/experiment/experiment.js';
import { runSeed } from '../../src/experiment/seed-run.js';
import { actorCriticTraces } from '../../src/learners/actor-critic-traces.js';
import { actorCritic } from '../../src/learners/actor-critic.js';
import { observationOf } from '../core/observation-of.js';
import { PlainWeights, stepOf } from './plain-weights.js';

const CELLS = 4;
const ACTIONS = 2;
const COLUMNS = 1 + ACTIONS;
const [ALPHA, GAMMA] = [0.1, 0.9];
const learning = { learningRate: ALPHA, discount: GAMMA, temperature: 0.3, threshold: 0 };

function made(kind: typeof actorCriticTraces | typeof actorCritic, settings: object) {
  const scheme = new PlainWeights(CELLS, COLUMNS);
  scheme.weight.forEach((_, d) => (scheme.weight[d] = ((5 * d) % 11) / 20));
  const random = new RandomStream('traces');
  const parts = { scheme, learning, random, cells: CELLS, actions: ACTIONS };
  return { scheme, agent: kind.make(parts, settings as never) };
}

const value = fc.oneof(fc.constant(0), fc.double({ min: -1, max: 1, noNaN: true }));
const walk = fc.array(
  fc.record({
    seen: fc.tuple(value, value, value, value),
    reward: fc.double({ min: -1, max: 1, noNaN: true }),
    end: fc.constantFrom(undefined, undefined, undefined, 'terminated', 'truncated'),
    forced: fc.boolean(),
  }),
  { minLength: 2, maxLength: 12 },
);

/** What the traces of Sutton and Barto ask for, written down slowly with a number for every weight. */
class SlowTraces {
  readonly weight: Float64Array;
  private critic = new Array<number>(CELLS).fill(0);
  private actor = Array.from({ length: CELLS }, () => [0, 0]);

  constructor(
    weights: Float64Array,
    private readonly lambda: number,
    private readonly accumulating: boolean,
  ) {
    this.weight = weights.slice();
  }

  learn(x: number[], action: number, step: ReturnType<typeof stepOf>, next: number[]): void {
    const sum = (of: number[], column: number) =>
      of.reduce((all, one, cell) => all + one * this.weight[cell * COLUMNS + column], 0);
    const following = step.terminated ? 0 : GAMMA * sum(next, 0);
    const delta = step.reward + following - sum(x, 0);
    const hebbian = [0, 1].map((i) => (step.forced ? 0 : (i === action ? 1 : 0) - sum(x, 1 + i)));
    for (let cell = 0; cell < CELLS; cell++) {
      const faded = GAMMA * this.lambda * this.critic[cell];
      const replaced = !this.accumulating && x[cell] !== 0 && Math.abs(x[cell]) >= Math.abs(faded);
      const left = replaced ? 0 : 1;
      const adds = this.accumulating || replaced ? x[cell] : 0;
      this.critic[cell] = left * faded + adds;
      this.actor[cell] = this.actor[cell].map((z, i) => left * GAMMA * this.lambda * z + adds * hebbian[i]);
    }
    this.critic.forEach((e, cell) => {
      this.weight[cell * COLUMNS] += ALPHA * delta * e;
      this.actor[cell].forEach((z, i) => (this.weight[cell * COLUMNS + 1 + i] += ALPHA * delta * z));
    });
    if (!step.terminated && !step.truncated) return;
    this.critic.fill(0);
    this.actor = this.actor.map(() => [0, 0]);
  }
}

describe('eligibility traces', () => {
  it.each([0, 1])('are those of the textbook, accumulating %i', (accumulating) => {
    fc.assert(
      fc.property(walk, fc.double({ min: 0, max: 1, noNaN: true }), (steps, lambda) => {
        const { scheme, agent } = made(actorCriticTraces, { lambda, accumulating, cutoff: 0 });
        const slow = new SlowTraces(scheme.weight, lambda, accumulating === 1);
        for (const [k, { seen, reward, end, forced }] of steps.entries()) {
          const next = steps[(k + 1) % steps.length].seen;
          const step = stepOf({ reward, forced, ...(end && { [end]: true }) });
          const action = agent.act(observationOf(...seen)) as number;
          void agent.learn(step, observationOf(...next));
          slow.learn(seen, action, step, next);
        }
        scheme.weight.forEach((weight, d) => expect(weight).toBeCloseTo(slow.weight[d], 9));
      }),
      { numRuns: 200 },
    );
  });

  it('are forgotten below the cut-off, and their devices left in peace', () => {
    const { scheme, agent } = made(actorCriticTraces, { lambda: 0.5, accumulating: 0, cutoff: 0.3 });
    const at = (cell: number) => observationOf(...[0, 1, 2, 3].map((other) => (other === cell ? 1 : 0)));
    const cells = [0, 1, 2].map((cell) => {
      void agent.act(at(cell));
      void agent.learn(stepOf({ reward: 1 }), at(cell + 1));
      return [...new Set(scheme.asked.map(([device]) => Math.floor(device / COLUMNS)))];
    });
    expect(cells).toEqual([[0], [0, 1], [1, 2]]);
  });

  it('with λ = 0 ask for what the actor–critic asks for', () => {
    fc.assert(
      fc.property(walk, fc.constantFrom(0, 1), (steps, accumulating) => {
        const both = [
          made(actorCritic, {}),
          made(actorCriticTraces, { lambda: 0, accumulating, cutoff: 0.01 }),
        ];
        for (const [k, { seen, reward, end, forced }] of steps.entries()) {
          const next = steps[(k + 1) % steps.length].seen;
          const actions = both.map(({ agent }) => {
            const action = agent.act(observationOf(...seen));
            void agent.learn(stepOf({ reward, forced, ...(end && { [end]: true }) }), observationOf(...next));
            return action;
          });
          expect(actions[1]).toBe(actions[0]);
        }
        const [plain, traced] = both.map(({ scheme }) => [...scheme.weight]);
        traced.forEach((weight, d) => expect(weight).toBeCloseTo(plain[d], 12));
      }),
    );
  });

  it('with λ = 0 are the actor–critic to the bit in the T-maze, on noisy devices too', async () => {
    const run = async (learner: object) => {
      const conditions = [{ bank: 'cycles', ...learner }] as ExperimentInput['conditions'];
      const experiment = parseExperiment({ environment: 't-maze', seeds: 1, episodes: 60, conditions });
      const make = assemble(experiment, experiment.conditions[0], shippedDevices().devices);
      return runSeed(experiment, 0, 3, make(3));
    };
    const traced = { learner: 'actor-critic-traces', learnerSettings: { lambda: 0 } };
    expect(await run(traced)).toEqual(await run({}));
  });
});
