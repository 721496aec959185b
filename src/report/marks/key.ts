import { frame, type Markish } from '@observablehq/plot';
import type { ConditionStyle } from '../page/condition-style.js';
import { FONT_SIZE, svgElement } from './figure.js';
import { textWidth } from './text-width.js';

/** The label and style of a kind of line; without a style, of a shaded band. */
export interface KeyEntry {
  label: string;
  style?: ConditionStyle;
}

const SAMPLE = 22;

/** A row of samples with their labels, above all panels. */
export function key(entries: KeyEntry[], top: number): Markish {
  return frame({
    facet: 'super',
    render: (_index, _scales, _values, { marginLeft }, { document }) => {
      const element = svgElement.bind(undefined, document);
      const line = element('g', { 'aria-label': 'key', 'text-anchor': 'start' });
      let x = marginLeft;
      for (const { label, style } of entries) {
        line.appendChild(
          style ? element('path', lineSample(x, top, style)) : element('rect', bandSample(x, top)),
        );
        const words = line.appendChild(element('text', { x: x + SAMPLE + 5, y: top, dy: '0.32em' }));
        words.textContent = label;
        x += entryWidth(label);
      }
      return line;
    },
  });
}

/** Width of a key with these labels, pixels. */
export function keyWidth(labels: string[]): number {
  return labels.reduce((width, label) => width + entryWidth(label), 0);
}

function entryWidth(label: string): number {
  return SAMPLE + 5 + textWidth(label, FONT_SIZE) + 18;
}

function lineSample(
  x: number,
  y: number,
  { colour, dash, strokeWidth }: ConditionStyle,
): Record<string, string | number> {
  return { d: `M${x},${y}h${SAMPLE}`, stroke: colour, 'stroke-dasharray': dash, 'stroke-width': strokeWidth };
}

function bandSample(x: number, y: number): Record<string, string | number> {
  return { x, y: y - 5, width: SAMPLE, height: 10, 'fill-opacity': 0.2 };
}
