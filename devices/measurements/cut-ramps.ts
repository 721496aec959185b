import { fallsAlong } from '../fitting/characterisation.js';
import type { Polarity } from '../vcm/response-curve.js';
import type { NumberedRamp } from './numbered-ramp.js';

/** Cuts ramps of one polarity to the shortest, in place, at the end of the measurement; gives a note if any is cut. */
export function cutToShortest(ramps: NumberedRamp[], polarity: Polarity): string[] {
  const lengths = ramps.map(({ siemens }) => siemens.length);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  if (!(longest > shortest)) return [];
  // RESET that rises with its number counts the remaining position: its start stands last.
  const fromEnd = polarity === 'reset' && !fallsAlong(ramps.map(({ siemens }) => siemens));
  for (const [i, ramp] of ramps.entries()) {
    const [from, to] = fromEnd ? [ramp.siemens.length - shortest, undefined] : [0, shortest];
    ramps[i] = {
      ...ramp,
      siemens: ramp.siemens.slice(from, to),
      places: ramp.places.slice(from, to),
      faults: ramp.faults.slice(from, to),
    };
  }
  return [`cycles of ${polarity.toUpperCase()} have ${shortest - 1} to ${longest - 1} pulses; all are cut to ${shortest - 1}`]; // prettier-ignore
}
