import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TMaze, tMaze, tMazeValue } from '../../envs/t-maze.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { parseCritic } from '../../src/experiment/critic/parse-critic.js';
import { TdFlow } from '../../src/flow/critic/td-flow.js';
import { IdealBank } from '../../devices/ideal.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { ExactCrossbar } from '../../src/crossbar/exact-crossbar.js';
import { CrossbarCritic } from '../../src/on-crossbar/crossbar-critic.js';
import { criticFigure } from '../../src/report/critic/critic-figure.js';
import { criticLead } from '../../src/report/critic/critic-words.js';
import { criticCsv, criticRows } from '../../src/runs/networks/critic-rows.js';
import { criticFlow, criticRuns } from '../../src/runs/networks/critic-runs.js';
import { later } from '../drivers/later.js';
import { malformation } from '../report/well-formed.js';

const chain = tMaze.make({}).chain!;
const exact = { bank: 'ideal' };
const plain = { task: 't-maze', devices: { conditions: [exact] } };

describe('the chain of the T-maze', () => {
  it('is what its environment does', () => {
    const environment = new TMaze();
    const random = new RandomStream('walk');
    environment.reset();
    const seen = new Set<string>();
    for (let step = 0; step < 2000; step++) {
      const state = environment.observation.value[0];
      const action = random.below(2);
      const { reward, terminated } = environment.step(action);
      expect(chain.reward[state][action]).toBe(reward);
      expect(chain.next[state][action]).toBe(terminated ? null : environment.observation.value[0]);
      seen.add(`${state} ${action}`);
      if (terminated) environment.reset();
    }
    expect(seen.size).toBe(18);
  });
});

describe('the flow of a critic', () => {
  const policies = fc.double({ min: 0.05, max: 0.95, noNaN: true }).map((odds) => [odds, 1 - odds]);
  const discounts = fc.double({ min: 0, max: 0.99, noNaN: true });

  it('has the values of the policy as its fixed point', () => {
    fc.assert(
      fc.property(policies, discounts, (policy, discount) => {
        const fixed = new TdFlow(chain, policy, discount).fixedPoint();
        const values = tMazeValue(chain.next.map(() => policy), discount);
        for (const [state, value] of values.entries()) expect(Math.abs(fixed[state] - value)).toBeLessThan(1e-10);
      }),
    );
  });

  it('comes to the values, and to nothing where they are not visited', () => {
    const plan = parseCritic({ ...plain, until: 3000 });
    const { flow, values } = criticFlow(plan);
    for (const [state, value] of values.entries()) expect(Math.abs(flow.at(state - 9)! - value)).toBeLessThan(1e-9);
    const straight = criticFlow(parseCritic({ ...plain, policy: [0, 1] }));
    expect([...straight.visits.subarray(7)]).toEqual([0, 0]);
    expect([...straight.values.subarray(7)]).toEqual([0, 0]);
    expect(straight.values[0]).toBeCloseTo(0.9 ** 6, 12);
  });

  it('visits states as often as a walk does', () => {
    const policy = [0.35, 0.65];
    const { visits } = new TdFlow(chain, policy, 0.9);
    expect(visits.reduce((sum, share) => sum + share)).toBeCloseTo(1, 12);
    const counts = new Float64Array(9);
    const random = new RandomStream('visits');
    const steps = 400_000;
    for (let step = 0, state = 0; step < steps; step++) {
      counts[state]++;
      state = chain.next[state][random.uniform() < policy[0] ? 0 : 1] ?? chain.start;
    }
    // Visits of a walk are correlated; ten times the binomial error is far from any wrong share.
    for (const [state, share] of visits.entries())
      expect(Math.abs(counts[state] / steps - share)).toBeLessThan(10 * Math.sqrt((share * (1 - share)) / steps));
  });

  it('is the mean of what a walk asks for', () => {
    const policy = [0.5, 0.5];
    const flow = new TdFlow(chain, policy, 0.9);
    const w = Float64Array.from({ length: 9 }, (_, state) => Math.sin(state + 1));
    const slope = new Float64Array(9);
    flow.slope(w, slope);
    // Summed over states, actions and their odds, as the update is defined.
    const wanted = new Float64Array(9);
    for (let s = 0; s < 9; s++)
      for (const [action, odds] of policy.entries()) {
        const next = chain.next[s][action];
        const tdError = chain.reward[s][action] + (next === null ? 0 : 0.9 * w[next]) - w[s];
        wanted[s] += flow.visits[s] * odds * tdError;
      }
    for (const [state, value] of wanted.entries()) expect(slope[state]).toBeCloseTo(value, 14);
  });
}); // prettier-ignore

