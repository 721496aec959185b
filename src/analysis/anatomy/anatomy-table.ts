import type { Estimate } from '../../runs/summary.js';
import type { SchemeAnatomy } from './anatomy.js';

/** Numbers below this are rounding errors of the conversion between siemens and weights. */
const ROUNDING = 1e-12;

/** Headings of the table of schemes. */
export const ANATOMY_COLUMNS = [
  'scheme',
  'updates',
  'ε1 r.m.s.',
  'ε1 bias',
  'ε2 r.m.s.',
  'ε2 bias',
  'ε1 + ε2 r.m.s.',
  'reading r.m.s.',
  'critic at the end',
  'actor at the end',
];

/** The write errors of a scheme as the cells of a row, in units of the window. */
export function anatomyRow({ scheme, updates, linear, noise, both, reading, critic, actor }: SchemeAnatomy): string[] {
  return [
    scheme,
    updates.mean.toFixed(0),
    inWords(linear.rms, 3, false),
    inWords(linear.bias, 4, true),
    inWords(noise.rms, 3, false),
    inWords(noise.bias, 4, true),
    inWords(both.rms, 3, false),
    inWords(reading.rms, 3, false),
    inWords(critic, 3, false),
    inWords(actor, 3, false),
  ];
} // prettier-ignore

/** A number with its 95 % interval, if it has one, as text. */
export function inWords({ mean, interval }: Pick<Estimate, 'mean' | 'interval'>, digits: number, signed = false): string {
  const text = (value: number) => {
    const size = Math.abs(value).toFixed(digits);
    const sign = Number(size) === 0 ? '' : value < 0 ? '−' : signed ? '+' : '';
    return `${sign}${size}`;
  };
  if (Math.abs(mean) < ROUNDING) return '0';
  return interval ? `${text(mean)} [${interval.map(text).join(', ')}]` : text(mean);
} // prettier-ignore
