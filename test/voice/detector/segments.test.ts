import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentsOf } from '../../../src/voice/detector/segments.js';
import { smoothedScores } from '../../../src/voice/detector/smoothed-scores.js';

const TIMES = { hop: 0.01, start: 0.0075 };
const decisions = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 60 });

describe('stretches of speech', () => {
  it('hold the middles of the frames with speech, and no others', () => {
    fc.assert(
      fc.property(decisions, (isSpeech) => {
        const segments = segmentsOf(isSpeech, { ...TIMES, seconds: isSpeech.length * 0.01 + 0.015 });
        for (const [frame, speaks] of isSpeech.entries()) {
          const middle = 0.0125 + frame * 0.01;
          expect(segments.filter(({ from, to }) => from < middle && middle < to).length).toBe(speaks);
        }
      }),
    );
  });

  it('rise, do not touch, and reach the ends of the sound with its first and last frames', () => {
    fc.assert(
      fc.property(decisions, (isSpeech) => {
        const seconds = isSpeech.length * 0.01 + 0.015;
        const segments = segmentsOf(isSpeech, { ...TIMES, seconds });
        const ends = segments.flatMap(({ from, to }) => [from, to]);
        for (const [i, end] of ends.slice(1).entries()) expect(end).toBeGreaterThan(ends[i]);
        expect(ends[0] === 0).toBe(isSpeech[0] === 1);
        expect(ends.at(-1) === seconds).toBe(isSpeech.at(-1) === 1);
      }),
    );
  });

  it('are the whole sound where all of it is speech, and none without speech', () => {
    expect(segmentsOf([1, 1, 1], { ...TIMES, seconds: 0.05 })).toEqual([{ from: 0, to: 0.05 }]);
    expect(segmentsOf([0, 0, 0], { ...TIMES, seconds: 0.05 })).toEqual([]);
    expect(segmentsOf([], { ...TIMES, seconds: 0.01 })).toEqual([]);
  });
});

describe('smoothed scores', () => {
  const logistic = (output: number) => 1 / (1 + Math.exp(-output));
  const outputs = fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 40 });

  it('take the output of the frame that is later by the delay, or the last one', () => {
    fc.assert(
      fc.property(outputs, fc.nat(12), (values, delay) => {
        const scores = smoothedScores(values, { delay, smoothing: 1 });
        for (const [t, score] of scores.entries())
          expect(score).toBeCloseTo(logistic(values[Math.min(t + delay, values.length - 1)]), 6);
      }),
    );
  });

  it('are means over the neighbours that are there', () => {
    fc.assert(
      fc.property(outputs, fc.nat(6), (values, half) => {
        const scores = smoothedScores(values, { delay: 0, smoothing: 2 * half + 1 });
        for (const [t, score] of scores.entries()) {
          const near = values.slice(Math.max(0, t - half), t + half + 1).map(logistic);
          expect(score).toBeCloseTo(near.reduce((sum, value) => sum + value, 0) / near.length, 5);
        }
      }),
    );
  });
});
