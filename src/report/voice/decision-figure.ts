import { areaY, line, rect, ruleY, type Markish } from '@observablehq/plot';
import type { SoundLevels } from '../../voice/features/sound-levels.js';
import type { Heard } from '../../voice/detector/heard.js';
import { bottomAxis, leftAxis } from '../marks/axes.js';
import { FULL_WIDTH, stacked, svgOf, type Figure } from '../marks/figure.js';
import { BEHIND, HUE } from '../marks/palette.js';
import { pooledSound, type PooledSound } from './pooled-sound.js';
import { bandAt, spectrogramMark } from './spectrogram-mark.js';
import { heardSentence, timeUnit } from './voice-words.js';

/** Heights of the two parts, and a width for each screen with the columns that it has room for. */
const [SPECTROGRAM, SCORE] = [220, 130];
/** Where bars begin and end above the bands, in bands. */
const [BAR, TOP] = [0.8, 3];
const WIDE = { width: FULL_WIDTH, columns: 300, ticks: 10 };
const NARROW = { width: 350, columns: 150, ticks: 5 };
type Size = typeof WIDE;
/** With more stretches, bars show shares. */
const MOST_BARS = 200;

interface Drawn {
  readonly heard: Heard;
  readonly levels: SoundLevels;
  readonly shown: PooledSound;
  readonly size: Size;
}

/** A decision over the sound: the spectrogram with the stretches of speech, and the score under it. @param file whose sound it is */
export function decisionFigure(heard: Heard, levels: SoundLevels, file: string, name = 'decision'): Figure {
  const title = `Where there is speech in ${file}`;
  const draw = (size: Size) => {
    const drawn = { heard, levels, size, shown: pooledSound(heard, levels, size.columns) };
    return stacked(title, [spectrogram(drawn), score(drawn)], [SPECTROGRAM, SCORE], size.width);
  };
  const mean = Math.round(heard.settings.smoothing * heard.hop * 1000);
  const bars = heard.segments.length > MOST_BARS ? 'The bar above it is as high as the share of speech.' : 'Bars above it: speech, as the detector decides.';
  const pools = heard.score.length > NARROW.columns ? ' A column may hold several frames: it has the loudest of them, and their lowest, mean and highest score.' : '';
  return {
    name,
    title,
    finding: heardSentence(heard),
    caption: `Top: power of 32 bands of mel; darker is louder, and all that is 45 dB below the loudest is white. ${bars} Bottom: the score, a mean probability over ${mean} ms; there is speech where it lies above the threshold (orange line).${pools}`,
    svg: draw(WIDE),
    narrow: draw(NARROW),
  };
} // prettier-ignore

function spectrogram({ heard, levels, shown, size }: Drawn): string {
  const { bands, hertz } = levels;
  const marks: Markish[] = [
    spectrogramMark(shown, bands, heard.start, (SPECTROGRAM - 14) / (bands + TOP)),
    speechBars(heard, shown, bands),
    ...leftAxis({
      label: 'frequency (kHz)',
      ticks: [500, 1000, 2000, 4000].map((frequency) => bandAt(hertz, frequency)),
      tickFormat: (_: number, i: number) => ['0.5', '1', '2', '4'][i],
    }),
  ];
  return svgOf(
    {
      ...frameOf(heard, size, SPECTROGRAM, 8),
      y: { domain: [0, bands + TOP] },
      color: { type: 'identity' },
      marks,
    },
    'Spectrogram with the stretches of speech',
  );
}

/** Bars of the stretches; where there are too many to be told apart, bars of the share of speech in each column. */
function speechBars({ segments, start }: Heard, { step, scores }: PooledSound, bands: number): Markish {
  const [low, high] = [bands + BAR, bands + TOP];
  const bars =
    segments.length <= MOST_BARS
      ? segments.map(({ from, to }) => ({ from, to, top: high }))
      : scores.flatMap(({ speech }, column) =>
          speech > 0 ? [{ from: start + column * step, to: start + (column + 1) * step, top: low + speech * (high - low) }] : [],
        );
  return rect(bars, { x1: 'from', x2: 'to', y1: low, y2: 'top', fill: HUE.vermilion });
} // prettier-ignore

function score({ heard, shown, size }: Drawn): string {
  const points = shown.scores.map((one, column) => ({
    ...one,
    x: heard.start + (column + 0.5) * shown.step,
  }));
  return svgOf(
    {
      ...frameOf(heard, size, SCORE, 36),
      y: { domain: [0, 1] },
      marks: [
        areaY(points, { x: 'x', y1: 'low', y2: 'high', fill: HUE.blue, fillOpacity: BEHIND.raw }),
        ruleY([heard.threshold], { stroke: HUE.vermilion, strokeWidth: 1 }),
        line(points, { x: 'x', y: 'mean', stroke: HUE.blue, strokeWidth: 1.25 }),
        ...bottomAxis({ label: `time (${timeUnit(heard.seconds).name})`, ticks: size.ticks }),
        ...leftAxis({ label: 'score', ticks: 3 }),
      ],
    },
    'Score of the detector over time',
  );
}

/** What both parts have in common. Their axes of time are drawn where they are wanted. */
function frameOf({ seconds }: Heard, { width }: Size, height: number, marginBottom: number) {
  const margins = { marginLeft: 58, marginRight: 12, marginTop: 6, marginBottom };
  const { length } = timeUnit(seconds);
  const x = { axis: null, domain: [0, seconds / length], transform: (time: number) => time / length };
  return { ...margins, width, height, x };
}
