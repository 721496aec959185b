import { describe, expect, it } from 'vitest';
import { decisionFigure } from '../../../src/report/voice/decision-figure.js';
import { pooledSound } from '../../../src/report/voice/pooled-sound.js';
import { bandAt } from '../../../src/report/voice/spectrogram-mark.js';
import { delaySentence, heardSentence } from '../../../src/report/voice/voice-words.js';
import { defaultSettings } from '../../../src/voice/detector/detector.js';
import type { Heard } from '../../../src/voice/detector/heard.js';
import { segmentsOf } from '../../../src/voice/detector/segments.js';
import type { SoundLevels } from '../../../src/voice/features/sound-levels.js';
import { malformation } from '../well-formed.js';

/** A sound with a score for each frame. */
function heardOf(score: Float32Array, seconds = score.length / 100 + 0.015): Heard {
  const isSpeech = score.map((value) => Number(value > 0.5));
  const times = { hop: 0.01, start: 0.0075, seconds };
  return {
    ...times,
    score,
    threshold: 0.5,
    isSpeech: Uint8Array.from(isSpeech),
    segments: segmentsOf(isSpeech, times),
    activity: { frames: score.length, spikes: 0, events: 0 },
    settings: defaultSettings,
  };
}

/** Levels that change from frame to frame and from band to band, as those of noise do. */
function restless(count: number): SoundLevels {
  const bands = 32;
  const values = Float32Array.from({ length: count * bands }, (_, i) => -60 + 40 * Math.abs(Math.sin(i * i)));
  return { count, bands, values, hertz: Array.from({ length: bands }, (_, b) => 50 * (b + 1) ** 1.25) };
}

const HOUR = 360_000;

describe('the figure of a decision', () => {
  it('shows the stretches and the score, and says where it is speech', () => {
    const score = Float32Array.from({ length: 700 }, (_, t) => Number(t >= 100 && t < 300));
    const figure = decisionFigure(heardOf(score), restless(700), 'a & b.wav');
    for (const svg of [figure.svg, figure.narrow!]) expect(malformation(svg)).toBe('');
    expect(figure.finding).toBe('Speech in 2.0 of 7.0 s (29 %), in one stretch.');
    expect(figure.title).toBe('Where there is speech in a & b.wav');
    expect(figure.svg).toContain('a &amp; b.wav');
    expect(figure.caption).toMatch(/45 dB.*110 ms.*A column may hold several frames/);
    expect(figure.svg).toContain('time (s)');
    // The only bar, from 1 to 3 s of 7 s, in a drawing with margins of 58 and 12 pixels.
    const [, x, width] = /<rect x="([\d.]+)"[^>]* width="([\d.]+)"/.exec(figure.svg.slice(figure.svg.indexOf('aria-label="rect"')))!;
    expect(Number(x)).toBeCloseTo(58 + (610 * 1.0075) / 7.015, 0);
    expect(Number(width)).toBeCloseTo((610 * 2) / 7.015, 0);
  });

  it('stays small for an hour of restless sound with thousands of stretches', () => {
    const score = Float32Array.from({ length: HOUR }, (_, t) => Number(t % 100 < 50));
    const heard = heardOf(score);
    expect(heard.segments.length).toBe(3600);
    const { svg, narrow, caption } = decisionFigure(heard, restless(HOUR), 'hour.wav');
    expect(svg.length).toBeLessThan(500_000);
    expect(narrow!.length).toBeLessThan(250_000);
    expect(svg).toContain('time (min)');
    expect(caption).toContain('as high as the share of speech');
  });

  it('leaves silence white', () => {
    const levels = { ...restless(100), values: new Float32Array(3200).fill(-110) };
    const { svg } = decisionFigure(heardOf(new Float32Array(100)), levels, 'silent.wav');
    expect(new Set(svg.match(/rgb\([^)]*\)/g))).toEqual(new Set(['rgb(242,242,242)']));
  });
}); // prettier-ignore

describe('pooled frames', () => {
  it('keep the loudest level, the extreme and mean scores, and the share of speech of each column', () => {
    const score = Float32Array.from([0, 1, 0.25, 0.75, 1]);
    const values = Float32Array.from([1, 2, 3, 0, 5, 6, 7, 8, 9, -1]);
    const pooled = pooledSound(heardOf(score), { count: 5, bands: 2, values, hertz: [100, 200] }, 3);
    expect(pooled.columns).toBe(3);
    expect(pooled.step).toBe(0.02);
    expect([...pooled.level]).toEqual([3, 2, 7, 8, 9, -1]);
    expect(pooled.scores).toEqual([
      { low: 0, mean: 0.5, high: 1, speech: 0.5 },
      { low: 0.25, mean: 0.5, high: 0.75, speech: 0.5 },
      { low: 1, mean: 1, high: 1, speech: 1 },
    ]);
  });

  it('have frequencies between the middles of their bands', () => {
    const hertz = [100, 200, 400];
    expect([100, 150, 200, 300, 400, 500].map((each) => bandAt(hertz, each))).toEqual([
      0.5, 1, 1.5, 2, 2.5, 3,
    ]);
  });
});

describe('words about a sound', () => {
  it('give lengths in a unit that fits', () => {
    const some = (seconds: number, share: number) =>
      heardSentence(heardOf(Float32Array.from({ length: seconds * 100 }, (_, t) => Number(t < share * seconds * 100)), seconds));
    expect(some(0.5, 0)).toBe('No speech in 0.50 s.');
    expect(some(0.5, 1)).toBe('Speech in 0.50 of 0.50 s (100 %), in one stretch.');
    expect(some(3600, 0.5)).toBe('Speech in 30.0 of 60.0 min (50 %), in one stretch.');
  });

  it('say what a decision waits for', () => {
    expect(delaySentence(defaultSettings)).toMatch(/^A decision on a frame waits for 125 ms of sound: .* 25 ms, 50 ms .* 110 ms\.$/);
  });
}); // prettier-ignore
