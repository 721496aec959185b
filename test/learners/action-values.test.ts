import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { qLearning } from '../../src/learners/q-learning.js';
import { sarsa } from '../../src/learners/sarsa.js';
import { observationOf } from '../core/observation-of.js';
import { PlainWeights, stepOf } from './plain-weights.js';

const CELLS = 3;
const ACTIONS = 3;
const learning = { learningRate: 0.2, discount: 0.9, temperature: 0.3, threshold: 0 };
const x = observationOf(1, 0.5, 0);
const next = observationOf(0, 0.5, 1);
/** Q(x) is 0.2, 0.5, 0.3; Q(x′) is 0.4, 0.3 and what the last weight says */
const WEIGHTS = [0.1, 0.4, 0.2, 0.2, 0.2, 0.2, 0.3, 0.2];
const VALUES = [0.2, 0.5, 0.3];

function made(kind: typeof sarsa, { last = 0.5, epsilon = 0, threshold = 0, seed = 1 } = {}) {
  const scheme = new PlainWeights(CELLS, ACTIONS);
  scheme.weight.set([...WEIGHTS, last]);
  const random = new RandomStream(`values ${seed}`);
  const parts = { scheme, learning: { ...learning, threshold }, random, cells: CELLS, actions: ACTIONS };
  return { scheme, agent: kind.make(parts, { epsilon }) };
}

function same(got: [number, number][], wanted: [number, number][]): void {
  expect(got.map(([device]) => device)).toEqual(wanted.map(([device]) => device));
  got.forEach(([, delta], i) => expect(delta).toBeCloseTo(wanted[i][1], 14));
}

describe.each([
  ['Q-learning', qLearning],
  ['SARSA', sarsa],
])('%s', (_, kind) => {
  it('asks for α (r + γ Q(x′, a′) − Q(x, a)) x_j in the column of the action alone', () => {
    const { scheme, agent } = made(kind);
    expect(agent.act(x)).toBe(1);
    void agent.learn(stepOf({ reward: 1 }), next);
    const delta = 0.2 * (1 + 0.9 * 0.6 - 0.5);
    same(scheme.asked, [
      [1, delta],
      [4, delta / 2],
    ]);
    // The values of x, those of x′, then the column of the action.
    expect(scheme.reads).toEqual([
      [0, 3],
      [0, 3],
      [1, 1],
    ]);
  });

  it('reads the TD error as one sum of signed inputs where both values are in one column', () => {
    const { scheme, agent } = made(kind, { last: 0 });
    scheme.weight[7] = 0.6;
    void agent.act(x);
    void agent.learn(stepOf({ reward: 1 }), next);
    same(scheme.asked, [
      [1, 0.2 * (1 + 0.9 * 0.7 - 0.5)],
      [4, 0.1 * (1 + 0.9 * 0.7 - 0.5)],
    ]);
  });

  it('reads what follows only where something does', () => {
    const { scheme, agent } = made(kind);
    void agent.act(x);
    void agent.learn(stepOf({ reward: 1, terminated: true }), next);
    same(scheme.asked, [
      [1, 0.2 * 0.5],
      [4, 0.1 * 0.5],
    ]);
    expect(scheme.reads).toHaveLength(2);
  });

  it('teaches all actions what a forced step brought, each with its own error', () => {
    const { scheme, agent } = made(kind);
    void agent.act(x);
    void agent.learn(stepOf({ reward: 1, terminated: true, forced: true }), next);
    const wanted = [1, 0.5].flatMap((value, cell) =>
      VALUES.map((q, i): [number, number] => [cell * ACTIONS + i, 0.2 * (1 - q) * value]),
    );
    same(scheme.asked, wanted);
  });

  it('drops what is smaller than the threshold', () => {
    const { scheme, agent } = made(kind, { threshold: 0.15 });
    void agent.act(x);
    void agent.learn(stepOf({ reward: 1 }), next);
    expect(scheme.asked.map(([device]) => device)).toEqual([1]);
  });

  it('takes the best action with 1 − ε + ε/n, the others with ε/n each', () => {
    const { agent } = made(kind, { epsilon: 0.3 });
    const DRAWS = 30_000;
    const counts = [0, 0, 0];
    for (let k = 0; k < DRAWS; k++) counts[agent.act(x) as number]++;
    [0.1, 0.8, 0.1].forEach((p, action) =>
      expect(Math.abs(counts[action] / DRAWS - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / DRAWS)),
    );
  });

  it('draws among equal values', () => {
    const { agent, scheme } = made(kind);
    scheme.weight.set([0.5, 0.1, 0.5], 0);
    scheme.weight.fill(0.2, 3, 6);
    const DRAWS = 10_000;
    const counts = [0, 0, 0];
    for (let k = 0; k < DRAWS; k++) counts[agent.act(x) as number]++;
    expect(counts[1]).toBe(0);
    expect(Math.abs(counts[0] / DRAWS - 0.5)).toBeLessThan(0.02);
  });
});

describe('SARSA', () => {
  it('takes the action whose value it learned from, without another read', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { scheme, agent } = made(sarsa, { epsilon: 1, seed });
      const first = agent.act(x) as number;
      void agent.learn(stepOf(), next);
      const reads = scheme.reads.length;
      const [[, change]] = scheme.asked;
      const second = agent.act(next) as number;
      expect(scheme.reads).toHaveLength(reads);
      const following = [0.4, 0.3, 0.6][second];
      expect(change).toBeCloseTo(0.2 * (0.9 * following - VALUES[first]), 14);
    }
  });

  it('chooses anew where an episode was cut short', () => {
    const { scheme, agent } = made(sarsa);
    void agent.act(x);
    void agent.learn(stepOf({ truncated: true }), next);
    const reads = scheme.reads.length;
    void agent.act(x);
    expect(scheme.reads).toHaveLength(reads + 1);
  });

  it('expects the value of its own policy, Q-learning that of the greedy one', () => {
    const sums = Float64Array.of(0.2, 0.8, 0.2);
    expect(sarsa.value(sums, { epsilon: 0.3 })).toBeCloseTo(0.8 * 0.8 + 0.2 * 0.2);
    expect(qLearning.value(sums, { epsilon: 0.3 })).toBe(0.8);
    const odds = new Float64Array(3);
    qLearning.odds(sums, learning, odds, { epsilon: 0.3 });
    expect([...odds]).toEqual([0, 1, 0]);
  });
});
