import type { Summary } from '../../runs/summary.js';
import { bottomAxis } from '../marks/axes.js';
import { directLabels, labelHeight, labelWidth } from '../marks/direct-labels.js';
import { FULL_WIDTH, svgOf, type Figure } from '../marks/figure.js';
import { isMany, learningPanels } from '../marks/learning-panels.js';
import { learningScale, stepsAxis, type LearningCurves } from '../marks/learning-curves.js';
import {
  publishedKey,
  publishedMarks,
  publishedSentence,
  type PublishedSteps,
} from '../marks/published-steps.js';
import { blockLength, identicalCurves, smoothing, stepCurves } from '../marks/step-curves.js';
import { curveMarks, roundEpisodes, shortestPath } from '../marks/step-marks.js';
import { count, paragraph, unfinishedEpisodes } from '../page/caption.js';
import { isOpenLoop } from '../page/condition-style.js';

/** Height of the plot and width of the whole figure, pixels: on a page, and on a small screen. */
const SIZES = { wide: { width: FULL_WIDTH, height: 300 }, narrow: { width: 350, height: 230 } };
/** Width of names at the ends of curves that leave too little of a small screen, pixels. */
const LABELS = 120;
const MARGIN = { marginTop: 12, marginLeft: 44, marginBottom: 36 };

/** Fig. 4c and 5b of the article: mean steps of each condition over episodes, smoothed, with a band of ± 2 standard errors. @param published numbers of the article, drawn behind */
export function stepsFigure(summary: Summary, published: PublishedSteps[] = []): Figure {
  const drawn: LearningCurves = { summary, curves: stepCurves(summary), published };
  const many = isMany(drawn.curves);
  const draw = many ? learningPanels : plotted;
  const wordy = labelWidth(drawn.curves.map(({ label }) => label)) > LABELS;
  return {
    name: summary.task?.figures?.steps ?? 'steps',
    title: 'Steps per episode',
    caption: caption(drawn),
    svg: draw(drawn, SIZES.wide),
    narrow: (many || wordy ? learningPanels : plotted)(drawn, SIZES.narrow),
  };
}

/** All curves in one plot, with their names at their ends. */
function plotted(drawn: LearningCurves, size: { width: number; height: number }): string {
  const { summary, curves, published } = drawn;
  const labels = curves.map(({ label }) => label);
  const scale = learningScale(drawn);
  const height = Math.max(size.height, labelHeight(labels.length));
  const marginRight = labelWidth(labels);
  const across = size.width - MARGIN.marginLeft - marginRight;
  const end = Math.max(summary.episodes, 2);
  const ends = curves.map(({ label, style, points }) => ({ label, style, y: points.at(-1)!.steps }));
  return svgOf(
    {
      ...MARGIN,
      marginRight,
      width: size.width,
      height: MARGIN.marginTop + height + MARGIN.marginBottom,
      x: { domain: [1, end] },
      y: { type: scale.type, domain: scale.domain },
      marks: [
        ...shortestPath(summary, end),
        ...curveMarks(curves, scale),
        ...publishedMarks(published, curves, scale),
        ...publishedKey(published),
        ...bottomAxis({ label: 'episode', ticks: [1, ...roundEpisodes(end, across)], tickFormat: ',d' }),
        ...stepsAxis(scale),
        ...directLabels(ends, { ...scale, end, xPerPixel: (end - 1) / across, height }),
      ],
    },
    `Steps per episode: ${labels.join(', ')}`,
  );
}

function caption({ summary, curves, published }: LearningCurves): string {
  const { conditions, seeds, task } = summary;
  const block = blockLength(summary);
  const window = smoothing(summary);
  const open = conditions.filter(isOpenLoop).map(({ name }) => name);
  return paragraph(
    seeds > 1
      ? `Moves per episode: mean over ${count(seeds, 'seed')}, with a band of ± 2 standard errors of one episode.`
      : 'Moves per episode of one seed.',
    window.points > 1 &&
      `Lines and bands: running means over ${window.episodes} episodes, over fewer at both ends. Pale: ${block > 1 ? `means of blocks of ${block} episodes` : 'single episodes'}.`,
    isMany(curves) && 'One panel for each condition, with the others pale behind.',
    publishedSentence(published),
    unfinishedEpisodes(summary),
    task?.shortestPath !== undefined && `Thin line: the shortest path, ${task.shortestPath} moves.`,
    ...identicalCurves(conditions).map((names) => `The curves of ${names.join(' and ')} are identical.`),
    open.length > 0 &&
      `The learner of ${open.join(', ')} acts on a digital copy of its weights, so its steps say nothing about its devices.`,
  );
}
