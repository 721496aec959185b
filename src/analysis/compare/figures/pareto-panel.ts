import { dot, frame, lineY, link, ruleX, ruleY, text, type Markish } from '@observablehq/plot';
import type { CostName } from '../../../experiment/comparison-plan.js';
import { bottomAxis, leftAxis } from '../../../report/marks/axes.js';
import { svgOf } from '../../../report/marks/figure.js';
import type { Panel } from '../../../report/marks/panels.js';
import { textWidth } from '../../../report/marks/text-width.js';
import { costLabels, steps } from '../amounts.js';
import type { Comparison, Group } from '../comparison.js';
import { noiseOf } from '../findings/finding-words.js';
import { isBold, LABEL_SIZE, paretoLabels, RING, type PlacedLabel } from './pareto-labels.js';
import { paretoPoints, type ParetoPoint } from './pareto-points.js';
import type { SchemeStyle } from './scheme-styles.js';
import { legibleTicks } from './steps-axis.js';
import { FADED } from '../../../report/marks/palette.js';

const SIZE = { width: 522, height: 330 };
const MARGIN = { top: 24, right: 22, bottom: 36, left: 42 };
/** Distance of an axis label from its axis, pixels. */
const LABEL_OFFSET = 32;
/** Height of a line of names without space for their labels, pixels. */
const LINE = 14;

/** Final steps against cost with one bank and one noise; undefined if no scheme has this cost. */
export function paretoPanel(group: Group, comparison: Comparison, cost: CostName, styles: Map<string, SchemeStyle>): Panel | undefined {
  const found = paretoPoints(group, comparison, cost);
  if (!found) return undefined;
  const { across, up, points } = found;
  const ideal = comparison.ideal?.final.value;
  const width = SIZE.width - MARGIN.left - MARGIN.right;
  const height = SIZE.height - MARGIN.top - MARGIN.bottom;
  const shownIdeal = ideal !== undefined && ideal >= up.domain[0] ? ideal : undefined;
  const labels = paretoLabels({ ...found, width, height, ideal: shownIdeal });
  const unplaced = points.filter((point) => !labels.some((one) => one.point === point)).map(({ label }) => label);
  const lines = linesOf([...(ideal !== undefined && ideal !== shownIdeal ? [`ideal memory ↓ ${steps(ideal)}`] : []), ...unplaced], width);
  const size = { ...SIZE, height: SIZE.height + LINE * lines.length };
  const svg = svgOf(
    {
      ...size, marginTop: MARGIN.top, marginRight: MARGIN.right, marginBottom: MARGIN.bottom + LINE * lines.length, marginLeft: MARGIN.left,
      x: { type: 'log', domain: across.domain },
      y: { type: up.type, domain: up.domain },
      marks: [
        ...(shownIdeal === undefined ? [] : [ruleY([shownIdeal], { strokeDasharray: '4 2.5', strokeWidth: 0.75 })]),
        ...frontMarks(points),
        ...points.toReversed().flatMap((point) => pointMarks(point, styles.get(point.scheme)!)),
        ...labelMarks(labels),
        ...lines.map((line, i) => text([line], { frameAnchor: 'bottom-left', dy: MARGIN.bottom + LINE * (i + 1) - 4, fontSize: LABEL_SIZE, fillOpacity: FADED.text })),
        text([noiseOf(group, comparison)], { frameAnchor: 'top-left', dy: -16, dx: -MARGIN.left, fontWeight: 'bold', fontSize: 13 }),
        frame({ strokeOpacity: 0.15 }),
        ...bottomAxis({ label: `${costLabels[cost]}, mean per seed`, labelOffset: LABEL_OFFSET, ticks: across.ticks, tickFormat: across.write }),
        ...leftAxis({ label: 'final steps', ticks: legibleTicks(up, height, 14), tickFormat: String }),
      ],
    },
    `Final steps against ${costLabels[cost]}, ${noiseOf(group, comparison)}`,
  );
  return { svg, ...size };
} // prettier-ignore

/** The line of the front. */
function frontMarks(points: ParetoPoint[]): Markish[] {
  const front = points.filter(({ on }) => on).sort((a, b) => a.cost - b.cost);
  return [
    lineY(front, { x: 'cost', y: 'final', curve: 'step-after', strokeWidth: 1.5, strokeOpacity: FADED.line }),
  ];
}

function pointMarks(point: ParetoPoint, { colour, symbol }: SchemeStyle): Markish[] {
  const { cost: x, final: y, costs, steps: ends, kind, above, right } = point;
  const thin = { stroke: colour, strokeWidth: 0.9 };
  const hollow = kind === 'unranked';
  return [
    ...(above ? [] : [ruleX([x], { ...thin, y1: ends[0], y2: ends[1] })]),
    ...(right ? [] : [ruleY([y], { ...thin, x1: costs[0], x2: costs[1] })]),
    dot([0], { x: [x], y: [y], title: () => point.words, r: isBold(point) ? 4.5 : 3.6, symbol, stroke: colour, fill: hollow ? 'none' : colour }),
    ...(kind === 'reference' ? [dot([0], { x: [x], y: [y], r: RING - 0.5, strokeWidth: 1 })] : []),
  ];
} // prettier-ignore

function labelMarks(labels: PlacedLabel[]): Markish[] {
  return labels.flatMap(({ point, at }) => [
    ...(at.leader ? [link([0], { x1: [point.cost], y1: [point.final], x2: [at.leader.x], y2: [at.leader.y], strokeWidth: 0.5, strokeOpacity: FADED.line })] : []),
    text([point.label], {
      x: [at.x], y: [at.y], dx: 1, textAnchor: 'start', fontSize: LABEL_SIZE,
      ...(isBold(point) ? { fontWeight: 'bold' } : { fillOpacity: FADED.text }),
    }),
  ]);
} // prettier-ignore

/** Names without space for their labels, as lines of some width. */
function linesOf(names: string[], width: number): string[] {
  const lines: string[] = [];
  for (const name of names) {
    const longer = lines.length > 0 ? `${lines.at(-1)} · ${name}` : `Also: ${name}`;
    if (lines.length > 0 && textWidth(longer, LABEL_SIZE) > width) lines.push(name);
    else lines.splice(-1, 1, longer);
  }
  return lines;
}
