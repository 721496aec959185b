import { element, word } from './svg.js';
import { viridis } from './viridis.js';

/** Width of the bar with its numbers, pixels. */
export const VALUE_BAR = 64;
const STEPS = 24;

/** The colours of a map from low to high at its right edge. @param right of the drawing @param height of the bar, pixels */
export function valueBar(
  right: number,
  height: number,
  range: readonly [number, number],
  name = 'value',
): string {
  const left = right - VALUE_BAR + 16;
  const top = 26;
  const step = (height - top - 8) / STEPS;
  const steps = Array.from({ length: STEPS }, (_, k) =>
    element('rect', {
      x: left,
      y: top + (STEPS - 1 - k) * step,
      width: 12,
      height: step + 0.5,
      fill: viridis(k / (STEPS - 1)),
    }),
  );
  return [
    word(name, left, 14, { class: 'quiet' }),
    ...steps,
    word(range[1].toFixed(2), left + 16, top + 9, { class: 'quiet' }),
    word(range[0].toFixed(2), left + 16, height - 8, { class: 'quiet' }),
  ].join('');
}
