import { ruleY, text, type Markish, type PlotOptions, line, lineY } from '@observablehq/plot';
import type { DeviceFit } from '../../../devices/files/device-form.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, svgOf, type Figure, stacked } from '../marks/figure.js';
import { key } from '../marks/key.js';
import type { ConditionStyle } from '../page/condition-style.js';

/** The SET or RESET branches of a device, siemens, [cycle][pulses applied]. */
export interface DrawnBranch {
  name: 'SET' | 'RESET';
  polarity: 'set' | 'reset';
  readings: Float64Array[];
  /** the fit of each cycle */
  cycles: Float64Array[];
  /** the mean model */
  mean: Float64Array;
}

const READING = { colour: '#888', dash: '2 4', strokeWidth: 2 };
const FIT = { colour: '#0072B2', dash: 'none', strokeWidth: 0.75 };
const MEAN = { colour: '#D55E00', dash: 'none', strokeWidth: 2 };
const SIGMA = { colour: '#0072B2', dash: '4 2.5', strokeWidth: 1 };
const HEIGHT = { curves: 300, residuals: 170 };

/** A measured device and its fits; below them, the residuals. */
export function fitFigure(fit: DeviceFit, branches: DrawnBranch[]): Figure {
  const title = fit.role === undefined ? `Device ${fit.device}` : `Device ${fit.device} (${fit.role})`;
  const drawings = [curves(title, fit, branches), residuals(fit, branches)];
  return {
    name: fit.device,
    title,
    caption: `Readings of ${cyclesOf(branches)} cycles, the fit of each cycle and the mean model. Below: the residuals of the fits.`,
    svg: stacked(title, drawings, [HEIGHT.curves, HEIGHT.residuals]),
  };
}

function cyclesOf(branches: DrawnBranch[]): number {
  return branches[0].readings.length;
}

function curves(title: string, fit: DeviceFit, branches: DrawnBranch[]): string {
  return svgOf(
    {
      ...layout(branches),
      height: HEIGHT.curves,
      marginTop: 60,
      marginBottom: 8,
      marks: [
        ...windowEnds(fit),
        ...branches.map(({ name, readings }) => dots(pointsOf(name, readings))),
        ...branches.map(({ name, cycles }) => lines(pointsOf(name, cycles), FIT)),
        ...branches.map(({ name, mean }) => lines(pointsOf(name, [mean]), MEAN)),
        ...leftAxis({ label: 'conductance (µS)', ticks: 6 }),
        ...bottomAxis({ label: null, ticks: 5, tickFormat: () => '' }),
        ...branches.flatMap((branch) => [heading(fit, branch), parameters(fit, branch)]),
        text([title], { facet: 'super', frameAnchor: 'top-left', dy: -54, fontWeight: 'bold' }),
        key(
          [
            { label: `readings of ${cyclesOf(branches)} cycles`, style: READING },
            { label: 'fit of each cycle', style: FIT },
            { label: 'mean model', style: MEAN },
          ],
          27,
        ),
      ],
    },
    `${title}: conductance over pulses, with fits`,
  );
}

function residuals(fit: DeviceFit, branches: DrawnBranch[]): string {
  return svgOf(
    {
      ...layout(branches),
      height: HEIGHT.residuals,
      marginTop: 30,
      marginBottom: 36,
      marks: [
        ...branches.map(({ name, readings, cycles }) => dots(pointsOf(name, differences(readings, cycles)))),
        ruleY([0], { strokeWidth: 0.5 }),
        ruleY(sigmas(fit, branches), {
          fx: 'branch',
          y: 'microsiemens',
          stroke: SIGMA.colour,
          strokeDasharray: SIGMA.dash,
        }),
        ...branches.map(({ name, readings, mean }) =>
          lines(pointsOf(name, differences([meanRow(readings)], [mean])), MEAN),
        ),
        ...leftAxis({ label: 'residual (µS)', ticks: 5 }),
        ...bottomAxis({ label: null, ticks: 5 }),
        ...branches.map(({ name }) =>
          within(name, `${name} pulses applied`, { frameAnchor: 'bottom', dy: 32 }),
        ),
        key(
          [
            { label: 'reading − its cycle’s fit', style: READING },
            { label: '± σ of these', style: SIGMA },
            { label: 'mean reading − mean model', style: MEAN },
          ],
          16,
        ),
      ],
    },
    'Residuals of the fits over pulses',
  );
}

