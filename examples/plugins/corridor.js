// A task of one file, in plain JavaScript: a corridor with the reward at its far end.
import { ObservationPair, watched, OneHot } from 'memloop/envs';

/** Cells in a row. Action 0 goes back, action 1 goes on; a step out of the last cell pays 1 and ends the episode. */
class Corridor {
  actions = 2;
  // Two observations that take turns: what was seen before a step must still be there after it.
  #seen = new ObservationPair(1);
  #outcome = { reward: 0, terminated: false, truncated: false, forced: false };
  #length;

  constructor(length) {
    this.#length = length;
  }

  get observation() {
    return this.#seen.present;
  }

  reset() {
    this.#seen.turn().value[0] = 0;
  }

  step(action) {
    const outcome = this.#outcome;
    const cell = this.observation.value[0];
    const leaves = action === 1 && cell === this.#length - 1;
    outcome.reward = leaves ? 1 : 0;
    outcome.terminated = leaves;
    this.#seen.turn().value[0] = leaves ? cell : Math.max(0, cell + (action === 1 ? 1 : -1));
    return outcome;
  }
}

const corridor = {
  meaning: 'a corridor with the reward at its far end',
  settings: {
    length: { default: 6, minimum: 2, maximum: 30, whole: true, meaning: 'cells of the corridor' },
  },
  defaults: {
    seeds: 20,
    episodes: 100,
    stepLimit: 200,
    learningRate: 0.2,
    discount: 0.9,
    temperature: 0.3,
    threshold: 0,
    conditions: [
      { name: 'ideal', bank: 'ideal' },
      { name: 'self-correcting', bank: 'cycles' },
    ],
  },
  comparison: { bank: 'cycles', full: { seeds: 100 }, quick: { seeds: 10 } },
  make: ({ length }) => ({
    cells: length,
    actions: 2,
    shortestPath: length,
    environment: (_random, watch) => new OneHot(watched(new Corridor(length), watch), length),
  }),
};

export default { tasks: { corridor } };
