import { dot, ruleX, ruleY, text, type Markish } from '@observablehq/plot';
import { PANEL, type Panel } from './map-panels.js';
import { BEHIND } from './palette.js';
import type { StepCurve } from './step-curves.js';
import type { StepScale } from './step-scale.js';

/** Steps per episode of the article, or of its program: a mean over some episodes with its standard error, if published. */
export interface PublishedSteps {
  /** index of our condition */
  condition: number;
  from: number;
  to: number;
  value: number;
  error?: number | undefined;
}

/** A published number in its place. */
interface Placed extends PublishedSteps {
  episode: number;
  low: number;
  high: number;
}

/** The numbers of the article as diamonds in the hue of our condition: a bar for their episodes, another for ± 2 standard errors. @param panel where they stand, if there are several */
export function publishedMarks(
  published: PublishedSteps[],
  curves: StepCurve[],
  { domain: [floor, top] }: StepScale,
  panel?: Panel,
): Markish[] {
  const facet = panel ? PANEL : {};
  return published.flatMap((one) => {
    const { colour: stroke } = curves[one.condition].style;
    const reach = 2 * (one.error ?? 0);
    const [low, high] = [Math.max(one.value - reach, floor), Math.min(one.value + reach, top)];
    const points: Placed[] = [{ ...one, ...panel, episode: (one.from + one.to) / 2, low, high }];
    return [
      ruleY(points, {
        ...facet,
        y: 'value',
        x1: 'from',
        x2: 'to',
        stroke,
        strokeWidth: 6,
        strokeOpacity: BEHIND.raw,
      }),
      ruleX(points, { ...facet, x: 'episode', y1: 'low', y2: 'high', stroke, strokeWidth: 1.5 }),
      dot(points, {
        ...facet,
        x: 'episode',
        y: 'value',
        r: 5,
        symbol: 'diamond',
        stroke,
        strokeWidth: 1.75,
        fill: stroke,
        fillOpacity: BEHIND.raw,
        title: inWords,
      }),
    ];
  });
}

function inWords({ from, to, value, error }: PublishedSteps): string {
  const episodes = from === to ? `episode ${from}` : `episodes ${from} to ${to}`;
  return `article, ${episodes}: ${value} steps${error === undefined ? '' : ` ± ${Number(error.toPrecision(2))}`}`;
}

/** What a diamond is, in the upper right corner, which learning curves leave free. */
export function publishedKey(published: PublishedSteps[]): Markish[] {
  if (published.length === 0) return [];
  return [
    text(['diamonds: the article, in its own setting'], {
      frameAnchor: 'top-right',
      dx: -4,
      dy: 4,
      fontWeight: 'bold',
    }),
  ];
}

/** What the caption says of the numbers of the article. */
export function publishedSentence(published: PublishedSteps[]): string | false {
  return (
    published.length > 0 &&
    'Diamonds: published means, in the hue of our curve. Broad bar: their episodes; thin bar: ± 2 standard errors, where published.'
  );
}
