import { line, ruleY, text } from '@observablehq/plot';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { POLARITY_HUE } from '../marks/palette.js';

/** The fitted curve of one cycle: the rise of the weight (of 1 − w for RESET) after 0 … N pulses. */
export interface NonlinearBranch {
  polarity: 'set' | 'reset';
  cycle: number;
  rise: Float64Array;
}

const NAMES = { set: 'potentiation (SET)', reset: 'depression (RESET)' };
const FACET = { fx: 'branch' } as const;

/** Extended Data Fig. 2: ε1 of updates with a fixed number of pulses, along every cycle of a device. @param update pulses */
export function nonlinearityFigure(device: string, branches: NonlinearBranch[], update: number): Figure {
  const points = branches.flatMap(({ polarity, cycle, rise }) => {
    const last = rise.length - 1;
    return Array.from({ length: last - update + 1 }, (_, p) => ({
      branch: NAMES[polarity],
      colour: POLARITY_HUE[polarity],
      cycle: `${polarity}${cycle}`,
      pulse: p,
      error: rise[p + update] - rise[p] - update / last,
    }));
  });
  return {
    name: 'ed2-nonlinearity',
    title: 'ε1 along the curves of one device',
    caption: `Device ${device}; each line is the fit of a cycle. It shows the change by ${update} pulses minus the linear change ${update}/N, against the pulses before. Above zero, the update goes too far.`,
    svg: svgOf(
      {
        width: FULL_WIDTH,
        height: 220,
        marginLeft: 48,
        marginTop: 24,
        marginBottom: 36,
        fx: { axis: null, domain: Object.values(NAMES), padding: 0.1 },
        marks: [
          ruleY([0], { strokeWidth: 0.75, strokeDasharray: '4 3' }),
          line(points, { ...FACET, x: 'pulse', y: 'error', z: 'cycle', stroke: 'colour', strokeWidth: 1 }),
          text(Object.values(NAMES), {
            fx: (name: string) => name,
            text: (name: string) => name,
            frameAnchor: 'top-left',
            dy: -14,
            fontWeight: 'bold',
          }),
          ...bottomAxis({ label: 'pulses before the update', ticks: 5 }),
          ...leftAxis({ label: 'ε1 of the update', ticks: 5 }),
        ],
      },
      'Error of updates over the place along the curve',
    ),
  };
}
