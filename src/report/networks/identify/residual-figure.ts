import { dot, ruleY } from '@observablehq/plot';
import { bottomAxis, leftAxis } from '../../marks/axes.js';
import { FULL_WIDTH, svgOf, type Figure } from '../../marks/figure.js';
import { HUE } from '../../marks/palette.js';
import type { Residual, Shown } from './linear-answer.js';

/** More dots show no more. */
const MOST = 2000;
const HUES = Object.values(HUE);
/** Width of a drawing for a small screen, pixels. */
const NARROW = 350;

/** A probe of an output, in the units that are shown. */
interface Seen {
  readonly fitted: number;
  readonly residual: number;
  readonly hue: string;
}

/** What is left of each output, over what was fitted to it. @param bend what a bend means */
export function residualFigure(all: readonly Residual[], output: Shown, bend: string): Figure {
  const every = Math.ceil(all.length / MOST);
  const seen = all
    .filter((_, i) => i % every === 0)
    .map(({ fitted, residual, output: o }): Seen => ({ fitted: fitted / output.scale, residual: residual / output.scale, hue: HUES[o % HUES.length] }));
  const unit = output.unit ? `, ${output.unit}` : '';
  const kept = every > 1 ? ` ${seen.length.toLocaleString('en-US')} of ${all.length.toLocaleString('en-US')} are drawn.` : '';
  return {
    name: 'residuals',
    title: 'Residuals',
    caption: `Output less what the weights give, over what they give; a colour for each output. Noise alone makes a level band. A bend says ${bend}.${kept}`,
    svg: draw(seen, unit, FULL_WIDTH),
    narrow: draw(seen, unit, NARROW),
  };
} // prettier-ignore

function draw(seen: readonly Seen[], unit: string, width: number): string {
  return svgOf(
    {
      width,
      height: 260,
      marginLeft: 72,
      marginRight: 12,
      marginTop: 10,
      marginBottom: 38,
      y: { nice: true },
      color: { type: 'identity' },
      marks: [
        ruleY([0], { stroke: 'currentColor', strokeWidth: 0.75, strokeOpacity: 0.5 }),
        dot(seen, { x: 'fitted', y: 'residual', fill: 'hue', r: 1.8, fillOpacity: 0.6 }),
        ...bottomAxis({ label: `fitted output${unit}`, ticks: width / 100 }),
        ...leftAxis({ label: `residual${unit}`, ticks: 5 }),
      ],
    },
    'Residuals over fitted outputs',
  );
}
