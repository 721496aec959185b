import { rect, text, type Markish } from '@observablehq/plot';
import type { MarkedState, Place, StateMap } from '../../../envs/scene.js';
import type { ConditionSummary, Summary } from '../../runs/summary.js';
import type { Occupancy, Trace } from '../../runs/trace.js';
import { paragraph, countedEpisodes } from '../page/caption.js';
import { colourBar } from '../marks/colour-bar.js';
import { svgOf, type Figure } from '../marks/figure.js';
import { LEVELS, levelOf } from '../marks/level-map.js';
import { mapHeadings, mapPanels, PANEL, PANEL_SIDE, panelNumber, type Panel } from '../marks/map-panels.js';

/** Minimum side of a square with a number, pixels. */
const LEGIBLE = 24;
/** Ranges of both axes. */
type Region = Record<'x' | 'y', [number, number]>;
/** Height that is saved without an axis, pixels. */
const WITHOUT_AXIS = 28;
/** Height of a word below the squares, pixels. */
const WORD = 14;
/** Share of the colours, from the dark end, on which white stands out more than black. */
const DARK = 0.56;

/** A state in the panel of a condition. */
interface Visited extends Panel, Place {
  visits: number;
  level: number;
}

/** Visits of each state in the last episodes; undefined for a task whose states have no places. */
export function stateOccupancyFigure(summary: Summary, trace: Trace): Figure | undefined {
  const states = summary.task?.states;
  if (!states) return undefined;
  return {
    name: 'occupancy',
    title: 'Occupancy',
    caption: caption(trace, states),
    svg: draw(summary.conditions, trace, states),
  };
}

function draw(conditions: ConditionSummary[], trace: Trace, map: StateMap): string {
  const rates = trace.conditions.map(({ occupancy }) => perEpisode(occupancy));
  const range: [number, number] = [0, Math.max(...rates.flat())];
  const states = rates.flatMap((visits, i) => visited(visits, map.places, panelNumber(i), range));
  const domain = squareAround(map.places);
  const isBelow = [map.start, map.reward].some(({ side }) => side === 'below');
  const saved = WITHOUT_AXIS - (isBelow ? WORD : 0);
  const { height, ...panels } = mapPanels(conditions, 0);
  return svgOf(
    {
      ...panels,
      height: height! - saved,
      marginBottom: panels.marginBottom! - saved,
      x: { domain: domain.x, axis: null },
      y: { domain: domain.y, axis: null },
      color: { type: 'linear', domain: [0, LEVELS - 1], scheme: 'magma' },
      marks: [
        ...squares(states, domain),
        ...words(map, domain),
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

function visited(
  rates: number[],
  places: readonly Place[],
  panel: Panel,
  range: [number, number],
): Visited[] {
  return rates.map((visits, state) => ({
    ...places[state],
    ...panel,
    visits,
    level: levelOf(visits, range),
  }));
}

/** The states in their colours, with their numbers in white or black. */
function squares(states: Visited[], domain: Region): Markish[] {
  const numbered = squareSide(domain) < LEGIBLE ? [] : states;
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
        numbered.filter(({ level }) => Number(level > DARK * LEVELS) === isBright),
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

/** The square region that holds all unit squares around these places. */
function squareAround(places: readonly Place[]): Region {
  const middleAndSpan = (values: number[]) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { middle: (low + high) / 2, span: high - low + 1 };
  };
  const x = middleAndSpan(places.map((place) => place.x));
  const y = middleAndSpan(places.map((place) => place.y));
  const half = Math.max(x.span, y.span) / 2;
  return { x: [x.middle - half, x.middle + half], y: [y.middle - half, y.middle + half] };
}

/** Side of a unit square, pixels. */
function squareSide({ x: [low, high] }: Region): number {
  return PANEL_SIDE / (high - low);
}

function words({ places, start, reward }: StateMap, domain: Region): Markish[] {
  const half = squareSide(domain) / 2;
  const beside = {
    above: { dy: -Math.round(half + 8.4) },
    below: { dy: Math.round(half + 8.4) },
    left: { textAnchor: 'end', dx: -Math.round(half + 6.4) },
  } as const;
  const word = (name: string, { state, side }: MarkedState) =>
    text([name], { ...places[state], ...beside[side] });
  return [word('start', start), word('reward', reward)];
}

function caption({ seed, conditions }: Trace, { name, note }: StateMap): string {
  return paragraph(
    `Visits of each state of the ${name} per episode: mean of ${countedEpisodes(conditions[0].occupancy)} with seed ${seed}.`,
    note,
    'All panels have the same colours.',
  );
}
