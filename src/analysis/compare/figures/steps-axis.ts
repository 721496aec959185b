import type { Comparison } from '../comparison.js';
import { stepsAcross, type StepsAcross } from '../steps-across.js';

/** Of all schemes' final steps, the share that lies on the axis at least. */
const SHOWN = 0.8;
/** How far beyond these others may lie and still be shown, as a factor. */
const BEYOND = 1.5;

/** The axis of final steps that a comparison's figures share; where a few schemes hardly learn, it ends before them, so that the others can be told apart. */
export function stepsAxis({ groups, ideal, reference }: Comparison): StepsAcross {
  const shown = [...groups.flatMap(({ compared }) => compared), ...(ideal ? [ideal] : [])];
  const sorted = shown.map(({ final }) => final.value).sort((a, b) => a - b);
  const references = shown.filter(({ scheme }) => scheme === reference).map(({ final }) => final.value);
  const most = Math.max(BEYOND * sorted[Math.floor(SHOWN * (sorted.length - 1))], ...references);
  const ends = shown.flatMap(({ final: { value, interval } }) => [value, ...(interval ?? [])]);
  return stepsAcross(ends.filter((end) => end <= most));
} // prettier-ignore
