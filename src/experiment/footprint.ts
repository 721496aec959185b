import type { Condition } from './condition.js';

/** What a scheme keeps for each weight. */
export interface Footprint {
  devicesPerWeight: number;
  digitalWordsPerWeight: number;
}

/** What each scheme keeps for each weight; the word of the open loop is the weight that it believes in. */
export const footprints: Record<Condition['scheme'], Footprint> = {
  'self-correcting': { devicesPerWeight: 1, digitalWordsPerWeight: 0 },
  'open-loop': { devicesPerWeight: 1, digitalWordsPerWeight: 1 },
};
