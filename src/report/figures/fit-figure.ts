import { ruleY, text, type Markish, type PlotOptions } from '@observablehq/plot';
import type { DeviceFit } from '../../../devices/files/device-form.js';
import type { DeviceFamilies } from '../../../devices/families/fit-families.js';
import { scaledUnit, type ScaledUnit } from '../../core/scaled-unit.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, svgOf, type Figure, stacked } from '../marks/figure.js';
import { familyPanels } from './family-panels.js';
import { differences, dots, lines, meanRow, pointsOf } from './fit-marks.js';
import { key } from '../marks/key.js';
import { HUE } from '../marks/palette.js';

/** The SET or RESET branches of a device, siemens, [cycle][pulses applied]. */
export interface DrawnBranch {
  name: 'SET' | 'RESET';
  polarity: 'set' | 'reset';
  readings: Float64Array[];
  /** the fit of each cycle */
  cycles: Float64Array[];
  /** the mean model */
  mean: Float64Array;
  /** the best family of curves, if other than the mean model */
  best?: Float64Array;
}

const READING = { colour: HUE.grey, dash: '2 4', strokeWidth: 2 };
const FIT = { colour: HUE.blue, dash: 'none', strokeWidth: 0.75 };
const MEAN = { colour: HUE.vermilion, dash: 'none', strokeWidth: 2 };
const BEST = { colour: HUE.green, dash: '5 3', strokeWidth: 2 };
const SIGMA = { colour: HUE.olive, dash: '4 2.5', strokeWidth: 1 };
const HEIGHT = { curves: 300, residuals: 170 };

/** A measured device and its fits; below them, the residuals, and those of each family of curves. */
export function fitFigure(fit: DeviceFit, branches: DrawnBranch[], families?: DeviceFamilies): Figure {
  const title = fit.role === undefined ? `Device ${fit.device}` : `Device ${fit.device} (${fit.role})`;
  const compared = families && familyPanels(families);
  const drawings = [
    curves(title, fit, branches),
    residuals(fit, branches),
    ...(compared ? [compared.svg] : []),
  ];
  const heights = [HEIGHT.curves, HEIGHT.residuals, ...(compared ? [compared.height] : [])];
  return {
    name: fit.device,
    title,
    caption: `Readings of ${cyclesOf(branches)} cycles, the fit of each cycle and the mean model. Below: the residuals of the fits${compared ? ', and for each family of curves the mean residual over cycles, with the band that noise alone would fill' : ''}.`,
    svg: stacked(title, drawings, heights),
  };
}

function cyclesOf(branches: DrawnBranch[]): number {
  return branches[0].readings.length;
}

function curves(title: string, fit: DeviceFit, branches: DrawnBranch[]): string {
  const unit = unitOf(fit);
  return svgOf(
    {
      ...layout(branches),
      height: HEIGHT.curves,
      marginTop: 60,
      marginBottom: 8,
      marks: [
        ...windowEnds(fit),
        ...branches.map(({ name, readings }) => dots(pointsOf(unit, name, readings))),
        ...branches.map(({ name, cycles }) => lines(pointsOf(unit, name, cycles), FIT)),
        ...branches.map(({ name, mean }) => lines(pointsOf(unit, name, [mean]), MEAN)),
        ...branches.map(({ name, best }) => lines(pointsOf(unit, name, best ? [best] : []), BEST)),
        ...leftAxis({ label: `conductance (${unit.name})`, ticks: 6 }),
        ...bottomAxis({ label: null, ticks: 5, tickFormat: () => '' }),
        ...branches.flatMap((branch) => [heading(fit, branch), parameters(fit, branch)]),
        text([title], { facet: 'super', frameAnchor: 'top-left', dy: -54, fontWeight: 'bold' }),
        key(
          [
            { label: `readings of ${cyclesOf(branches)} cycles`, style: READING },
            { label: 'fit of each cycle', style: FIT },
            { label: 'mean model', style: MEAN },
            ...(branches.some(({ best }) => best) ? [{ label: 'best family', style: BEST }] : []),
          ],
          27,
        ),
      ],
    },
    `${title}: conductance over pulses, with fits`,
  );
}

function residuals(fit: DeviceFit, branches: DrawnBranch[]): string {
  const unit = unitOf(fit);
  return svgOf(
    {
      ...layout(branches),
      height: HEIGHT.residuals,
      marginTop: 30,
      marginBottom: 36,
      marks: [
        ...branches.map(({ name, readings, cycles }) =>
          dots(pointsOf(unit, name, differences(readings, cycles))),
        ),
        ruleY([0], { strokeWidth: 0.5 }),
        ruleY(sigmas(fit, branches), {
          fx: 'branch',
          y: 'scaled',
          stroke: SIGMA.colour,
          strokeDasharray: SIGMA.dash,
        }),
        ...branches.map(({ name, readings, mean }) =>
          lines(pointsOf(unit, name, differences([meanRow(readings)], [mean])), MEAN),
        ),
        ...leftAxis({ label: `residual (${unit.name})`, ticks: 5 }),
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
    x: { domain: [0, Math.max(...branches.map(({ mean }) => mean.length)) - 1] },
    y: { nice: true },
  };
}

/** The unit of all conductances of a device. */
function unitOf({ highestSiemens }: DeviceFit): ScaledUnit {
  return scaledUnit('S', [highestSiemens]);
}

function windowEnds(fit: DeviceFit): Markish[] {
  const { factor } = unitOf(fit);
  const [low, high] = [fit.lowestSiemens * factor, fit.highestSiemens * factor];
  return [
    ruleY([low, high], { strokeWidth: 0.5, strokeDasharray: '2 2' }),
    within('SET', 'G0', { y: () => low, frameAnchor: 'right', dx: -4, dy: 7 }),
    within('SET', 'G1', { y: () => high, frameAnchor: 'left', dx: 4, dy: -6 }),
  ];
}

function sigmas(fit: DeviceFit, branches: DrawnBranch[]): { branch: string; scaled: number }[] {
  const span = (fit.highestSiemens - fit.lowestSiemens) * unitOf(fit).factor;
  return branches.flatMap(({ name, polarity }) =>
    [-1, 1].map((sign) => ({ branch: name, scaled: sign * fit.noise[polarity] * span })),
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
  const { factor } = unitOf(fit);
  const { a, b } = mean[polarity];
  const sigma = `σ = ${(100 * noise[polarity]).toFixed(1)} % of G1 − G0`;
  const words = `a = ${minus(a.toPrecision(3))}, b = ${b.toPrecision(3)} per pulse\n${sigma}`;
  const corner =
    name === 'SET'
      ? ({ y: () => lowestSiemens * factor, lineAnchor: 'bottom', dy: -6 } as const)
      : ({ y: () => highestSiemens * factor, lineAnchor: 'top', dy: 6 } as const);
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
