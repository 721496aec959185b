import { frame, type Markish } from '@observablehq/plot';
import { LEVELS } from './level-map.js';
import { KEY_WIDTH, MARGIN_TOP, PANEL_SIDE, signed } from './map-panels.js';
import { svgElement } from './figure.js';

const WIDTH = 10;
const LEFT = 14;
/** Height of a number with space around it, pixels; a short bar has less space. */
const NUMBER = 30;

/** A label beside the colours, and the value that it marks. */
interface Tick {
  at: number;
  name: string;
}

/** The colours of all levels and their values, to the right of the first row of panels. */
export function colourBar(
  label: string,
  [low, high]: [number, number],
  {
    height = PANEL_SIDE,
    ticks = roundNumbers([low, high], Math.max(3, height / NUMBER)),
  }: { height?: number; ticks?: Tick[] } = {},
): Markish {
  return frame({
    facet: 'super',
    render: (_index, scales, _values, { width }, { document }) => {
      const x = width - KEY_WIDTH + LEFT;
      const bar = svgElement(document, 'g', { 'aria-label': 'colours', 'text-anchor': 'start' });
      const add = (name: string, attributes: Record<string, string | number>, words = '') => {
        bar.appendChild(svgElement(document, name, attributes)).textContent = words;
      };
      const thickness = height / LEVELS;
      for (let level = 0; level < LEVELS; level++) {
        const y = MARGIN_TOP + height - (level + 1) * thickness;
        const fill = String(scales.color!(level));
        add('rect', { x, y, width: WIDTH, height: thickness, fill, 'shape-rendering': 'crispEdges' });
      }
      for (const { at, name } of ticks) {
        const y = MARGIN_TOP + height * (1 - (at - low) / (high - low));
        add('path', { d: `M${x + WIDTH},${y}h4`, stroke: 'currentColor', 'stroke-width': 0.75 });
        add('text', { x: x + WIDTH + 7, y, dy: '0.32em' }, name);
      }
      add('text', turned(width - 7, MARGIN_TOP + height / 2), label);
      return bar;
    },
  });
}

function turned(x: number, y: number): Record<string, string> {
  return { transform: `translate(${x},${y}) rotate(-90)`, 'text-anchor': 'middle' };
}

/** Round numbers within a range. @param maximum number of steps between them */
function roundNumbers([low, high]: [number, number], maximum: number): Tick[] {
  const decade = Math.floor(Math.log10(high - low));
  const steps = [0.1, 0.2, 0.5, 1, 2].map((part) => part * 10 ** decade);
  const step = steps.find((step) => (high - low) / step <= maximum) ?? 5 * 10 ** decade;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => {
    const at = Number(((first + i) * step).toPrecision(6));
    return { at, name: signed(at) };
  });
}
