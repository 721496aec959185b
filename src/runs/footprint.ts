import { completeSettings } from '../core/setting.js';
import { catalogue } from '../experiment/catalogue.js';
import type { Condition } from '../experiment/condition.js';

/** What a scheme keeps for each weight. */
interface Footprint {
  devicesPerWeight: number;
  digitalWordsPerWeight: number;
}

/** A weight that a learner believes in is a digital word too. */
export function footprintOf({ scheme, schemeSettings }: Condition): Footprint {
  const { settings, share, words, believes } = catalogue.schemes.get(scheme);
  return {
    devicesPerWeight: share(completeSettings(settings, schemeSettings)).length,
    digitalWordsPerWeight: words + (believes ? 1 : 0),
  };
}
