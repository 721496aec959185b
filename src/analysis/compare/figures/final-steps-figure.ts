import { noiseInWords } from '../../../experiment/noise-choice.js';
import { axisY, dot, frame, link, ruleX, rect, text, type Markish } from '@observablehq/plot';
import { bottomAxis } from '../../../report/marks/axes.js';
import { paragraph } from '../../../report/page/caption.js';
import { FULL_WIDTH, svgOf, type Figure } from '../../../report/marks/figure.js';
import { rowScale } from '../../../report/marks/panel-rows.js';
import type { Compared, Comparison } from '../comparison.js';
import { legibleTicks, sharedStepsAxis } from './steps-axis.js';

const ROW = 16;
const GAP = { columns: 14, rows: 44 };
const MARGIN = { top: 26, bottom: 36, right: 10 };
const PANEL = { fx: 'column', fy: 'row' } as const;

/** How each verdict is drawn, with its own colour and its own shape. */
const STYLES = {
  fewer: { symbol: 'circle', fill: '#0072B2', stroke: '#0072B2' },
  more: { symbol: 'square', fill: '#D55E00', stroke: '#D55E00' },
  none: { symbol: 'circle', fill: 'none', stroke: 'currentColor' },
  reference: { symbol: 'diamond', fill: 'currentColor', stroke: 'currentColor' },
  digital: { symbol: 'times', fill: 'none', stroke: 'currentColor' },
} as const;

/** The steps of a scheme in one panel. */
interface Row {
  column: number;
  row: number;
  scheme: string;
  value: number;
  low: number;
  high: number;
  style: keyof typeof STYLES;
  /** the upper end of the axis */
  top: number;
}

/** Final steps of every scheme with intervals, and whether they differ from the reference: one panel per bank and noise. */
export function finalStepsFigure(comparison: Comparison): Figure {
  const { reference, ideal, groups } = comparison;
  const digital = groups.some(({ compared }) => compared.some((one) => one.digital));
  return {
    name: 'final-steps',
    title: 'Final steps',
    caption: paragraph(
      `Means over seeds with 95 % intervals. Schemes are in the order of their steps over all panels. Diamond and band: ${reference}. Blue circle: fewer steps; vermilion square: more steps (both at 5 % after Holm’s correction). Open circle: no significant difference.`,
      'A number at the edge: steps beyond the axis.',
      digital && 'Cross: acts on a digital copy, not ranked.',
      ideal !== null && 'Dashed: ideal memory.',
    ),
    svg: draw(comparison),
  };
}

function draw(comparison: Comparison): string {
  const { groups, ideal, reference } = comparison;
  const noises = [...new Set(groups.map(({ noise }) => noise))];
  const banks = [...new Set(groups.map(({ bank }) => bank))];
  const scale = sharedStepsAxis(comparison);
  const rows = groups.flatMap(({ bank, noise, compared }) =>
    compared.map((one) => rowOf(one, reference, scale.domain[1], { column: noises.indexOf(noise), row: banks.indexOf(bank) })),
  );
  const schemes = inOrder(rows);
  const marginLeft = 12 + 6 * Math.max(...schemes.map((scheme) => scheme.length));
  const height = ROW * schemes.length;
  const panels = groups.map(({ bank, noise }) => ({
    column: noises.indexOf(noise),
    row: banks.indexOf(bank),
    words: `${noiseInWords(noise)}, ${bank}`,
    ideal: ideal?.final.value,
  }));
  const columns = { ...rowScale(noises.length, (FULL_WIDTH - marginLeft) / noises.length, GAP.columns) };
  return svgOf(
    {
      width: FULL_WIDTH,
      height: MARGIN.top + banks.length * (height + GAP.rows) - GAP.rows + MARGIN.bottom,
      marginTop: MARGIN.top,
      marginBottom: MARGIN.bottom,
      marginRight: MARGIN.right,
      marginLeft,
      fx: columns,
      fy: rowScale(banks.length, height, GAP.rows),
      x: { type: scale.type, domain: scale.domain },
      y: { type: 'band', domain: schemes, padding: 0 },
      marks: [
        ...backMarks(rows, panels),
        ...Object.keys(STYLES).flatMap((style) => rowMarks(rows, style as Row['style'])),
        text(panels, { ...PANEL, text: 'words', frameAnchor: 'top-left', dy: -16, fontWeight: 'bold' }),
        axisY({ tickSize: 0, label: null }),
        ...bottomAxis({ label: 'final steps', ticks: legibleTicks(scale, (FULL_WIDTH - marginLeft) / noises.length, 22), tickFormat: String }),
      ],
    },
    `Final steps: ${schemes.join(', ')}`,
  );
} // prettier-ignore

function rowOf({ scheme, final, difference, digital }: Compared, reference: string, top: number, at: { column: number; row: number }): Row {
  const [low, high] = final.interval ?? [final.value, final.value];
  const verdict = difference?.verdict;
  const judged = verdict === 'fewer' || verdict === 'more' ? verdict : 'none';
  const style = scheme === reference ? 'reference' : digital ? 'digital' : judged;
  return { ...at, scheme, value: final.value, low: Math.min(low, top), high: Math.min(high, top), style, top };
} // prettier-ignore

/** Schemes sorted by geometric mean over all panels; schemes that are not ranked come last. */
function inOrder(rows: Row[]): string[] {
  const schemes = [...new Set(rows.map(({ scheme }) => scheme))];
  const key = (scheme: string) => {
    const own = rows.filter((row) => row.scheme === scheme);
    const last = own[0].style === 'digital' ? 1e6 : 0;
    return last + own.reduce((sum, { value }) => sum + Math.log(value), 0) / own.length;
  };
  return schemes.sort((a, b) => key(a) - key(b));
}

function backMarks(rows: Row[], panels: object[]): Markish[] {
  const references = rows.filter(({ style }) => style === 'reference');
  return [
    rect(references, { ...PANEL, x1: 'low', x2: 'high', fillOpacity: 0.1 }),
    ruleX(references, { ...PANEL, x: 'value', strokeWidth: 0.5 }),
    ruleX(panels, { ...PANEL, x: 'ideal', strokeDasharray: '4 2.5', strokeWidth: 0.75 }),
    frame({ strokeOpacity: 0.15 }),
  ];
}

function rowMarks(rows: Row[], style: Row['style']): Markish[] {
  const own = rows.filter((row) => row.style === style && row.value <= row.top);
  const beyond = rows.filter((row) => row.style === style && row.value > row.top);
  const { stroke } = STYLES[style];
  return [
    link(own, { ...PANEL, x1: 'low', x2: 'high', y1: 'scheme', y2: 'scheme', stroke, strokeWidth: 1.25 }),
    text(beyond, {
      ...PANEL,
      x: 'top',
      y: 'scheme',
      text: ({ value }: Row) => `${value.toFixed(1)} ›`,
      textAnchor: 'end',
      dx: -2,
      fill: stroke,
      fontWeight: 'bold',
    }),
    dot(own, { ...PANEL, x: 'value', y: 'scheme', r: 3.2, strokeWidth: 1.25, ...STYLES[style] }),
  ];
}
