import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { bestThreshold } from '../../src/voice/score/best-threshold.js';
import { errorCounts, halfTotalError } from '../../src/voice/score/half-total-error.js';
import { movingMean } from '../../src/voice/score/moving-mean.js';
import { pairedDifference } from '../../src/voice/score/paired-difference.js';
import { groupErrors, type ScoredClip } from '../../src/voice/score/scored-clip.js';

const scored = (scores: number[], labels: number[], snr?: number): ScoredClip => ({
  scores: Float32Array.from(scores),
  labels: Uint8Array.from(labels),
  ...(snr === undefined ? {} : { snr }),
});
const frames = fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 1 })), {
  minLength: 2,
  maxLength: 40,
});

describe('half total error', () => {
  it('is the mean of the shares of missed speech and of false alarms', () => {
    const { scores, labels } = scored([1, 2, 3, 4, 5, 6], [0, 0, 0, 0, 1, 1]);
    expect(errorCounts(scores, labels, 3.5)).toEqual({ speech: 2, missed: 0, silence: 4, falseAlarms: 1 });
    expect(halfTotalError([errorCounts(scores, labels, 3.5)])).toBe(0.125);
    expect(halfTotalError([errorCounts(scores, labels, 5)])).toBe(0.25);
  });

  it('counts all frames of some clips alike', () => {
    fc.assert(
      fc.property(
        frames,
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: -5, max: 5 }),
        (all, cut, threshold) => {
          const counts = (part: typeof all) => {
            const { scores, labels } = scored(
              part.map(([score]) => score),
              part.map(([, label]) => label),
            );
            return errorCounts(scores, labels, threshold);
          };
          const whole = halfTotalError([counts(all)]);
          expect(halfTotalError([counts(all.slice(0, cut)), counts(all.slice(cut))])).toEqual(whole);
        },
      ),
    );
  });

  it('is told for groups of noise', () => {
    const clips = [
      scored([0, 1], [0, 1], 15),
      scored([1, 0], [0, 1], 0),
      scored([1, 1], [0, 1], -5),
      scored([0, 0], [0, 1]),
    ];
    expect(groupErrors(clips, 0.5)).toEqual({ all: 0.5, low: 0, medium: 1, high: 0.5 });
    expect(groupErrors(clips.slice(3), 0.5).low).toBeNaN();
  });
});

describe('the best threshold', () => {
  it('has no better one', () => {
    fc.assert(
      fc.property(frames, (all) => {
        const labels = all.map(([, label]) => label);
        fc.pre(labels.includes(0) && labels.includes(1));
        const clip = scored(
          all.map(([score]) => score),
          labels,
        );
        const error = (threshold: number) =>
          halfTotalError([errorCounts(clip.scores, clip.labels, threshold)]);
        const best = error(bestThreshold([clip]));
        for (let threshold = -6; threshold <= 6; threshold++)
          expect(best).toBeLessThanOrEqual(error(threshold));
      }),
    );
  });
});

describe('a moving mean', () => {
  it('takes as many neighbours on each side, and fewer at the ends', () => {
    expect([...movingMean(Float32Array.of(0, 3, 6, 0, 0), 3)]).toEqual([1.5, 3, 3, 2, 0]);
  });

  it('of one frame changes nothing', () => {
    expect([...movingMean(Float32Array.of(1, 5, 2), 1)]).toEqual([1, 5, 2]);
  });
});

describe('a paired difference', () => {
  const random = new RandomStream('clips');
  const clips = Array.from({ length: 40 }, () => ({
    speech: 50,
    missed: random.below(20),
    silence: 50,
    falseAlarms: random.below(20),
  }));

  it('of a detector from itself is 0', () => {
    expect(pairedDifference(clips, clips, new RandomStream('a'))).toEqual({ value: 0, low: 0, high: 0 });
  });

  it('has no width where each clip differs alike', () => {
    const worse = clips.map((clip) => ({ ...clip, missed: clip.missed + 5 }));
    const { value, low, high } = pairedDifference(worse, clips, new RandomStream('a'));
    for (const each of [value, low, high]) expect(each).toBeCloseTo(0.05, 12);
  });

  it('holds the truth in 90 to 98 % of samples', () => {
    const draws = new RandomStream('coverage');
    const count = (share: number) => {
      let sum = 0;
      for (let i = 0; i < 20; i++) sum += draws.uniform() < share ? 1 : 0;
      return sum;
    };
    const detector = (miss: number) =>
      Array.from({ length: 30 }, () => ({
        speech: 20,
        missed: count(miss),
        silence: 20,
        falseAlarms: count(0.2),
      }));
    let held = 0;
    for (let sample = 0; sample < 300; sample++) {
      const { low, high } = pairedDifference(detector(0.3), detector(0.2), draws, 200);
      if (low <= 0.05 && high >= 0.05) held++;
    }
    expect(held / 300).toBeGreaterThan(0.9);
    expect(held / 300).toBeLessThan(0.98);
  });
});
