import type { NoisePart } from '../../../devices/fitting/noise-parts.js';
import type { ConditionStyle } from './condition-style.js';

/** How each part of the noise is drawn, and the sum of all parts. */
export const noisePartStyles: Record<NoisePart | 'sum', ConditionStyle & { label: string }> = {
  white: { label: 'white', colour: '#0072B2', dash: '4 2.5', strokeWidth: 1.5 },
  pink: { label: '1/f-like', colour: '#CC79A7', dash: '7 2 1.5 2', strokeWidth: 1.5 },
  accumulating: { label: 'accumulating', colour: '#009E73', dash: '1.5 2', strokeWidth: 1.5 },
  sum: { label: 'sum', colour: '#D55E00', dash: 'none', strokeWidth: 1.75 },
};
