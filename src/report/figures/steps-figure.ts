import { areaY, axisY, lineY, ruleY, text, type Markish } from '@observablehq/plot';
import type { Summary } from '../../runs/summary.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { count, paragraph, unfinishedEpisodes } from '../page/caption.js';
import { IDEAL_STYLE, isOpenLoop } from '../page/condition-style.js';
import { directLabels, labelHeight, labelWidth, stroke } from '../marks/direct-labels.js';
import { svgOf, type Figure } from '../marks/figure.js';
import {
  blockLength,
  identicalCurves,
  stepCurves,
  type StepCurve,
  type StepPoint,
} from '../marks/step-curves.js';
import { FADED } from '../marks/palette.js';
import { stepScale, type StepScale } from '../marks/step-scale.js';

/** Size of the plot without its margins, pixels: with most labels it is one and a half columns wide, and still readable in one. */
const WIDTH = 325;
const HEIGHT = 230;
const MARGIN = { marginTop: 8, marginLeft: 40, marginBottom: 34 };

/** Fig. 4c and 5b of the article: mean steps of each condition over episodes, with a band of ± 2 standard errors. */
export function stepsFigure(summary: Summary): Figure {
  return {
    name: summary.task?.figures?.steps ?? 'steps',
    title: 'Steps per episode',
    caption: caption(summary),
    svg: draw(summary, stepCurves(summary)),
  };
}

function draw({ task, episodes }: Summary, curves: StepCurve[]): string {
  const labels = curves.map(({ label }) => label);
  const shortest = task?.shortestPath === undefined ? [] : [task.shortestPath];
  const scale = scaleOf(curves, shortest);
  const height = Math.max(HEIGHT, labelHeight(labels.length));
  const marginRight = labelWidth(labels);
  const end = Math.max(episodes, 2);
  const ends = curves.map(({ label, style, points }) => ({ label, style, y: points.at(-1)!.steps }));
  return svgOf(
    {
      ...MARGIN,
      marginRight,
      width: MARGIN.marginLeft + WIDTH + marginRight,
      height: MARGIN.marginTop + height + MARGIN.marginBottom,
      x: { domain: [1, end] },
      y: { type: scale.type, domain: scale.domain },
      marks: [
        ...shortest.flatMap((steps) => shortestPath(steps, end)),
        ...curveMarks(curves, scale.domain[0]),
        ...bottomAxis({ label: 'episode', ticks: [1, ...roundEpisodes(end)], tickFormat: ',d' }),
        ...stepsAxis(scale),
        ...directLabels(ends, { ...scale, end, xPerPixel: (end - 1) / WIDTH, height }),
      ],
    },
    `Steps per episode: ${labels.join(', ')}`,
  );
}

function scaleOf(curves: StepCurve[], shortest: number[]): StepScale {
  const points = curves.flatMap(({ points }) => points);
  const means = points.map(({ steps }) => steps);
  return stepScale([...means, ...shortest], Math.max(...points.map(({ high }) => high)));
}

function curveMarks(curves: StepCurve[], floor: number): Markish[] {
  // The thin curve comes last: the curve of an open-loop learner may be identical.
  const drawn = [...curves].sort((a, b) => Number(a.style === IDEAL_STYLE) - Number(b.style === IDEAL_STYLE));
  const low = ({ low }: StepPoint) => Math.max(low, floor);
  return [
    ...drawn.map(({ points, style }) =>
      areaY(points, { x: 'episode', y1: low, y2: 'high', fill: style.colour, fillOpacity: 0.18 }),
    ),
    ...drawn.map(({ points, style }) => lineY(points, { x: 'episode', y: 'steps', ...stroke(style) })),
  ];
}

function stepsAxis({ ticks, minor }: StepScale): Markish[] {
  return [
    axisY({ label: null, ticks: minor, text: null, tickSize: 2.5, strokeWidth: 0.75 }),
    ...leftAxis({ label: 'steps per episode', ticks: ticks ?? 5, tickFormat: ',d' }),
  ];
}

/** Ticks at round episodes, such as 50, 100, … or 2000, 4000, …: at least four. */
function roundEpisodes(end: number): number[] {
  const decade = 10 ** Math.floor(Math.log10(end));
  const spacing = [0.1, 0.2, 0.5, 1, 2].map((part) => part * decade).findLast((part) => part <= end / 4);
  const step = Math.max(1, Math.round(spacing ?? 1));
  return Array.from({ length: Math.floor(end / step) }, (_, i) => (i + 1) * step);
}

function shortestPath(steps: number, end: number): Markish[] {
  return [
    ruleY([steps], { strokeWidth: 0.5, strokeOpacity: FADED.line }),
    text([`shortest path: ${steps} steps`], { x: end, y: steps, dy: 9, dx: -3, textAnchor: 'end' }),
  ];
}

function caption(summary: Summary): string {
  const { conditions, seeds, task } = summary;
  const block = blockLength(summary);
  const open = conditions.filter(isOpenLoop).map(({ name }) => name);
  return paragraph(
    seeds > 1
      ? `Moves per episode: mean over ${count(seeds, 'seed')}, with a band of ± 2 standard errors.`
      : 'Moves per episode of one seed.',
    block > 1 && `Lines and bands are averages over blocks of ${block} episodes.`,
    unfinishedEpisodes(summary),
    task?.shortestPath !== undefined && `Thin line: the shortest path, ${task.shortestPath} moves.`,
    ...identicalCurves(conditions).map((names) => `The curves of ${names.join(' and ')} are identical.`),
    open.length > 0 &&
      `The learner of ${open.join(', ')} acts on a digital copy of its weights, so its steps say nothing about its devices.`,
  );
}
