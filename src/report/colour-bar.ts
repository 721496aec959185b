import { frame, type Markish } from '@observablehq/plot';
import { KEY_WIDTH, MARGIN_TOP, PANEL_SIDE, signed } from './map-panels.js';
import { svgElement } from './svg-element.js';

const WIDTH = 10;
const LEFT = 14;

/** The colours of so many levels with the numbers that they stand for, beside the first row of panels. */
export function colourBar(label: string, range: [number, number], levels: number): Markish {
  return frame({
    facet: 'super',
    render: (_index, scales, _values, { width }, { document }) => {
      const x = width - KEY_WIDTH + LEFT;
      const bar = svgElement(document, 'g', { 'aria-label': 'colours', 'text-anchor': 'start' });
      const add = (name: string, attributes: Record<string, string | number>, words = '') => {
        bar.appendChild(svgElement(document, name, attributes)).textContent = words;
      };
      const height = PANEL_SIDE / levels;
      for (let level = 0; level < levels; level++) {
        const y = MARGIN_TOP + PANEL_SIDE - (level + 1) * height;
        const fill = String(scales.color!(level));
        add('rect', { x, y, width: WIDTH, height, fill, 'shape-rendering': 'crispEdges' });
      }
      for (const tick of roundNumbers(range)) {
        const y = MARGIN_TOP + PANEL_SIDE * (1 - (tick - range[0]) / (range[1] - range[0]));
        add('path', { d: `M${x + WIDTH},${y}h4`, stroke: 'currentColor', 'stroke-width': 0.75 });
        add('text', { x: x + WIDTH + 7, y, dy: '0.32em' }, signed(tick));
      }
      add('text', turned(width - 7, MARGIN_TOP + PANEL_SIDE / 2), label);
      return bar;
    },
  });
}

function turned(x: number, y: number): Record<string, string> {
  return { transform: `translate(${x},${y}) rotate(-90)`, 'text-anchor': 'middle' };
}

/** At most seven round numbers within a range. */
function roundNumbers([low, high]: [number, number]): number[] {
  const decade = Math.floor(Math.log10(high - low));
  const steps = [0.1, 0.2, 0.5, 1].map((part) => part * 10 ** decade);
  const step = steps.find((step) => (high - low) / step <= 6) ?? 10 ** decade;
  const first = Math.ceil(low / step);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(6)));
}