/** Root mean square over visited states of mean − flow at the end. */
async function biasAt(rate: number, seeds: number, until: number): Promise<number> {
  const plan = parseCritic({ ...plain, seeds, until, devices: { rate, conditions: [exact] } });
  return criticRows(plan, await criticRuns(plan, 1))[0].meanDistance;
}

describe('a critic in exact memories', () => {
  it('follows its flow on average: the bias of correlated steps halves with the rate', async () => {
    const [coarse, middle, fine] = [
      await biasAt(0.4, 400, 200),
      await biasAt(0.2, 400, 200),
      await biasAt(0.1, 400, 200),
    ];
    // The error of a mean of 400 seeds is a tenth of the bias.
    for (const ratio of [middle / coarse, fine / middle]) expect(Math.abs(ratio - 0.5)).toBeLessThan(0.1);
    expect(fine).toBeLessThan(0.025);
  });

  it('takes the TD(0) step of each transition', async () => {
    const memory = new IdealBank(new Float64Array(9).fill(1e-5), new Float64Array(9).fill(3e-5));
    for (const slow of [false, true]) {
      memory.conductance.fill(1e-5);
      const board = new SimulatedBoard(memory, 1);
      const crossbar = new ExactCrossbar(slow ? later(board) : board, memory.conductance);
      const critic = new CrossbarCritic(
        { multiply: crossbar.multiply.bind(crossbar), apply: crossbar.program.bind(crossbar) },
        9,
        0.5,
        0.9,
      );
      await critic.learn(6, 1, null);
      await critic.learn(5, 0, 6);
      await critic.learn(0, 0, 0);
      const weights = Array.from(memory.conductance, (siemens) => (siemens - 1e-5) / 2e-5);
      expect(weights[6]).toBeCloseTo(0.5, 12);
      expect(weights[5]).toBeCloseTo(0.5 * 0.9 * 0.5, 12);
      expect(weights[0]).toBeCloseTo(0, 12);
    }
  });
});

describe('a critic on devices', () => {
  it('is biased upwards by read noise at the lower end of its windows', async () => {
    const plan = parseCritic({ ...plain, seeds: 20, until: 60, devices: { rate: 0.2, conditions: [exact, { bank: 'cycles', noise: 'read', name: 'noisy' }] } });
    const results = await criticRuns(plan, 1);
    const [ideal, noisy] = criticRows(plan, results);
    expect(noisy.start.interval![0]).toBeGreaterThan(ideal.start.interval![1]);
    expect(noisy.pulses).toBeGreaterThan(0);
    const { svg, caption } = criticFigure(plan, results, 'finding');
    expect(malformation(svg)).toBe('');
    expect(caption).toContain('20 seeds');
    expect(criticLead(plan, [ideal, noisy]).sentence).toMatch(/^At time 60 the flow gives the start a value of [\d.]+\. On devices it has, as a mean of 20 seeds: ideal [\d.]+/);
    expect(criticCsv(plan, results).trimEnd().split('\n')).toHaveLength(1 + 2 * 100 * 9);
  });

  it.each<[object, string]>([
    [{ task: 'water-maze' }, 'task: got "water-maze": expected "t-maze"'],
    [{ policy: [0.5, 0.6] }, 'policy: got [0.5,0.6]: expected 2 probabilities that sum to 1'],
    [{ policy: 'left' }, 'policy: got "left": expected "random", or a list with the probability of each action'],
    [{ devices: { conditions: [exact, exact] } }, 'devices.conditions.1: got the name "ideal" a second time'],
    [{ devices: { rate: 1e-6, conditions: [exact] } }, 'devices.conditions.0: got the rate 0.000001, which takes 200000000 steps to time 200'],
    [{ devices: { conditions: [{ ...exact, noise: 'read' }] } }, 'ideal does not take this noise'],
  ])('%o is refused in one sentence', (change, sentence) => {
    expect(() => parseCritic({ ...plain, ...change })).toThrow(sentence);
  });
}); // prettier-ignore
