import { line, ruleX, ruleY, text, arrow } from '@observablehq/plot';
import { UNPHYSICAL_KELVIN } from '../../../devices/jart/jart-parameters.js';
import type { SweepFindings } from '../../../devices/jart/sweep-findings.js';
import type { VoltageSweep } from '../../../devices/jart/voltage-sweep.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, stacked, svgOf, type Figure } from '../marks/figure.js';
import { FADED, HUE, POLARITY_HUE } from '../marks/palette.js';

const HEIGHTS = [280, 170];
const MARGIN = { marginLeft: 56, marginRight: 12 };
/** Currents below this share of the largest one are not drawn: a logarithm of 0 has no place. */
const SMALLEST = 1e-4;
/** Points that an arrow spans. */
const SPAN = 6;

interface Point {
  readonly volts: number;
  readonly microamperes: number;
  readonly kelvin: number;
  readonly half: 'SET' | 'RESET';
}

/** The I–V loop of a sweep: |I| over V with its hysteresis, and below it the temperature of the filament. */
export function ivLoopFigure(sweep: VoltageSweep, findings: SweepFindings, rate: number): Figure {
  const points = pointsOf(sweep);
  const largest = Math.max(...points.map(({ microamperes }) => microamperes));
  const drawn = points.filter(({ microamperes }) => microamperes > SMALLEST * largest);
  return {
    name: 'iv-loop',
    title: 'I–V loop',
    caption: `Magnitude of the current over the voltage in a sweep at ${rate} V/s: 0 V, −${-Math.min(...sweep.volts)} V, +${Math.max(...sweep.volts)} V, 0 V. Arrows show the way. Below: temperature of the filament; above ${UNPHYSICAL_KELVIN} K (dashed) the model describes no real oxide. Signs are those of the published model: V < 0 sets.`,
    svg: stacked('I–V loop and temperature', [current(drawn, findings), temperature(points)], HEIGHTS),
  };
}

function pointsOf({ volts, amperes, kelvin }: VoltageSweep): Point[] {
  const crossing = volts.findIndex((value, k) => k > 0 && value >= 0 && volts[k - 1] < 0);
  return Array.from(volts, (value, k) => ({
    volts: value,
    microamperes: Math.abs(amperes[k]) * 1e6,
    kelvin: kelvin[k],
    half: k < crossing || value < 0 ? 'SET' : 'RESET',
  }));
}

const colour = ({ half }: Point) => (half === 'SET' ? POLARITY_HUE.set : POLARITY_HUE.reset);

function current(points: readonly Point[], { setVolts, resetVolts }: SweepFindings): string {
  const highest = Math.max(...points.map(({ microamperes }) => microamperes));
  const named = [
    { volts: setVolts, name: 'SET' },
    { volts: resetVolts, name: 'RESET' },
  ].filter(({ volts }) => volts !== undefined);
  return svgOf(
    {
      ...MARGIN,
      width: FULL_WIDTH,
      height: HEIGHTS[0],
      marginTop: 24,
      marginBottom: 12,
      x: { domain: [Math.min(...points.map(({ volts }) => volts)), Math.max(...points.map(({ volts }) => volts))] },
      y: { type: 'log' },
      marks: [
        ruleX(named, { x: 'volts', strokeDasharray: '4 3', strokeOpacity: FADED.line }),
        line(points, { x: 'volts', y: 'microamperes', z: 'half', stroke: colour, strokeWidth: 1.5 }),
        arrow(directions(points), { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', stroke: colour, headLength: 12, strokeWidth: 1.5 }),
        text(named, {
          x: 'volts',
          y: highest,
          text: ({ name, volts }: { name: string; volts: number }) => `${name} at ${signed(volts)} V`,
          dy: -14,
        }),
        ...bottomAxis({ label: null, tickFormat: () => '' }),
        ...leftAxis({ label: '|I| (µA)', ticks: 5 }),
      ],
    },
    'Magnitude of the current over the voltage',
  );
} // prettier-ignore

/** Two points on each branch: arrowheads that show the way. */
function directions(points: readonly Point[]): object[] {
  return [0.06, 0.37, 0.59, 0.9].map((share) => {
    const k = Math.floor(share * (points.length - SPAN));
    const [from, to] = [points[k], points[k + SPAN]];
    return { ...from, x1: from.volts, y1: from.microamperes, x2: to.volts, y2: to.microamperes };
  });
}

function temperature(points: readonly Point[]): string {
  const hottest = Math.max(...points.map(({ kelvin }) => kelvin));
  return svgOf(
    {
      ...MARGIN,
      width: FULL_WIDTH,
      height: HEIGHTS[1],
      marginTop: 8,
      marginBottom: 38,
      y: { domain: [0, hottest * 1.05] },
      marks: [
        ...(hottest > UNPHYSICAL_KELVIN
          ? [ruleY([UNPHYSICAL_KELVIN], { stroke: HUE.crimson, strokeDasharray: '4 3' })]
          : []),
        line(points, { x: 'volts', y: 'kelvin', z: 'half', stroke: colour, strokeWidth: 1.5 }),
        ...bottomAxis({ label: 'voltage (V)', ticks: 7 }),
        ...leftAxis({ label: 'temperature (K)', ticks: 4 }),
      ],
    },
    'Temperature of the filament over the voltage',
  );
}

/** Volts with their sign, to a millivolt. */
export function signed(volts: number): string {
  return `${volts < 0 ? '−' : '+'}${Math.abs(volts).toFixed(3)}`;
}
