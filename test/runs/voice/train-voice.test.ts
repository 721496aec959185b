import { beforeAll, describe, expect, it } from 'vitest';
import { detectorMethod, groupDetectors } from '../../../src/runs/voice/detector-methods.js';
import { judgeMethods } from '../../../src/runs/voice/test-voice.js';
import { trainVoice, type VoiceTraining } from '../../../src/runs/voice/train-voice.js';
import {
  chosenDetector,
  detectorFiles,
  trainedGroups,
  trainingFiles,
} from '../../../src/runs/voice/training-tables.js';
import { detectorText, parseDetector } from '../../../src/voice/detector/detector-file.js';
import { defaultSettings } from '../../../src/voice/detector/detector.js';
import { eventScores } from '../../../src/voice/detector/event-scores.js';
import { defaultTraining } from '../../../src/voice/detector/train-detector.js';
import { groupErrors } from '../../../src/voice/score/scored-clip.js';
import { smallSets } from '../../voice/small-corpus.js';

const settings = { ...defaultSettings, neurons: [16] };
const trainings = [1, 2].map((seed) => ({ ...defaultTraining, seed, epochs: 3, after: 2 }));
const built = new URL('../../../dist/src/runs/voice/train-voice.js', import.meta.url).href;

let training: VoiceTraining;
beforeAll(async () => {
  training = await trainVoice(smallSets(), settings, trainings, 'made voices', { workers: 1 });
}, 60_000);

describe('training on a corpus', () => {
  it('gives the same detectors with one thread and with two', async () => {
    const { train, validation } = smallSets();
    const threaded = (await import(built)) as { trainVoice: typeof trainVoice };
    const two = await threaded.trainVoice({ train, validation }, settings, trainings, 'made voices', { workers: 2 });
    expect(trainingFiles(two)).toEqual(trainingFiles(training));
    expect(detectorFiles(two.results)).toEqual(detectorFiles(training.results));
    expect(two.epochs).toEqual(training.epochs);
  });

  it('learns what little there is to learn: errors far below those of a coin', () => {
    const [dense, ...pruned] = trainedGroups(training);
    expect([dense, ...pruned].map((group) => group.pruned)).toEqual([0, 0.6, 0.85]);
    expect(pruned[1].errors.all).toBeLessThan(0.35);
    expect(pruned[1].events).toBeLessThan(0.4 * dense.events);
    expect(pruned[1].validation.mean).toBeCloseTo(pruned[1].errors.all, 12);
  });

  it('names a file for each seed and share, and one for the best of the most pruned', () => {
    const files = { ...detectorFiles(training.results), ...trainingFiles(training) };
    const named = [1, 2].flatMap((seed) => [0, 60, 85].map((share) => `detectors/seed-${seed}-pruned-${share}.json`));
    expect(Object.keys(files).sort()).toEqual(['detector.json', ...named, 'epochs.csv'].sort());
    const own = training.results.filter(({ pruned }) => pruned === 0.85);
    const best = own[0].validation.all <= own[1].validation.all ? own[0] : own[1];
    expect(chosenDetector(training)).toBe(best);
    expect(files['detector.json']).toBe(files[`detectors/seed-${best.seed}-pruned-85.json`]);
    expect(files['epochs.csv'].split('\n').length).toBe(1 + 2 * (3 + 2 + 2) + 1);
  });

  it('tells shares apart that are closer than a percent', () => {
    const near = [0.007, 0.01].map((pruned) => ({ ...training.results[0], pruned }));
    const names = Object.keys(detectorFiles(near));
    expect(names).toContain('detectors/seed-1-pruned-0.7.json');
    expect(names).toContain('detectors/seed-1-pruned-1.json');
  });

  it('writes detectors that score from their file as they do in memory', () => {
    const { judged, validation } = smallSets();
    for (const { detector, validation: errors, events } of training.results) {
      const read = parseDetector(detectorText(detector), 'detector.json');
      const clips = validation.map(({ frames }) => frames);
      const activity = { frames: 0, spikes: 0, events: 0 };
      const scores = eventScores(read, clips, activity);
      expect(scores).toEqual(eventScores(detector, clips));
      expect(activity.events / activity.frames).toBe(events);
      // The threshold is the best of all on these clips.
      const scored = validation.map((clip, c) => ({ ...clip, scores: scores[c] }));
      expect(groupErrors(scored, read.threshold)).toEqual(errors);
      for (const other of [0.05, 0.2, 0.4, 0.5, 0.6, 0.8, 0.95])
        expect(groupErrors(scored, other).all).toBeGreaterThanOrEqual(errors.all);
    }
    expect(judged.length).toBeGreaterThan(5);
  });

  it('leaves detectors that fall into groups by what is pruned, the most pruned first', () => {
    const { judged } = smallSets();
    const groups = groupDetectors(training.results.map(({ detector }) => detector));
    expect(groups.map(({ detectors }) => detectors.length)).toEqual([2, 2, 2]);
    expect(groups[2].name).toBe('all weights');
    expect(groups.slice(0, 2).map(({ name }) => Number(name.split(' ')[0]))).toEqual([85, 60].map((share) => expect.closeTo(share, -0.3) as number));
    const method = detectorMethod(groups[0], judged);
    const [{ seeds, errors }] = judgeMethods([method], judged);
    expect(seeds.length).toBe(2);
    expect(errors.all).toBeCloseTo((seeds[0] + seeds[1]) / 2, 12);
    expect(method.events).toBeLessThan(detectorMethod(groups[2], judged).events!);
  });
}); // prettier-ignore
