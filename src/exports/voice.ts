export { energyScores } from '../voice/baselines/energy-scores.js';
export {
  logisticScores,
  trainLogistic,
  type LogisticDetector,
} from '../voice/baselines/logistic-detector.js';
export { WEBRTC_MODES, webrtcDetector, type WebrtcDetector } from '../voice/baselines/webrtc-detector.js';
export { CLIP_SETS, clipsText, parseClips, type Clip } from '../voice/corpus/clips.js';
export { composeClip, type ClipParts } from '../voice/corpus/compose-clip.js';
export { frameLabels, type Interval } from '../voice/corpus/interval.js';
export { makeClips, type CorpusPlan, type Recording } from '../voice/corpus/make-clips.js';
export { noises, type NoiseSource } from '../voice/corpus/noises.js';
export { speechIntervals } from '../voice/corpus/speech-intervals.js';
export { detectorText, parseDetector } from '../voice/detector/detector-file.js';
export {
  defaultSettings,
  networkOf,
  type Detector,
  type DetectorSettings,
} from '../voice/detector/detector.js';
export { eventScores, type DetectorActivity } from '../voice/detector/event-scores.js';
export { decisionDelay, hear } from '../voice/detector/hear.js';
export type { Heard } from '../voice/detector/heard.js';
export type { FrameTimes, Segment } from '../voice/detector/segments.js';
export { smoothedScores } from '../voice/detector/smoothed-scores.js';
export {
  defaultTraining,
  trainDetector,
  type DetectorEpoch,
  type DetectorTraining,
  type TrainedDetectors,
} from '../voice/detector/train-detector.js';
export { voiceData, type VoiceData } from '../voice/detector/voice-data.js';
export { binCode, binEdges, binRows, type BinEdges } from '../voice/features/bins.js';
export type { LabelledFrames } from '../voice/features/labelled-frames.js';
export { FrameStream, framesOf } from '../voice/features/frame-stream.js';
export { BANDS, FRAME_RATE, type Frames } from '../voice/features/frames.js';
export { frameCount, LogMel } from '../voice/features/log-mel.js';
export { soundLevels, type SoundLevels } from '../voice/features/sound-levels.js';
export { bestThreshold } from '../voice/score/best-threshold.js';
export { errorCounts, halfTotalError, type ErrorCounts } from '../voice/score/half-total-error.js';
export { movingMean } from '../voice/score/moving-mean.js';
export { pairedDifference, type PairedDifference } from '../voice/score/paired-difference.js';
export { groupErrors, type GroupErrors, type ScoredClip } from '../voice/score/scored-clip.js';
export { readWav } from '../voice/wav/read-wav.js';
export { resample } from '../voice/wav/resample.js';
export type { Sound } from '../voice/wav/sound.js';
export { wavBytes } from '../voice/wav/wav-bytes.js';
