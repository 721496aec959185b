import { streams } from '../../core/random-stream.js';
import { errorCounts, halfTotalError, type ErrorCounts } from '../../voice/score/half-total-error.js';
import { pairedDifference, type PairedDifference } from '../../voice/score/paired-difference.js';
import { groupErrors, type GroupErrors } from '../../voice/score/scored-clip.js';
import type { VoiceClip } from './read-corpus.js';

/** Scores of one seed of a method, for each clip, and the threshold that belongs to them. */
interface MethodScores {
  readonly scores: readonly Float32Array[];
  readonly threshold: number;
}

/** A way to tell speech, before it is judged: one entry a seed. */
export interface VoiceMethod {
  readonly name: string;
  readonly seeds: readonly MethodScores[];
  /** synaptic events in a frame, mean over seeds; absent for what has none */
  readonly events?: number;
  readonly spikes?: number;
}

/** A share with its 95 % interval. */
export type Interval = PairedDifference;

/** How a method does: half total errors, from 0 to 1; means over seeds. */
export interface JudgedMethod {
  readonly name: string;
  /** of each seed, on clips of the set test */
  readonly seeds: readonly number[];
  readonly errors: GroupErrors;
  /** on clips of the set test, by a bootstrap over clips */
  readonly all: Interval;
  /** the error of the first method less that of this one; absent for the first */
  readonly firstLess?: Interval;
  /** on speakers that were never heard; absent without such clips */
  readonly unheard?: { readonly errors: GroupErrors; readonly all: Interval; readonly firstLess?: Interval };
  /** by speaker, of both sets */
  readonly speakers: Readonly<Record<string, number>>;
  readonly events?: number;
  readonly spikes?: number;
}

/** Judges methods on the same clips. The first is compared with each other, by pairs of clips. @param clips of the sets test and unheard */
export function judgeMethods(methods: readonly VoiceMethod[], clips: readonly VoiceClip[]): JudgedMethod[] {
  const counted = methods.map((method) => pooledCounts(method, clips));
  const speakers = [...new Set(clips.map(({ speaker }) => speaker))];
  return methods.map((method, m) => {
    const { name, seeds, events, spikes } = method;
    const errorsOn = (of: (clip: VoiceClip) => boolean) => seeds.map((seed) => errorsOf(seed, clips, of));
    const part = (set: VoiceClip['set']) => {
      const chosen = [...clips.keys()].filter((c) => clips[c].set === set);
      const own = chosen.map((c) => counted[m][c]);
      const first = chosen.map((c) => counted[0][c]);
      const random = () => streams(0)('bootstrap over clips');
      return {
        errors: meanErrors(errorsOn((clip) => clip.set === set)),
        all: pairedDifference(own, own.map(faultless), random()),
        ...(m > 0 && { firstLess: pairedDifference(first, own, random()) }),
      };
    };
    return {
      name,
      seeds: errorsOn(({ set }) => set === 'test').map(({ all }) => all),
      ...part('test'),
      ...(clips.some(({ set }) => set === 'unheard') && { unheard: part('unheard') }),
      speakers: Object.fromEntries(
        speakers.map((speaker) => [speaker, halfTotalError(counted[m].filter((_, c) => clips[c].speaker === speaker))]),
      ),
      ...(events !== undefined && { events }),
      ...(spikes !== undefined && { spikes }),
    };
  });
} // prettier-ignore

/** Errors of each clip, summed over seeds: their half total error is the mean of those of the seeds. */
function pooledCounts({ seeds }: VoiceMethod, clips: readonly VoiceClip[]): ErrorCounts[] {
  return clips.map(({ labels }, c) => {
    const each = seeds.map(({ scores, threshold }) => errorCounts(scores[c], labels, threshold));
    const sum = (what: keyof ErrorCounts) => each.reduce((total, counts) => total + counts[what], 0);
    return { speech: sum('speech'), missed: sum('missed'), silence: sum('silence'), falseAlarms: sum('falseAlarms') };
  });
} // prettier-ignore

function errorsOf({ scores, threshold }: MethodScores, clips: readonly VoiceClip[], of: (clip: VoiceClip) => boolean): GroupErrors {
  return groupErrors(clips.map((clip, c) => ({ ...clip, scores: scores[c] })).filter(of), threshold);
} // prettier-ignore

function meanErrors(each: readonly GroupErrors[]): GroupErrors {
  const mean = (what: keyof GroupErrors) => each.reduce((sum, errors) => sum + errors[what], 0) / each.length;
  return { all: mean('all'), low: mean('low'), medium: mean('medium'), high: mean('high') };
}

function faultless({ speech, silence }: ErrorCounts): ErrorCounts {
  return { speech, silence, missed: 0, falseAlarms: 0 };
}
