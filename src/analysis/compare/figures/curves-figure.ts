import { axisX, axisY, frame, lineY, text } from '@observablehq/plot';
import { noiseInWords } from '../../../experiment/noise-choice.js';
import { paragraph } from '../../../report/page/caption.js';
import { IDEAL_STYLE, styleNumber } from '../../../report/page/condition-style.js';
import { stroke } from '../../../report/marks/direct-labels.js';
import { FULL_WIDTH, svgOf, type Figure } from '../../../report/marks/figure.js';
import { key } from '../../../report/marks/key.js';
import { rowScale } from '../../../report/marks/panel-rows.js';
import { isNamed, type Comparison } from '../comparison.js';
import { bestFirst } from '../findings/best-first.js';
import { smoothing } from '../learning.js';
import type { SchemeStyle } from './scheme-styles.js';
import { legibleTicks, stepsAxis } from './steps-axis.js';
import { FADED } from '../../../report/marks/palette.js';

const COLUMNS = 4;
const PANEL = { height: 92, rows: 30, columns: 14 };
const MARGIN = { top: 52, bottom: 36, left: 40, right: 10 };

/** A point of a learning curve in its panel. */
interface Point {
  column: number;
  row: number;
  noise: number;
  episode: number;
  steps: number;
}

/** Learning curves with one bank: one panel per scheme, one curve per noise. */
export function curvesFigure(comparison: Comparison, bank: string, styles: Map<string, SchemeStyle>): Figure {
  const { reference, ideal, groups } = comparison;
  const banks = new Set(groups.map((group) => group.bank)).size;
  return {
    name: banks > 1 ? `curves-${bank}` : 'curves',
    title: `Learning curves, ${bank}`,
    caption: paragraph(
      `Mean steps over seeds, smoothed over ${smoothing(comparison)} episodes. One panel per scheme, in the order of the first table, in the hue of its family.`,
      `Faint: ${reference}.`,
      ideal !== null && 'Dashed: ideal memory.',
    ),
    svg: draw(comparison, bank, styles),
  };
}

function draw(comparison: Comparison, bank: string, styles: Map<string, SchemeStyle>): string {
  const { reference, ideal, recorded } = comparison;
  const groups = comparison.groups.filter((group) => group.bank === bank);
  const schemes = bestFirst(groups[0], comparison).map(({ scheme }) => scheme);
  const panels = schemes.map((scheme, i) => ({ scheme, column: i % COLUMNS, row: Math.floor(i / COLUMNS) }));
  const points = (curve: readonly number[], noise: number, { column, row }: (typeof panels)[number]): Point[] =>
    curve.map((steps, k) => ({ column, row, noise, episode: recorded[k], steps }));
  const curveOf = (noise: number, scheme: string) =>
    groups[noise].compared.find((one) => isNamed(one, scheme))?.curve ?? [];
  const noises = [...groups.keys()];
  const scale = stepsAxis([...groups.flatMap(({ compared }) => compared.flatMap(({ curve }) => curve)), ...(ideal?.curve ?? [])]);
  const rows = Math.ceil(schemes.length / COLUMNS);
  const width = FULL_WIDTH - MARGIN.left - MARGIN.right;
  const columns = Math.min(COLUMNS, schemes.length);
  const at = { fx: 'column', fy: 'row', x: 'episode', y: 'steps', z: null } as const;
  const styleOf = (noise: number, scheme: string) => ({ ...styleNumber(noise), colour: styles.get(scheme)!.colour });
  const entries = groups.map(({ noise }, i) => ({ label: noiseInWords(noise), style: { ...styleNumber(i), colour: 'currentColor' } }));
  return svgOf(
    {
      width: FULL_WIDTH,
      height: MARGIN.top + rows * (PANEL.height + PANEL.rows) - PANEL.rows + MARGIN.bottom,
      marginTop: MARGIN.top,
      marginBottom: MARGIN.bottom,
      marginLeft: MARGIN.left,
      marginRight: MARGIN.right,
      fx: rowScale(columns, (width + PANEL.columns) / columns - PANEL.columns, PANEL.columns),
      fy: rowScale(rows, PANEL.height, PANEL.rows),
      x: { domain: [1, Math.max(2, comparison.episodes)] },
      y: { type: scale.type, domain: scale.domain },
      marks: [
        frame({ strokeOpacity: 0.15 }),
        ...(ideal ? panels.map((panel) => lineY(points(ideal.curve, 0, panel), { ...at, ...stroke(IDEAL_STYLE) })) : []),
        ...panels.flatMap((panel) => noises.map((noise) =>
          lineY(points(curveOf(noise, reference), noise, panel), { ...at, ...stroke(styleNumber(noise)), stroke: 'currentColor', strokeWidth: 1, strokeOpacity: FADED.line }))),
        ...panels.flatMap((panel) => noises.map((noise) =>
          lineY(points(curveOf(noise, panel.scheme), noise, panel), { ...at, ...stroke(styleOf(noise, panel.scheme)), strokeWidth: 1.5 }))),
        text(panels, { fx: 'column', fy: 'row', text: 'scheme', frameAnchor: 'top-left', dy: -13, fontWeight: 'bold' }),
        axisX({ label: 'episode', labelAnchor: 'center', labelArrow: 'none', ticks: 3, tickSize: 3 }),
        axisY({ label: 'steps per episode', labelAnchor: 'center', labelArrow: 'none', ticks: legibleTicks(scale, PANEL.height, 14), tickSize: 3, tickFormat: String }),
        key(entries, 14),
      ],
    },
    `Learning curves of ${schemes.join(', ')}`,
  );
} // prettier-ignore
