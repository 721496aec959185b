import { dot, line, text } from '@observablehq/plot';
import type { ChipRow } from '../../../runs/networks/read-chip.js';
import { bottomAxis, leftAxis } from '../../marks/axes.js';
import { labelWidth, stroke } from '../../marks/direct-labels.js';
import { FULL_WIDTH, svgOf, type Figure } from '../../marks/figure.js';
import { logTick } from '../../marks/log-ticks.js';
import { separatePositions } from '../../marks/separate-positions.js';
import { count, paragraph } from '../../page/caption.js';
import { styleNumber, type ConditionStyle } from '../../page/condition-style.js';
import { figureSection, htmlPage } from '../../page/html-page.js';
import { escapeHtml, htmlTable } from '../../page/html.js';
import { leadSection } from '../../page/lead.js';
import { chipLead } from './chip-lead.js';
import { byCondition, chipGroups, chipHead, chipRows, type ChipGroup } from './chip-table.js';

const [HEIGHT, TOP, BOTTOM, LEFT] = [320, 12, 38, 64];
/** Longer names end in an ellipsis, ems. */
const NAME = 22;
/** Smaller errors are rounding. */
const ROUNDING = 1e-15;

interface Curve {
  readonly name: string;
  readonly style: ConditionStyle;
  readonly points: readonly (ChipGroup & { readonly error: number })[];
}

/** The error of the weights that were found behind terminals, over the number of probes. */
export function chipFigure(rows: readonly ChipRow[], repeats: number): Figure {
  const curves = byCondition(chipGroups(rows)).map(([name, groups], i): Curve => ({
    name,
    style: styleNumber(i),
    points: groups.flatMap((group) => (group.error === undefined ? [] : [{ ...group, error: Math.max(group.error, ROUNDING) }])),
  }));
  return {
    name: 'probes-needed',
    title: 'Weights found behind the terminals',
    caption: `Error of the rows that were found, beside those that the devices hold, as a share of their length (geometric mean over chips). A dot is full where every chip is identified, and rightly.${repeats > 1 ? ` Each probe is the mean of ${repeats} answers.` : ''}`,
    finding: chipLead(rows, repeats).sentence,
    svg: draw(curves),
  };
} // prettier-ignore

function draw(curves: readonly Curve[]): string {
  const all = curves.flatMap(({ points }) => points);
  const [first, last] = [Math.min(...all.map(({ probes }) => probes)), Math.max(...all.map(({ probes }) => probes))];
  const [low, high] = [Math.min(...all.map(({ error }) => error)), Math.max(...all.map(({ error }) => error))];
  const height = Math.log(high / low) || 1;
  const ends = separatePositions(curves.map(({ points }) => Math.log((points.at(-1)?.error ?? low) / low) / height), 14 / (HEIGHT - TOP - BOTTOM), 0, 1);
  return svgOf(
    {
      width: FULL_WIDTH,
      height: HEIGHT,
      marginLeft: LEFT,
      marginRight: labelWidth(curves.map(({ name }) => name)) - 24,
      marginTop: TOP,
      marginBottom: BOTTOM,
      x: { type: 'log', domain: first < last ? [first, last] : [first / 2, last] },
      y: { type: 'log', domain: low < high ? [low, high] : [low / 2, high * 2] },
      marks: [
        ...curves.map(({ points, style }) => line(points, { x: 'probes', y: 'error', ...stroke(style) })),
        ...curves.map(({ points, style }) =>
          dot(points, { x: 'probes', y: 'error', r: 3, stroke: style.colour, strokeWidth: 1.5, fill: style.colour, fillOpacity: ({ right, chips }: ChipGroup) => (right === chips ? 1 : 0) }),
        ),
        ...curves.map(({ name, style }, i) =>
          text([name], { x: last, y: low * Math.exp(ends[i] * height), dx: 8, textAnchor: 'start', fill: style.colour, lineWidth: NAME, textOverflow: 'ellipsis' }),
        ),
        ...bottomAxis({ label: 'probes', ticks: 6, tickFormat: logTick([first, last]) }),
        ...leftAxis({ label: 'error of the rows', ticks: 6, tickFormat: logTick([low, high]) }),
      ],
    },
    `Error of the rows over the number of probes, in ${count(curves.length, 'condition')}`,
  );
} // prettier-ignore

/** `memloop identify` of networks that learned on devices, as one self-contained HTML document. */
export function chipPage(source: string, rows: readonly ChipRow[], repeats: number, version: string, figure: Figure): string {
  const method = [
    'Each chip learns by gradient descent on reads of its crossbars, as in memloop flow. Then it gets random inputs with the mean and spread of those it learned from, and only its outputs are seen.',
    'Its weights are looked for by Expand-and-Cluster. “Identified” is what the fit certifies itself. “Rightly” is judged with the weights that the devices hold: the number of neurons is right, and every row is within a cosine distance of 0.01.',
    'Noise can hide neurons. The smallest network that fits is then another one: identified, and not rightly.',
    'Who can read each device directly needs none of this.',
  ];
  return htmlPage(
    escapeHtml(`Identify: ${source.split(/[/\\]/).at(-1)}`),
    paragraph(
      `<p class="quiet">${escapeHtml(`${count(new Set(rows.map(({ condition }) => condition)).size, 'condition')} from ${source.split(/[/\\]/).at(-1)}`)}. Made with memloop ${escapeHtml(version)}.</p>`,
      leadSection(chipLead(rows, repeats)),
      figureSection(figure, 'lead'),
      '<h2>Results</h2>',
      htmlTable('How many chips are identified from how many probes.', chipHead, chipRows(rows).map((row) => row.map(escapeHtml))),
      '<h2>Method</h2>',
      `<ul>\n${method.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join('\n')}\n</ul>`,
    ),
  );
} // prettier-ignore
