import { rect, text, type Markish } from '@observablehq/plot';
import type { ConditionSummary, Summary } from '../../runs/summary.js';
import type { Occupancy, Trace } from '../../runs/trace.js';
import { paragraph, countedEpisodes } from '../page/caption.js';
import { colourBar } from '../marks/colour-bar.js';
import { svgOf, type Figure } from '../marks/figure.js';
import { LEVELS, levelOf } from '../marks/level-map.js';
import { mapHeadings, mapPanels, PANEL, panelNumber, type Panel } from '../marks/map-panels.js';
import type { Place } from '../scenes/place-fields.js';

/** The states of the T-maze: stem, arm with the reward, other arm. */
const STATES: Place[] = [
  ...[0, 1, 2, 3, 4].map((x) => ({ x, y: 0 })),
  ...[1, 2].map((y) => ({ x: 4, y })),
  ...[-1, -2].map((y) => ({ x: 4, y })),
];
const REWARDED = 6;
const REACH = 2.5;
/** Height that is saved without an axis, pixels. */
const WITHOUT_AXIS = 28;

/** A state in the panel of a condition. */
interface Visited extends Panel, Place {
  visits: number;
  level: number;
}

/** Visits of each state of the T-maze in the last episodes; undefined for another task. */
export function stateOccupancyFigure(summary: Summary, trace: Trace): Figure | undefined {
  if (summary.environment !== 't-maze') return undefined;
  return {
    name: 'occupancy',
    title: 'Occupancy',
    caption: caption(trace),
    svg: draw(summary.conditions, trace),
  };
}

function draw(conditions: ConditionSummary[], trace: Trace): string {
  const rates = trace.conditions.map(({ occupancy }) => perEpisode(occupancy));
  const range: [number, number] = [0, Math.max(...rates.flat())];
  const states = rates.flatMap((visits, i) => visited(visits, panelNumber(i), range));
  const { height, ...panels } = mapPanels(conditions, REACH);
  return svgOf(
    {
      ...panels,
      height: height! - WITHOUT_AXIS,
      marginBottom: panels.marginBottom! - WITHOUT_AXIS,
      x: { domain: [-0.5, 4.5], axis: null },
      y: { domain: [-REACH, REACH], axis: null },
      color: { type: 'linear', domain: [0, LEVELS - 1], scheme: 'magma' },
      marks: [
        ...squares(states),
        ...words(),
        mapHeadings(conditions),
        colourBar('visits per episode', range),
      ],
    },
    `Occupancy: ${conditions.map(({ name }) => name).join(', ')}`,
  );
}

function perEpisode({ from, to, visits }: Occupancy): number[] {
  return visits.map((number) => number / (to + 1 - from));
}

function visited(rates: number[], panel: Panel, range: [number, number]): Visited[] {
  return rates.map((visits, state) => ({
    ...STATES[state],
    ...panel,
    visits,
    level: levelOf(visits, range),
  }));
}

/** The states in their colours, with their numbers in white or black. */
function squares(states: Visited[]): Markish[] {
  return [
    rect(states, {
      ...PANEL,
      x1: ({ x }: Visited) => x - 0.5,
      x2: ({ x }: Visited) => x + 0.5,
      y1: ({ y }: Visited) => y - 0.5,
      y2: ({ y }: Visited) => y + 0.5,
      inset: 1,
      fill: 'level',
    }),
    ...['#fff', '#000'].map((fill, isBright) =>
      text(
        states.filter(({ level }) => Number(level > 0.6 * LEVELS) === isBright),
        {
          ...PANEL,
          x: 'x',
          y: 'y',
          text: ({ visits }: Visited) => visits.toFixed(visits < 10 ? 2 : visits < 100 ? 1 : 0),
          fill,
        },
      ),
    ),
  ];
}

function words(): Markish[] {
  const aside = { textAnchor: 'end', dx: -24 } as const;
  return [text(['start'], { ...STATES[0], dy: -26 }), text(['reward'], { ...STATES[REWARDED], ...aside })];
}

function caption({ seed, conditions }: Trace): string {
  return paragraph(
    `Visits of each state of the T-maze per episode: mean of ${countedEpisodes(conditions[0].occupancy)} with seed ${seed}.`,
    'The shortest path visits each state from start to reward once. All panels have the same colours.',
  );
}
