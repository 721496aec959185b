import { line, rect, ruleY, type Markish } from '@observablehq/plot';
import type { Heard } from '../../voice/detector/heard.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, stacked, svgOf, type Figure } from '../marks/figure.js';
import { HUE } from '../marks/palette.js';

const [SPECTROGRAM, SCORE] = [210, 130];
const MARGIN = { marginLeft: 58, marginRight: 12 };
/** Columns that a spectrogram has at most: two pixels each. */
const COLUMNS = 300;
const LEVELS = 14;
/** The loudest level is the largest value; this far below it, all is white. Natural logarithm of a power. */
const DEPTH = 9;

/** A decision over the sound: the spectrogram with the stretches of speech, and the score under it. */
export function decisionFigure(heard: Heard): Figure {
  const shown = pooled(heard);
  return {
    name: 'decision',
    title: 'Where there is speech',
    caption:
      'Top: mel spectrogram; darker is louder, and the loudest is black. Bars above it: speech, as the detector decides. Bottom: its score, the mean probability over 110 ms; there is speech where it lies above the threshold (line).',
    svg: stacked('Where there is speech', [spectrogram(heard, shown), score(heard, shown)], [SPECTROGRAM, SCORE]),
  };
} // prettier-ignore

/** A file in as many columns as a figure can show. */
interface Shown {
  readonly columns: number;
  /** seconds that a column stands for */
  readonly step: number;
  /** [column × bands + band] the loudest of its frames */
  readonly level: Float64Array;
  readonly score: Float64Array;
}

function pooled({ frames, bands, score, hop }: Heard): Shown {
  const count = score.length;
  const each = Math.max(1, Math.ceil(count / COLUMNS));
  const columns = Math.ceil(count / each);
  const shown = {
    columns,
    step: each * hop,
    level: new Float64Array(columns * bands).fill(-Infinity),
    score: new Float64Array(columns),
  };
  for (let frame = 0; frame < count; frame++) {
    const column = Math.floor(frame / each);
    shown.score[column] = Math.max(shown.score[column], score[frame]);
    for (let band = 0; band < bands; band++) {
      const place = column * bands + band;
      shown.level[place] = Math.max(shown.level[place], frames[frame * bands + band]);
    }
  }
  return shown;
}

function spectrogram(heard: Heard, shown: Shown): string {
  const { bands, hertz, seconds, segments } = heard;
  const marks: Markish[] = [
    levels(shown, bands),
    rect(segments, { x1: 'from', x2: 'to', y1: bands + 0.6, y2: bands + 2, fill: HUE.vermilion }),
    ...leftAxis({
      label: 'frequency (kHz)',
      ticks: [500, 1000, 2000, 4000].map((frequency) => bandAt(hertz, frequency)),
      tickFormat: (_: number, i: number) => ['0.5', '1', '2', '4'][i],
    }),
  ];
  return svgOf(
    {
      ...MARGIN,
      width: FULL_WIDTH,
      height: SPECTROGRAM,
      marginTop: 6,
      marginBottom: 8,
      x: { domain: [0, seconds] },
      y: { domain: [0, bands + 2] },
      color: { type: 'linear', domain: [0, LEVELS - 1], range: ['#f2f3f4', '#111111'] },
      marks,
    },
    'Spectrogram with the stretches of speech',
  );
}

/** Squares of one level as one path of thick lines, which keeps the drawing small. */
function levels({ columns, step, level }: Shown, bands: number): Markish {
  const loudest = level.reduce((most, value) => Math.max(most, value), -Infinity);
  const points: { level: number; x: number; y: number }[] = [];
  for (let band = 0; band < bands; band++) {
    let from = 0;
    const of = (column: number) =>
      Math.max(0, Math.floor(LEVELS * (1 + (level[column * bands + band] - loudest) / DEPTH) - 1e-9));
    for (let column = 1; column <= columns; column++) {
      if (column < columns && of(column) === of(from)) continue;
      for (const x of [from * step, column * step, NaN]) points.push({ level: of(from), x, y: band + 0.5 });
      from = column;
    }
  }
  return line(points, {
    x: 'x',
    y: 'y',
    z: 'level',
    stroke: 'level',
    strokeWidth: (SPECTROGRAM - 14) / (bands + 2) + 0.4,
    strokeLinecap: 'butt',
    shapeRendering: 'crispEdges',
  });
}

/** Where a frequency stands among bands, which begin and end in `hertz`. */
function bandAt(hertz: ArrayLike<number>, frequency: number): number {
  let band = 0;
  while (band + 1 < hertz.length && hertz[band + 1] < frequency) band++;
  if (band + 1 >= hertz.length) return hertz.length - 1;
  return band + (frequency - hertz[band]) / (hertz[band + 1] - hertz[band]);
}

function score({ seconds, threshold }: Heard, { score, step }: Shown): string {
  const points = Array.from(score, (value, column) => ({ x: (column + 0.5) * step, value }));
  return svgOf(
    {
      ...MARGIN,
      width: FULL_WIDTH,
      height: SCORE,
      marginTop: 6,
      marginBottom: 36,
      x: { domain: [0, seconds] },
      y: { domain: [0, 1] },
      marks: [
        ruleY([threshold], { stroke: HUE.vermilion, strokeWidth: 0.75 }),
        line(points, { x: 'x', y: 'value', stroke: HUE.blue, strokeWidth: 1.25 }),
        ...bottomAxis({ label: 'time (s)', ticks: 10 }),
        ...leftAxis({ label: 'score', ticks: 3 }),
      ],
    },
    'Score of the detector over time',
  );
}
