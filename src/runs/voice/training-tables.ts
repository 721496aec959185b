import { detectorText } from '../../voice/detector/detector-file.js';
import type { GroupErrors } from '../../voice/score/scored-clip.js';
import { estimate, Moments } from '../statistics.js';
import type { Estimate } from '../summary.js';
import { DETECTORS } from './read-detectors.js';
import type { VoiceResult, VoiceTraining } from './train-voice.js';

/** What the seeds of a training gave, for one share of pruned weights. */
export interface TrainedGroup {
  readonly pruned: number;
  /** half total error on the clips for validation: mean over seeds, with its 95 % interval where there are three or more */
  readonly validation: Estimate;
  readonly errors: GroupErrors;
  /** spikes and synaptic events in a frame, means over seeds */
  readonly spikes: number;
  readonly events: number;
}

/** Results by the share of pruned weights, in the order of the pruning. */
export function trainedGroups({ results }: VoiceTraining): TrainedGroup[] {
  const shares = [...new Set(results.map(({ pruned }) => pruned))];
  return shares.map((pruned) => {
    const own = results.filter((result) => result.pruned === pruned);
    const moments = new Moments(1);
    for (const { validation } of own) moments.addAt(0, validation.all);
    const mean = (of: (result: VoiceResult) => number) =>
      own.reduce((sum, one) => sum + of(one), 0) / own.length;
    return {
      pruned,
      validation: estimate(moments),
      errors: {
        all: mean(({ validation }) => validation.all),
        low: mean(({ validation }) => validation.low),
        medium: mean(({ validation }) => validation.medium),
        high: mean(({ validation }) => validation.high),
      },
      spikes: mean(({ spikes }) => spikes),
      events: mean(({ events }) => events),
    };
  });
}

/** The detector that a training hands on: of the most pruned ones, that with the least error on the clips for validation. */
export function chosenDetector({ results }: VoiceTraining): VoiceResult {
  const most = Math.max(...results.map(({ pruned }) => pruned));
  const own = results.filter(({ pruned }) => pruned === most);
  return own.reduce((best, one) => (one.validation.all < best.validation.all ? one : best));
}

/** The files of the detectors of a training, by name. */
export function detectorFiles(results: readonly VoiceResult[]): Record<string, string> {
  const name = ({ seed, pruned }: VoiceResult) =>
    `${DETECTORS}/seed-${seed}-pruned-${Number((100 * pruned).toFixed(1))}.json`;
  return Object.fromEntries(results.map((result) => [name(result), detectorText(result.detector)]));
}

/** The other files of a training by name: the detector that it hands on, and the course of the loss. */
export function trainingFiles(training: VoiceTraining): Record<string, string> {
  const rows = training.epochs.map(({ seed, pruned, epoch, loss, activity }) => [seed, pruned, epoch, loss, activity].join());
  return {
    'detector.json': detectorText(chosenDetector(training).detector),
    'epochs.csv': `seed,pruned,epoch,loss,spikes_per_neuron\n${rows.join('\n')}\n`,
  };
} // prettier-ignore
