import { solveLinear } from '../src/core/maths/solve-linear.js';
import { ObservationPair, type Observation } from '../src/core/observation.js';
import type { Environment, Step } from './environment.js';
import { OneHot } from './one-hot.js';
import type { Place } from './scene.js';
import type { TaskKind } from './task-kind.js';
import { watched } from './watched.js';

/** Next state by state and action: states 0–4 are the stem with its junction 4, 5–6 one arm, 7–8 the other. */
const NEXT = [
  [0, 1], [0, 2], [1, 3], [2, 4], [7, 5], [4, 6], [5, 6], [4, 8], [7, 8],
] as const; // prettier-ignore
/** The state with the reward; leaving it ends the episode. */
export const GOAL = 6;

/**
 * The T-maze of doi:10.1038/s42256-025-01149-w, Fig. 4: nine states and two actions. Both actions leave state 6, pay the
 * reward of 1 and end the episode. The shortest path takes six moves.
 *
 * Observation: the state, as one number. Reward: 1 on leaving state 6, else 0. Start: state 0.
 */
export class TMaze implements Environment {
  static readonly states = NEXT.length;
  readonly actions = 2;
  private readonly seen = new ObservationPair(1);
  private readonly outcome: Step = { reward: 0, terminated: false, truncated: false, forced: false };

  get observation(): Observation {
    return this.seen.present;
  }

  reset(): void {
    this.seen.turn().value[0] = 0;
  }

  step(action: number): Step {
    const { outcome } = this;
    const state = this.observation.value[0];
    const leaving = state === GOAL;
    outcome.reward = leaving ? 1 : 0;
    outcome.terminated = outcome.forced = leaving;
    this.seen.turn().value[0] = leaving ? state : NEXT[state][action];
    return outcome;
  }
}

/**
 * The exact value of each state of the T-maze under a policy: the solution of (I − γ P_π) V = r without a step limit
 * (Sutton and Barto, 2nd ed., Eq. 4.4). State 6 has the reward and no next state.
 *
 * @param policy probabilities of the two actions, [state][action]
 */
export function tMazeValue(policy: readonly (readonly number[])[], discount: number): number[] {
  const system = NEXT.map((_, row) => NEXT.map((_, column) => (row === column ? 1 : 0)));
  for (const [state, next] of NEXT.entries()) {
    if (state === GOAL) continue;
    for (const [action, to] of next.entries()) system[state][to] -= discount * policy[state][action];
  }
  return solveLinear(
    system,
    NEXT.map((_, state) => (state === GOAL ? 1 : 0)),
  );
}

/** The states as squares: stem, arm with the reward, other arm. */
const PLACES: readonly Place[] = [
  ...[0, 1, 2, 3, 4].map((x) => ({ x, y: 0 })),
  ...[1, 2].map((y) => ({ x: 4, y })),
  ...[-1, -2].map((y) => ({ x: 4, y })),
];

export const tMaze: TaskKind<never> = {
  meaning: 'nine states, two actions, a reward at the end of one arm (Fig. 4 of the article)',
  settings: {},
  placedByRole: true,
  oneHot: true,
  published: true,
  figures: { criticWeights: 'fig4b-critic-weights', steps: 'fig4c-steps' },
  defaults: {
    seeds: 200,
    episodes: 200,
    stepLimit: 300,
    learningRate: 0.2,
    discount: 0.9,
    temperature: 0.3,
    threshold: 0,
    conditions: [
      { name: 'ideal', bank: 'ideal' },
      { name: 'self-correcting', bank: 'cycles' },
      { name: 'open-loop', bank: 'cycles', scheme: 'open-loop' },
    ],
  },
  comparison: {
    bank: 'cycles',
    full: { seeds: 200 },
    quick: { seeds: 20 },
    // Two and a half pulses where an update is worth some ten of them.
    schemeSettings: { 'dead-zone': { deadZone: 0.0125 } },
  },
  make: () => ({
    cells: TMaze.states,
    actions: 2,
    shortestPath: 6,
    next: NEXT,
    chain: {
      start: 0,
      next: NEXT.map((next, state) => (state === GOAL ? [null, null] : next)),
      reward: NEXT.map((_, state) => (state === GOAL ? [1, 1] : [0, 0])),
    },
    states: {
      name: 'T-maze',
      places: PLACES,
      start: { state: 0, side: 'above' },
      reward: { state: GOAL, side: 'left' },
      note: 'The shortest path visits each state from start to reward once.',
    },
    environment: (_random, watch) => new OneHot(watched(new TMaze(), watch), TMaze.states),
    exactValue: tMazeValue,
  }),
};
