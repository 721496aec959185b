import { availableParallelism } from 'node:os';
import { binEdges } from '../../voice/features/bins.js';
import { networkOf, type Detector, type DetectorSettings } from '../../voice/detector/detector.js';
import { asInFile } from '../../voice/detector/detector-file.js';
import { eventScores } from '../../voice/detector/event-scores.js';
import {
  trainDetector,
  type DetectorEpoch,
  type DetectorTraining,
  type TrainedDetectors,
} from '../../voice/detector/train-detector.js';
import { voiceData, type VoiceData } from '../../voice/detector/voice-data.js';
import { bestThreshold } from '../../voice/score/best-threshold.js';
import { groupErrors, type GroupErrors } from '../../voice/score/scored-clip.js';
import { overWorkers } from '../workers/over-workers.js';
import type { VoiceClip } from './read-corpus.js';

/** One seed to be trained. Plain data. */
export interface VoiceTask {
  readonly data: VoiceData;
  readonly settings: DetectorSettings;
  readonly training: DetectorTraining;
}

/** A detector of one seed, with a share of its weights pruned. */
export interface VoiceResult {
  readonly seed: number;
  readonly pruned: number;
  readonly detector: Detector;
  /** half total errors on the clips that chose its threshold */
  readonly validation: GroupErrors;
  /** spikes and synaptic events in a frame */
  readonly spikes: number;
  readonly events: number;
}

/** Everything that seeds gave. */
export interface VoiceTraining {
  readonly results: readonly VoiceResult[];
  readonly epochs: readonly (DetectorEpoch & { readonly seed: number })[];
}

/** Trains detectors, one a seed, each dense and pruned. Results do not depend on the number of threads. @param source what the clips are, in a sentence @param done hears the results of each seed as it ends */
export async function trainVoice(
  { train, validation }: { readonly train: readonly VoiceClip[]; readonly validation: readonly VoiceClip[] },
  settings: DetectorSettings,
  trainings: readonly DetectorTraining[],
  source: string,
  { workers = availableParallelism(), done = () => {} }: { readonly workers?: number | undefined; readonly done?: (results: readonly VoiceResult[]) => void } = {},
): Promise<VoiceTraining> {
  const edges = binEdges(train.map(({ frames }) => frames), settings.bins);
  const data = voiceData(train, edges, settings.delay);
  const tasks = trainings.map((training): VoiceTask => ({ data, settings, training }));
  const results: VoiceResult[][] = [];
  const judge = ({ networks }: TrainedDetectors, k: number) => {
    const { seed } = trainings[k];
    results[k] = networks.map(({ pruned, parameters }) => {
      const untold = asInFile({ settings, edges, parameters, threshold: 0, source: `${source}, seed ${seed}` });
      return judged(untold, validation, seed, pruned);
    });
    done(results[k]);
  };
  const trained =
    workers < 2 || tasks.length < 2
      ? tasks.map((task, k) => {
          const one = trainOne(task);
          judge(one, k);
          return one;
        })
      : await overWorkers<VoiceTask, TrainedDetectors>(new URL('voice-worker.js', import.meta.url), tasks, workers, judge);
  const epochs = trained.flatMap((one, k) => one.epochs.map((epoch) => ({ ...epoch, seed: trainings[k].seed })));
  return { results: results.flat(), epochs };
} // prettier-ignore

/** Trains one seed; in a worker thread, if there are several. */
export function trainOne({ data, settings, training }: VoiceTask): TrainedDetectors {
  return trainDetector(networkOf(settings), data, training);
}

/** Gives a detector the threshold that is best on some clips. */
function judged(untold: Detector, clips: readonly VoiceClip[], seed: number, pruned: number): VoiceResult {
  const activity = { frames: 0, spikes: 0, events: 0 };
  const scores = eventScores(untold, clips.map(({ frames }) => frames), activity);
  const scored = clips.map((clip, c) => ({ ...clip, scores: scores[c] }));
  const threshold = bestThreshold(scored);
  return {
    seed,
    pruned,
    detector: { ...untold, threshold },
    validation: groupErrors(scored, threshold),
    spikes: activity.spikes / activity.frames,
    events: activity.events / activity.frames,
  };
} // prettier-ignore
