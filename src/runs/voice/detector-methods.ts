import type { Detector } from '../../voice/detector/detector.js';
import { eventScores } from '../../voice/detector/event-scores.js';
import type { VoiceClip } from './read-corpus.js';
import type { VoiceMethod } from './test-voice.js';

/** Detectors that differ in their seeds alone. */
export interface DetectorGroup {
  readonly name: string;
  readonly detectors: readonly Detector[];
}

/** Detectors by how many of their weights are pruned, the most pruned first. */
export function groupDetectors(detectors: readonly Detector[]): DetectorGroup[] {
  const groups = new Map<number, Detector[]>();
  for (const detector of detectors) {
    const zeros = detector.parameters.reduce((sum, weight) => sum + (weight === 0 ? 1 : 0), 0);
    const percent = Math.round((100 * zeros) / detector.parameters.length);
    groups.set(percent, [...(groups.get(percent) ?? []), detector]);
  }
  return [...groups]
    .sort(([a], [b]) => b - a)
    .map(([percent, own]) => ({
      name: percent === 0 ? 'all weights' : `${percent} % pruned`,
      detectors: own,
    }));
}

/** How a group scores clips: by events, with exact weights. */
export function detectorMethod({ name, detectors }: DetectorGroup, clips: readonly VoiceClip[]): VoiceMethod {
  const activity = { frames: 0, spikes: 0, events: 0 };
  const frames = clips.map((clip) => clip.frames);
  const seeds = detectors.map((detector) => ({
    scores: eventScores(detector, frames, activity),
    threshold: detector.threshold,
  }));
  return {
    name,
    seeds,
    events: activity.events / activity.frames,
    spikes: activity.spikes / activity.frames,
  };
}
