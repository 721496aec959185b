import { dot, line, text } from '@observablehq/plot';
import { UNPHYSICAL_KELVIN } from '../../../devices/jart/jart-parameters.js';
import type { SwitchingTime } from '../../../devices/jart/sweep-findings.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { POLARITY_HUE } from '../marks/palette.js';

const NAMES = { set: 'SET, from the lowest N', reset: 'RESET, from the highest N' };

/** SET and RESET times over voltage. */
export function switchingTimesFigure(times: readonly SwitchingTime[]): Figure {
  const points = times.map(({ polarity, volts, seconds, hottestKelvin }) => ({
    polarity,
    volts: Math.abs(volts),
    seconds,
    hue: POLARITY_HUE[polarity],
    physical: hottestKelvin <= UNPHYSICAL_KELVIN,
  }));
  const labels = (['set', 'reset'] as const).map((polarity) =>
    points.findLast((point) => point.polarity === polarity)!,
  );
  return {
    name: 'switching-times',
    title: 'Switching times',
    caption: `Time at a constant voltage until N passes 0.4: SET from the lowest N, RESET from the highest. Open circles: on the way the filament is hotter than ${UNPHYSICAL_KELVIN} K, where the model describes no real oxide.`,
    svg: svgOf(
      {
        width: FULL_WIDTH,
        height: 300,
        marginLeft: 56,
        marginRight: 150,
        marginTop: 10,
        marginBottom: 38,
        y: { type: 'log' },
        marks: [
          line(points, { x: 'volts', y: 'seconds', z: 'polarity', stroke: 'hue', strokeWidth: 1.5 }),
          dot(points, { x: 'volts', y: 'seconds', stroke: 'hue', fill: ({ physical, hue }: (typeof points)[0]) => (physical ? hue : 'none'), r: 2.5 }),
          text(labels, { x: 'volts', y: 'seconds', text: ({ polarity }: (typeof points)[0]) => NAMES[polarity], fill: 'hue', textAnchor: 'start', dx: 8 }),
          ...bottomAxis({ label: 'magnitude of the voltage (V)', ticks: 7 }),
          ...leftAxis({ label: 'switching time (s)', ticks: 7 }),
        ],
      },
      'Switching time over voltage',
    ),
  }; // prettier-ignore
}
