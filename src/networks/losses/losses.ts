import { Kinds } from '../../core/kinds.js';
import { crossEntropy } from './cross-entropy.js';
import type { Loss } from './loss.js';
import { meanSquare } from './mean-square.js';

/** What a network's errors may cost, by name. */
export const losses = new Kinds<Loss>('loss', { 'mean-square': meanSquare, 'cross-entropy': crossEntropy });
