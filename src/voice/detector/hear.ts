import { framesOf } from '../features/frame-stream.js';
import { FRAME_RATE, type Frames } from '../features/frames.js';
import { WINDOW } from '../features/log-mel.js';
import type { Sound } from '../wav/sound.js';
import type { Detector, DetectorSettings } from './detector.js';
import { eventScores } from './event-scores.js';
import type { Heard } from './heard.js';
import { segmentsOf } from './segments.js';

const HOP = 1 / FRAME_RATE;

/** Lets a detector listen to a sound. A sound shorter than a frame has no scores. @param levels those of the sound, where they are known */
export function hear(detector: Detector, sound: Sound, levels?: Frames): Heard {
  const { settings, threshold } = detector;
  const activity = { frames: 0, spikes: 0, events: 0 };
  const [score] = eventScores(detector, [framesOf(sound, levels)], activity);
  const isSpeech = Uint8Array.from(score, (value) => Number(value > threshold));
  // A frame stands for the hop about the middle of its window.
  const times = { hop: HOP, start: (WINDOW - HOP) / 2, seconds: sound.samples.length / sound.sampleRate };
  return { ...times, score, threshold, isSpeech, segments: segmentsOf(isSpeech, times), activity, settings };
}

/** How much sound a decision waits for, counted from the start of its frame, in s: the window, what the network hears beyond it, and half of the mean. */
export function decisionDelay({ delay, smoothing }: DetectorSettings): number {
  return WINDOW + (delay + (smoothing - 1) / 2) * HOP;
}
