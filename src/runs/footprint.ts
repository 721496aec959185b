import { schemes } from '../schemes/schemes.js';
import type { Condition } from '../experiment/condition.js';
import { completeSettings } from '../experiment/scheme-settings.js';

/** What a scheme keeps for each weight. */
interface Footprint {
  devicesPerWeight: number;
  digitalWordsPerWeight: number;
}

/** A weight that a learner believes in is a digital word too. */
export function footprintOf({ scheme, schemeSettings }: Condition): Footprint {
  const { share, words, believes } = schemes[scheme];
  return {
    devicesPerWeight: share(completeSettings(scheme, schemeSettings)).length,
    digitalWordsPerWeight: words + (believes ? 1 : 0),
  };
}
