import type { CellGrid } from '../../../envs/place-cells.js';
import type { Summary } from '../../runs/summary.js';
import type { Trace } from '../../runs/trace.js';
import { paragraph, countedEpisodes } from '../page/caption.js';
import { colourBar } from '../marks/colour-bar.js';
import { svgOf, type Figure } from '../marks/figure.js';
import { LEVELS, levelMark, middle, runs } from '../marks/level-map.js';
import { mapLabels, mapPanels, PANEL_SIDE, panelNumber } from '../marks/map-panels.js';
import { sceneOf, type DrawnScene } from '../scenes/scene.js';

/** Numbers beside the colours, as far as the maximum. */
const NUMBERS = [0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000];

/** Visits of each square of the plane in the last episodes, one map per condition. */
export function occupancyFigure(summary: Summary, grid: CellGrid, trace: Trace): Figure {
  return {
    name: 'occupancy',
    title: 'Occupancy',
    caption: caption(summary, grid, trace),
    svg: draw(summary, grid, trace),
  };
}

function draw(summary: Summary, { extent }: CellGrid, trace: Trace): string {
  const { conditions } = summary;
  const scene = sceneOf(summary);
  const maps = trace.conditions.map(({ occupancy }) => colourMap(occupancy.visits, extent, scene));
  const maximum = Math.max(...trace.conditions.flatMap(({ occupancy }) => occupancy.visits));
  const range: [number, number] = [0, height(maximum)];
  return svgOf(
    {
      ...mapPanels(conditions, extent),
      color: { type: 'linear', domain: [0, LEVELS - 1], scheme: 'magma' },
      marks: [
        ...maps.map((map, i) =>
          levelMark(runs(map, extent, range), panelNumber(i), PANEL_SIDE / Math.sqrt(map.length)),
        ),
        ...scene.marks(PANEL_SIDE / (2 * extent)),
        ...mapLabels(conditions, extent),
        colourBar('visits', range, {
          ticks: NUMBERS.filter((visits) => visits <= maximum).map((visits) => ({
            at: height(visits),
            name: visits.toLocaleString('en-US'),
          })),
        }),
      ],
    },
    `Occupancy: ${conditions.map(({ name }) => name).join(', ')}`,
  );
}

/** The place of a number of visits along the colours: logarithmic, and 0 for no visit. */
function height(visits: number): number {
  return Math.log1p(visits);
}

/** Blank out of reach. A square at the edge may have its middle out of reach and still be visited. */
function colourMap(visits: number[], extent: number, { isBlank }: DrawnScene): number[] {
  return visits.map((number, square) => {
    const { x, y } = middle(square, Math.sqrt(visits.length), extent);
    return number === 0 && isBlank(x, y) ? NaN : height(number);
  });
}

function caption(summary: Summary, { extent }: CellGrid, { seed, conditions }: Trace): string {
  const { visits } = conditions[0].occupancy;
  const side = Number(((2 * extent) / Math.sqrt(visits.length)).toPrecision(2));
  const { legend } = sceneOf(summary);
  return paragraph(
    `Visits of each square (${side} × ${side}) in ${countedEpisodes(conditions[0].occupancy)}, with seed ${seed}. The start and the end of each move count.`,
    'The colours are logarithmic and the same in all panels.',
    legend !== '' && legend,
  );
}
