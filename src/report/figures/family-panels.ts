import { areaY, lineY, ruleY, text, type Markish } from '@observablehq/plot';
import type { FamilyComparison } from '../../../devices/families/compare-families.js';
import type { DeviceFamilies } from '../../../devices/families/fit-families.js';
import type { Polarity } from '../../../devices/vcm/response-curve.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, svgOf } from '../marks/figure.js';
import { key } from '../marks/key.js';
import { HUE } from '../marks/palette.js';
import type { ConditionStyle } from '../page/condition-style.js';

const BRANCHES: Readonly<Record<Polarity, string>> = { set: 'SET', reset: 'RESET' };
const ROW = 50;
/** Upper end of a panel, in units of its lower end: the room of the labels. */
const HEADROOM = 1.7;
const MARGIN = { top: 56, bottom: 36 };
const TAKEN = { colour: HUE.green, dash: 'none', strokeWidth: 1.25 };
const OTHER = { colour: HUE.purple, dash: 'none', strokeWidth: 1 };
/** Standard errors of the noise band. */
const BAND = 2;
/** The families whose residuals set the scale of the panels; lines that leave it are cut off. */
const SCALED = ['lin-exp', 'free curve'];

/** One mean residual, in % of the window. */
interface Point {
  readonly branch: string;
  readonly family: string;
  readonly pulse: number;
  readonly percent: number;
  readonly taken: boolean;
}

/** Mean residuals of a device over its pulses, a row for each family of curves, with the band that noise alone would fill. */
export function familyPanels(families: DeviceFamilies): { svg: string; height: number } {
  const names = families.set.fits.map(({ family }) => family);
  const height = MARGIN.top + ROW * names.length + MARGIN.bottom;
  const points = (['set', 'reset'] as const).flatMap((polarity) => pointsOf(polarity, families[polarity]));
  const scaled = points.filter(({ family, taken }) => taken || SCALED.includes(family));
  const limit = rounded(Math.max(...scaled.map(({ percent }) => Math.abs(percent)), ...bandsOf(families)));
  const inside = points.map((point) =>
    Math.abs(point.percent) > limit ? { ...point, percent: NaN } : point,
  );
  const channels = { fx: 'branch', fy: 'family', x: 'pulse', y: 'percent' };
  const line = (taken: boolean, { colour, strokeWidth }: ConditionStyle) =>
    lineY(
      inside.filter((point) => point.taken === taken),
      { ...channels, stroke: colour, strokeWidth },
    );
  const svg = svgOf(
    {
      width: FULL_WIDTH,
      height,
      marginTop: MARGIN.top,
      marginBottom: MARGIN.bottom,
      marginLeft: 46,
      marginRight: 12,
      fx: { axis: null, domain: Object.values(BRANCHES), padding: 0.08 },
      fy: { axis: null, domain: names, padding: 0.12 },
      x: { domain: [0, Math.max(...points.map(({ pulse }) => pulse))] },
      y: { domain: [-limit, HEADROOM * limit] },
      marks: [
        areaY(
          points.map((point) => ({ ...point, band: bandOf(families, point.branch) })),
          {
            fx: 'branch',
            fy: 'family',
            x: 'pulse',
            y1: (d: Banded) => -d.band,
            y2: 'band',
            fillOpacity: 0.2,
          },
        ),
        ruleY([0], { strokeWidth: 0.5 }),
        line(false, OTHER),
        line(true, TAKEN),
        ...leftAxis({
          label: 'mean residual (% of window)',
          ticks: [-limit, 0, limit],
          tickFormat: ticked,
        }),
        ...bottomAxis({ label: null, ticks: 5 }),
        ...labels(families),
        ...Object.values(BRANCHES).map((branch) => pulsesApplied(branch, names.at(-1)!)),
        text(['Mean over cycles of reading − curve, for each family'], {
          facet: 'super',
          frameAnchor: 'top-left',
          dy: -46,
          fontWeight: 'bold',
        }),
        key(
          [
            { label: 'family that is taken', style: TAKEN },
            { label: 'other family', style: OTHER },
            { label: '± 2 standard errors of the mean' },
          ],
          34,
        ),
      ],
    },
    'Mean residuals of each family of curves over pulses',
  );
  return { svg, height };
}

type Banded = Point & { readonly band: number };

function pointsOf(polarity: Polarity, { fits, best, mean }: FamilyComparison): Point[] {
  // The rise of RESET is 1 − w, so a residual of w has the opposite sign.
  const sign = polarity === 'set' ? 100 : -100;
  return fits.flatMap((fit) =>
    Array.from(mean, (x, pulse) => ({
      branch: BRANCHES[polarity],
      family: fit.family,
      pulse,
      percent: sign * (x - fit.rise[pulse]),
      taken: fit === best,
    })),
  );
}

function bandsOf({ set, reset }: DeviceFamilies): number[] {
  return [set, reset].map(({ standardError }) => 100 * BAND * standardError);
}

function bandOf(families: DeviceFamilies, branch: string): number {
  return bandsOf(families)[branch === BRANCHES.set ? 0 : 1];
}

/** The name and misfit of each family, in the upper corners of its panel. */
function labels(families: DeviceFamilies): Markish[] {
  return (['set', 'reset'] as const).flatMap((polarity) =>
    families[polarity].fits.flatMap((fit) => {
      const panel = { fx: () => BRANCHES[polarity], fy: () => fit.family, dy: 2 };
      const weight = fit === families[polarity].best ? 'bold' : 'normal';
      const common = { ...panel, fontWeight: weight, stroke: 'white', strokeWidth: 3, fill: 'currentColor' };
      return [
        text([fit.family], { ...common, text: (d: string) => d, frameAnchor: 'top-left', dx: 6 }),
        text([`misfit ${(100 * fit.misfit).toFixed(2)} %`], {
          ...common,
          text: (d: string) => d,
          frameAnchor: 'top-right',
          dx: -4,
        }),
      ];
    }),
  );
}

function pulsesApplied(branch: string, family: string): Markish {
  return text([`${branch} pulses applied`], {
    fx: () => branch,
    fy: () => family,
    text: (d: string) => d,
    frameAnchor: 'bottom',
    dy: 32,
  });
}

/** The next number with one digit: 1, 2, 5, 10, … */
function rounded(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find((digit) => digit * power >= value)!;
}

function ticked(percent: number): string {
  return String(Number(percent.toPrecision(2))).replace('-', '−');
}
