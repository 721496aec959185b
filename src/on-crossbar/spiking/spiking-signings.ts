import { Kinds } from '../../core/kinds.js';
import { signings, type Signing } from '../signing.js';

/**
 * Ways to hold the signed weights of a spiking network, by name: those of any network, and pairs of which one device is always at the bottom
 * of its window. There a weight of zero draws the least current, where a pair around the middle draws that of two half conductances. A pair at
 * the bottom is for weights that are written: learning moves both devices, and the one at the bottom cannot go down, so a step is half as long.
 */
export const spikingSignings = new Kinds<Signing>('way to hold signed weights', {
  ...Object.fromEntries(signings.entries),
  'one-sided': {
    meaning: 'a pair of columns, one of them at the bottom: g⁺ = max(w / range, 0), g⁻ = max(−w / range, 0)',
    signs: [1, -1],
    reference: 0,
    hold: (share) => Math.max(share, 0),
  },
});