function layout(branches: DrawnBranch[]): PlotOptions {
  return {
    width: FULL_WIDTH,
    marginLeft: 46,
    marginRight: 12,
    fx: { axis: null, domain: branches.map(({ name }) => name), padding: 0.08 },
    x: { domain: [0, branches[0].mean.length - 1] },
    y: { nice: true },
  };
}

function windowEnds({ lowestSiemens, highestSiemens }: DeviceFit): Markish[] {
  const [low, high] = [lowestSiemens * 1e6, highestSiemens * 1e6];
  return [
    ruleY([low, high], { strokeWidth: 0.5, strokeDasharray: '2 2' }),
    within('SET', 'G0', { y: () => low, frameAnchor: 'right', dx: -4, dy: 7 }),
    within('SET', 'G1', { y: () => high, frameAnchor: 'left', dx: 4, dy: -6 }),
  ];
}

function sigmas(fit: DeviceFit, branches: DrawnBranch[]): { branch: string; microsiemens: number }[] {
  const span = (fit.highestSiemens - fit.lowestSiemens) * 1e6;
  return branches.flatMap(({ name, polarity }) =>
    [-1, 1].map((sign) => ({ branch: name, microsiemens: sign * fit.noise[polarity] * span })),
  );
}

function heading({ conditions }: DeviceFit, { name, polarity }: DrawnBranch): Markish {
  const pulse = conditions?.[polarity];
  const conditionsText = pulse
    ? `: ${signed(pulse.volts)} V, ${Number((pulse.widthSeconds * 1e6).toPrecision(4))} µs`
    : '';
  return within(name, `${name}${conditionsText}`, { frameAnchor: 'top-left', dy: -16, fontWeight: 'bold' });
}

/** The fitted parameters, within the window, in the corner that the branch leaves free. */
function parameters(fit: DeviceFit, { name, polarity }: DrawnBranch): Markish {
  const { mean, noise, lowestSiemens, highestSiemens } = fit;
  const { a, b } = mean[polarity];
  const sigma = `σ = ${(100 * noise[polarity]).toFixed(1)} % of G1 − G0`;
  const words = `a = ${minus(a.toPrecision(3))}, b = ${b.toPrecision(3)} per pulse\n${sigma}`;
  const corner =
    name === 'SET'
      ? ({ y: () => lowestSiemens * 1e6, lineAnchor: 'bottom', dy: -6 } as const)
      : ({ y: () => highestSiemens * 1e6, lineAnchor: 'top', dy: 6 } as const);
  return within(name, words, { ...corner, frameAnchor: 'right', dx: -6 });
}

/** Text in the panel of one branch. */
function within(branch: string, words: string, options: Parameters<typeof text>[1]): Markish {
  return text([words], { fx: () => branch, text: (line: string) => line, ...options });
}

function signed(volts: number): string {
  return volts > 0 ? `+${volts}` : minus(String(volts));
}

function minus(digits: string): string {
  return digits.replaceAll('-', '−');
}

/** A reading or a fitted value, with branch (SET or RESET), cycle and pulses applied. */
interface Point {
  branch: string;
  cycle: number;
  pulse: number;
  microsiemens: number;
}

const CHANNELS = { fx: 'branch', x: 'pulse', y: 'microsiemens', z: 'cycle' };

/** Rows [cycle][pulse], siemens, as points in microsiemens. */
function pointsOf(branch: string, rows: Float64Array[]): Point[] {
  return rows.flatMap((row, cycle) =>
    Array.from(row, (siemens, pulse) => ({ branch, cycle, pulse, microsiemens: siemens * 1e6 })),
  );
}

/** Every point as a faint round dot; one path per cycle, of lines with length 0, keeps the file small. */
function dots(points: Point[]): Markish {
  const separated = points.flatMap((point) => [point, { ...point, microsiemens: NaN }]);
  return line(separated, { ...CHANNELS, strokeWidth: 1.7, strokeLinecap: 'round', strokeOpacity: 0.2 });
}

/** One line per cycle and branch. */
function lines(points: Point[], { colour, strokeWidth }: ConditionStyle): Markish {
  return lineY(points, { ...CHANNELS, stroke: colour, strokeWidth });
}

/** Differences of rows, cycle by cycle. */
function differences(rows: Float64Array[], fits: Float64Array[]): Float64Array[] {
  return rows.map((row, cycle) => row.map((value, pulse) => value - fits[cycle][pulse]));
}

/** Mean over cycles. */
function meanRow(rows: Float64Array[]): Float64Array {
  return rows[0].map((_, pulse) => rows.reduce((sum, row) => sum + row[pulse], 0) / rows.length);
}
