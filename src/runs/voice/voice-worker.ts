import type { TrainedDetectors } from '../../voice/detector/train-detector.js';
import { trainOne, type VoiceTask } from './train-voice.js';

/** Trains a seed in a worker thread. */
export default function train(task: VoiceTask): TrainedDetectors {
  return trainOne(task);
}
