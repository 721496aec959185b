import { cell, text, type Markish } from '@observablehq/plot';
import { bottomAxis, leftAxis } from '../../report/marks/axes.js';
import { joined, type Panel } from '../../report/marks/panels.js';
import { FONT_SIZE, FULL_WIDTH, svgOf, type Figure } from '../../report/marks/figure.js';
import { HUE } from '../../report/marks/palette.js';
import type { SweepAxis } from '../../report/marks/sweep-grid.js';
import { shortenedTo, textWidth } from '../../report/marks/text-width.js';
import { paragraph } from '../../report/page/caption.js';
import type { Winner, Winners } from './winners.js';

/** Height of a cell, and the largest width of a panel and of its words at the left. */
const HEIGHT = 34;
const PANEL_WIDTH = (FULL_WIDTH - 12) / 2;
const WORDS = 110;
const COLOURS = Object.values(HUE);
/** How much of its colour a cell has where the winner cannot be told from another scheme. */
const TIED = 0.3;

/** A map of winners: a panel for each value of a third axis. */
interface WinnerMap {
  readonly x: SweepAxis;
  readonly y: SweepAxis | undefined;
  readonly panel: SweepAxis | undefined;
  /** number of each among the axes of the winners */
  readonly order: readonly number[];
}

/** Which scheme wins over up to three settings; undefined for more, or for none. */
export function winnerMapFigure(winners: Winners): Figure | undefined {
  const { axes, cells, schemes } = winners;
  if (axes.length < 1 || axes.length > 3) return undefined;
  const map = mapOf(axes);
  const panels = (map.panel?.values ?? [undefined]).map((_, panel) =>
    draw(map, cells.filter(({ place }) => map.panel === undefined || place[map.order[2]] === panel), panel),
  );
  const won = schemes.map((name, scheme) => ({ name, scheme })).filter(({ scheme }) => cells.some((one) => one.scheme === scheme || one.tied.includes(scheme)));
  const title = `Which scheme has the best final steps, over ${axes.map(({ name }) => name).join(', ')}`;
  return {
    name: 'winners',
    title,
    caption: paragraph(
      `${won.map(({ name, scheme }) => `${letter(scheme)}: ${name}`).join('; ')}.`,
      'The number is the mean of the best scheme. Letters after it cannot be told from it: the difference over the same seeds is not significant at 5 % after Holm’s correction. Such cells are pale.',
    ),
    svg: joined(title, panels, 2).svg,
    panels: panels.map(({ svg }) => svg),
  };
} // prettier-ignore

/** Numbers lie along the panel, names beside it; what is left makes panels. */
function mapOf(axes: readonly SweepAxis[]): WinnerMap {
  const numeric = (axis: SweepAxis) => axis.values.every((value) => typeof value === 'number');
  const order = axes.map((_, i) => i).sort((a, b) => Number(numeric(axes[b])) - Number(numeric(axes[a])));
  // With three axes, the second number makes the panels.
  const [x, second, third] = order;
  const places = third === undefined ? [x, second] : [x, third, second];
  const [at, up, panel] = places.map((place): SweepAxis | undefined => axes[place]);
  return { x: at!, y: up, panel, order: places };
}

function draw({ x, y, panel, order }: WinnerMap, cells: readonly Winner[], at: number): Panel {
  const rows = y?.values ?? [''];
  const left = y ? Math.min(WORDS, Math.max(...rows.map((value) => textWidth(String(value), FONT_SIZE)))) + 26 : 10;
  const title = panel ? `${panel.name} ${panel.values[at]}` : undefined;
  const words = (axis: SweepAxis, i: number, width: number) => shortenedTo(String(axis.values[i]), width, FONT_SIZE);
  const width = (PANEL_WIDTH - left - 6) / x.values.length;
  const height = HEIGHT * rows.length + 64;
  const svg = svgOf(
    {
      width: PANEL_WIDTH,
      height,
      marginLeft: left,
      marginRight: 6,
      marginTop: 24,
      marginBottom: 40,
      x: { type: 'band', domain: x.values.map((_, i) => i), padding: 0 },
      y: { type: 'band', domain: rows.map((_, i) => i).reverse(), padding: 0 },
      color: { type: 'identity' },
      marks: [
        ...marksOf(cells, order),
        ...(title === undefined ? [] : [text([title], { frameAnchor: 'top', dy: -14, fontWeight: 'bold' })]),
        ...bottomAxis({ label: x.name, tickFormat: (i: number) => words(x, i, width), tickSize: 0 }),
        ...(y ? leftAxis({ label: y.name, tickFormat: (i: number) => words(y, i, WORDS), tickSize: 0, labelOffset: left - 8 }) : []),
      ],
    },
    `Winners${title === undefined ? '' : ` at ${title}`}`,
  );
  return { svg, width: PANEL_WIDTH, height };
} // prettier-ignore

function marksOf(cells: readonly Winner[], order: readonly number[]): Markish[] {
  const place = {
    x: ({ place: at }: Winner) => at[order[0]],
    y: ({ place: at }: Winner) => (order[1] === undefined ? 0 : at[order[1]]),
  };
  const isClear = ({ tied }: Winner) => tied.length === 0;
  const ink = (winner: Winner) => (isClear(winner) ? 'white' : 'currentColor');
  return [
    cell(cells, { ...place, fill: ({ scheme }: Winner) => COLOURS[scheme % COLOURS.length], fillOpacity: (winner: Winner) => (isClear(winner) ? 1 : TIED), inset: 0.5 }),
    text(cells, { ...place, fill: ink, dy: -6, text: ({ steps }: Winner) => steps.toFixed(steps < 99.95 ? 2 : 1) }),
    text(cells, { ...place, fill: ink, dy: 7, fontWeight: 'bold', text: ({ scheme, tied }: Winner) => [letter(scheme), ...tied.map((other) => letter(other).toLowerCase())].join(' ') }),
  ];
} // prettier-ignore

function letter(scheme: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + scheme);
}
