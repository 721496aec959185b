import { few } from '../flow-words.js';
import type { Shown } from './linear-answer.js';

/** Digits of an error that are shown. */
const DIGITS = 2;

/** A number with half of its interval, both with the digits that the interval leaves. */
export function plusMinus(value: number, half: number): string {
  const places = placesOf(half);
  if (places === undefined || Math.abs(value) >= 1e6) return `${few(value)} ± ${few(half)}`;
  return `${minus(value.toFixed(places))} ± ${half.toFixed(places)}`;
}

/** The half of an interval alone, as ±0.0012. */
export function reach(half: number): string {
  const places = placesOf(half);
  return `±${places === undefined ? few(half) : half.toFixed(places)}`;
}

/** A number as it is shown, with its unit. */
export function inUnit(text: string, { unit }: Shown): string {
  return unit === '' ? text : `${text} ${unit}`;
}

/** Decimal places for two digits of an error; undefined where it is too small or too large to be written out. */
function placesOf(half: number): number | undefined {
  if (!(half > 0)) return undefined;
  const places = DIGITS - 1 - Math.floor(Math.log10(half));
  return places > 7 || places < -3 ? undefined : Math.max(0, places);
}

function minus(text: string): string {
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}
