import { describe, expect, it } from 'vitest';
import * as voice from '../../src/exports/voice.js';
import { smallClips } from './small-corpus.js';

describe('memloop/voice', () => {
  it('has all that training, testing and hearing take', () => {
    const clips = smallClips({ train: 12, validation: 6, test: 6, unheard: 0 }).map(({ clip, sound }) => {
      const frames = voice.framesOf(sound);
      return { ...clip, sound, frames, labels: voice.frameLabels(clip.speech, frames.count) };
    });
    const of = (set: string) => clips.filter((clip) => clip.set === set);
    const framesOf = (set: string) => of(set).map(({ frames }) => frames);
    const settings: voice.DetectorSettings = { ...voice.defaultSettings, neurons: [6] };
    const edges = voice.binEdges(framesOf('train'), settings.bins);
    const data = voice.voiceData(of('train'), edges, settings.delay);
    const training = { ...voice.defaultTraining, seed: 1, epochs: 2, after: 1, prune: [0.5] };
    const { networks } = voice.trainDetector(voice.networkOf(settings), data, training);
    const { parameters } = networks[1];
    const untold: voice.Detector = { settings, edges, parameters, threshold: 0, source: 'made voices' };
    const scored = (set: string) =>
      voice.eventScores(untold, framesOf(set)).map((scores, c) => ({ ...of(set)[c], scores }));
    const threshold = voice.bestThreshold(scored('validation'));
    const error = voice.groupErrors(scored('test'), threshold).all;
    expect(error > 0 && error < 0.6).toBe(true);
    const detector = voice.parseDetector(voice.detectorText({ ...untold, threshold }), 'mine.json');
    const [{ sound, labels }] = of('test');
    expect(voice.hear(detector, sound).score.length).toBe(labels.length);
    expect(voice.smoothedScores([0], settings)).toEqual(Float32Array.of(0.5));
  });
});
