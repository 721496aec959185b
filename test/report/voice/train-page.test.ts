import { describe, expect, it } from 'vitest';
import { lossFigure, trainPage, trainRows, trainSentence } from '../../../src/report/voice/train-page.js';
import type { VoiceTraining } from '../../../src/runs/voice/train-voice.js';
import { trainedGroups } from '../../../src/runs/voice/training-tables.js';
import { loudDetector } from '../../voice/detector/loud-detector.js';
import { malformation } from '../well-formed.js';

/** A training of some seeds and shares, with errors that follow from both. */
function training(seeds: readonly number[], shares: readonly number[]): VoiceTraining {
  const errors = (all: number) => ({ all, low: all / 2, medium: all, high: NaN });
  const each = seeds.flatMap((seed) => shares.map((pruned) => ({ seed, pruned })));
  return {
    results: each.map(({ seed, pruned }) => ({
      seed,
      pruned,
      detector: { ...loudDetector(), source: `<seed ${seed}>` },
      validation: errors(0.1 + pruned / 10 + seed / 100),
      spikes: 2,
      events: 500 * (1 - pruned),
    })),
    epochs: each.flatMap(({ seed, pruned }) =>
      [1, 2].map((epoch) => ({ seed, pruned, epoch, loss: 0.6 / epoch, activity: 0.1 })),
    ),
  };
}

describe('what a training says', () => {
  it('compares the last pruning with all weights', () => {
    const groups = trainedGroups(training([1, 2, 3], [0, 0.6, 0.85]));
    expect(trainSentence(groups, 3)).toBe(
      'The detector errs in 20.5 % of the frames for validation, speech and pauses weighted alike, mean of 3 seeds. 85 % of its weights are pruned; with all weights it errs in 12.0 %.',
    );
    const [head, dense, , last] = trainRows(groups);
    expect([dense.length, last.length]).toEqual([head.length, head.length]);
    // Student's interval of 11, 12 and 13 %: 12 ± 4.303 · 1 / √3.
    expect(dense).toEqual(['0', '12.0', '[9.5, 14.5]', '6.0', '12.0', '–', '2', '500']);
    expect(last).toEqual(['85', '20.5', '[18.0, 23.0]', '10.3', '20.5', '–', '2', '75']);
  });

  it('has no interval of one seed, and compares nothing without pruning', () => {
    const groups = trainedGroups(training([1], [0]));
    expect(trainSentence(groups, 1)).toBe(
      'The detector errs in 11.0 % of the frames for validation, speech and pauses weighted alike.',
    );
    expect(trainRows(groups)[1][2]).toBe('–');
  });

  it('has a figure and a page, of the best detector among the most pruned', () => {
    const found = training([2, 1], [0, 0.6, 0.85]);
    const drawn = lossFigure(found);
    expect(malformation(drawn.svg)).toBe('');
    expect(drawn.svg.match(/<circle/g)?.length).toBe(12);
    for (const text of ['all weights', '60 % pruned', '85 % pruned']) expect(drawn.svg).toContain(text);
    const page = trainPage(found, trainedGroups(found), drawn, {
      clips: { train: 9, validation: 1 },
      lines: false,
    });
    expect(page).toContain('Trained on 9 clips; thresholds are the best on 1 clip for validation.');
    expect(page).toContain('detector.json is that of seed 1');
    expect(page).toContain('It was trained on &lt;seed 1&gt;.');
    expect(page).toContain('A layer of 1 leaky');
    expect(page).toContain('Pruning: the weights with the smallest magnitudes');
    const lines = trainPage(found, trainedGroups(found), drawn, {
      clips: { train: 2, validation: 1 },
      lines: true,
    });
    expect(lines).toContain('Pruning: whole input rows and neurons');
    expect(`${page}${drawn.svg}`).not.toMatch(/NaN|undefined|Infinity|<seed/);
  });
});
