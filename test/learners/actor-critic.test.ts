import { describe, expect, it } from 'vitest';
import type { Step } from '../../envs/environment.js';
import { ActorCritic } from '../../src/learners/actor-critic.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { observationOf } from '../core/observation-of.js';
import { PlainWeights, stepOf } from './plain-weights.js';

const CELLS = 3;
const ACTIONS = 2;
const settings = { learningRate: 0.2, discount: 0.9, temperature: 0.3, threshold: 0 };

const x = observationOf(1, 0.5, 0);
const next = observationOf(0, 0.5, 1);

function scene(changes: Partial<Step>) {
  const scheme = new PlainWeights(CELLS, 1 + ACTIONS);
  scheme.weight.set([0.5, 0.1, 0.6, 0.4, 0.3, 0.2, 0.8, 0.2, 0.9]);
  const agent = new ActorCritic(scheme, settings, new RandomStream('agent'), CELLS, ACTIONS);
  const action = agent.act(x) as number;
  void agent.learn(stepOf(changes), next);
  const value = 0.5 + 0.5 * 0.4;
  const nextValue = 0.5 * 0.4 + 0.8;
  const preference = [0.1 + 0.5 * 0.3, 0.6 + 0.5 * 0.2];
  return { scheme, action, value, nextValue, preference, agent };
}

function expected({ action, preference }: ReturnType<typeof scene>, delta: number): [number, number][] {
  const wish = 0.2 * delta;
  const actor = (cell: number, active: number) =>
    preference.map((h, i): [number, number] => [
      cell * 3 + 1 + i,
      wish * active * ((i === action ? 1 : 0) - h),
    ]);
  return [[0, wish], ...actor(0, 1), [3, wish * 0.5], ...actor(1, 0.5)];
}

function same(got: [number, number][], wanted: [number, number][]): void {
  expect(got.map(([device]) => device)).toEqual(wanted.map(([device]) => device));
  got.forEach(([, delta], i) => expect(delta).toBeCloseTo(wanted[i][1], 14));
}

describe('the actor–critic', () => {
  it('asks for α δ x_j of the critic, and α δ x_j (1[i = a] − h_i) of the actor', () => {
    const made = scene({ reward: 1 });
    same(made.scheme.asked, expected(made, 1 + 0.9 * made.nextValue - made.value));
  });

  it('gives what follows an end no value', () => {
    const made = scene({ reward: 1, terminated: true });
    same(made.scheme.asked, expected(made, 1 - made.value));
  });

  it('looks beyond a truncation, whose future still has its value', () => {
    const made = scene({ truncated: true });
    same(made.scheme.asked, expected(made, 0.9 * made.nextValue - made.value));
  });

  it('teaches the actor nothing where the action had no say', () => {
    const made = scene({ reward: 1, terminated: true, forced: true });
    const critic = expected(made, 1 - made.value).filter(([device]) => device % 3 === 0);
    same(made.scheme.asked, critic);
  });

  it('drops what is smaller than the threshold, and only that', () => {
    const all = scene({ reward: 1 });
    const threshold = 0.1;
    const scheme = new PlainWeights(CELLS, 1 + ACTIONS);
    scheme.weight.set([0.5, 0.1, 0.6, 0.4, 0.3, 0.2, 0.8, 0.2, 0.9]);
    const agent = new ActorCritic(
      scheme,
      { ...settings, threshold },
      new RandomStream('agent'),
      CELLS,
      ACTIONS,
    );
    void agent.act(x);
    void agent.learn(stepOf({ reward: 1 }), next);
    const large = all.scheme.asked.filter(([, delta]) => Math.abs(delta) >= threshold);
    expect(large.length).toBeGreaterThan(0);
    expect(large.length).toBeLessThan(all.scheme.asked.length);
    expect(scheme.asked).toEqual(large);
  });

  it('asks for nothing where the TD error is zero', () => {
    const scheme = new PlainWeights(CELLS, 1 + ACTIONS);
    const agent = new ActorCritic(scheme, settings, new RandomStream('agent'), CELLS, ACTIONS);
    void agent.act(x);
    void agent.learn(stepOf(), next);
    expect(scheme.asked).toEqual([]);
  });

  it('draws actions from the softmax of its preferences', () => {
    const { agent, preference } = scene({});
    const fresh = new PlainWeights(CELLS, 1 + ACTIONS);
    fresh.weight.set([0, preference[0], preference[1]]);
    const chooser = new ActorCritic(fresh, settings, new RandomStream('choice'), CELLS, ACTIONS);
    const alone = observationOf(1, 0, 0);
    const DRAWS = 100_000;
    let first = 0;
    for (let i = 0; i < DRAWS; i++) if (chooser.act(alone) === 0) first++;
    const odds = preference.map((h) => Math.exp(h / 0.3));
    const p = odds[0] / (odds[0] + odds[1]);
    expect(Math.abs(first / DRAWS - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / DRAWS));
    expect(agent.batch.capacity).toBe(CELLS * (1 + ACTIONS));
  });

  it('does the same on weights that answer later', async () => {
    const outcomes = [];
    for (const delay of [false, true]) {
      const scheme = new PlainWeights(CELLS, 1 + ACTIONS, delay);
      scheme.weight.set([0.5, 0.1, 0.6, 0.4, 0.3, 0.2, 0.8, 0.2, 0.9]);
      const agent = new ActorCritic(scheme, settings, new RandomStream('agent'), CELLS, ACTIONS);
      const action = await agent.act(x);
      await agent.learn(stepOf({ reward: 1 }), next);
      outcomes.push([action, ...scheme.weight]);
    }
    expect(outcomes[0]).toEqual(outcomes[1]);
  });
});
