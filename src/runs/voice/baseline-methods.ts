import { RunError } from '../../core/errors.js';
import { energyScores } from '../../voice/baselines/energy-scores.js';
import { logisticScores, trainLogistic } from '../../voice/baselines/logistic-detector.js';
import { WEBRTC_MODES, webrtcDetector } from '../../voice/baselines/webrtc-detector.js';
import { bestThreshold } from '../../voice/score/best-threshold.js';
import { movingMean } from '../../voice/score/moving-mean.js';
import { groupErrors } from '../../voice/score/scored-clip.js';
import type { VoiceClip, VoiceSets } from './read-corpus.js';
import type { VoiceMethod } from './test-voice.js';

type Score = (clip: VoiceClip) => Float32Array;

/**
 * Detectors to compare with: logistic regression on 11 frames, the detector of WebRTC, and the energy above its minimum. Scores are smoothed, and
 * the mode and the threshold are the best on the clips for validation.
 * @param remark hears why the detector of WebRTC is left out, where its package is missing
 */
export async function baselineMethods(sets: VoiceSets, remark: (sentence: string) => void): Promise<VoiceMethod[]> {
  const logistic = trainLogistic(sets.train);
  const found = [method('logistic regression, 11 frames', ({ frames }) => logisticScores(logistic, frames), sets).method];
  const webrtc = await webrtcMethod(sets, remark);
  if (webrtc) found.push(webrtc);
  found.push(method('energy above its minimum', (clip) => energyScores(clip.sound()), sets).method);
  return found;
} // prettier-ignore

async function webrtcMethod(
  sets: VoiceSets,
  remark: (sentence: string) => void,
): Promise<VoiceMethod | undefined> {
  try {
    const modes = [];
    for (const mode of WEBRTC_MODES) {
      const detector = await webrtcDetector(mode);
      modes.push(method(`WebRTC, mode ${mode}`, (clip) => detector(clip.sound()), sets));
    }
    return modes.reduce((best, one) => (one.error < best.error ? one : best)).method;
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    remark(error.message);
    return undefined;
  }
}

function method(
  name: string,
  of: Score,
  { validation, judged }: VoiceSets,
): { method: VoiceMethod; error: number } {
  const score = (clip: VoiceClip) => movingMean(of(clip));
  const known = validation.map((clip) => ({ ...clip, scores: score(clip) }));
  const threshold = bestThreshold(known);
  return {
    method: { name, seeds: [{ scores: judged.map(score), threshold }] },
    error: groupErrors(known, threshold).all,
  };
}
