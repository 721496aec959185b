import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import type { LabelledFrames } from '../../voice/features/labelled-frames.js';
import { parseClips, type Clip } from '../../voice/corpus/clips.js';
import { frameLabels } from '../../voice/corpus/interval.js';
import { FRAME_RATE } from '../../voice/features/frames.js';
import { WINDOW } from '../../voice/features/log-mel.js';
import { framesOf } from '../../voice/features/frame-stream.js';
import { readWav } from '../../voice/wav/read-wav.js';
import type { Sound } from '../../voice/wav/sound.js';

/** A clip of a corpus, in frames. */
export interface VoiceClip extends Clip, LabelledFrames {
  /** Reads the sound again. */
  sound(): Sound;
}

/** Clips by what they are for. */
export interface VoiceSets {
  readonly train: readonly VoiceClip[];
  readonly validation: readonly VoiceClip[];
  /** those on which errors are measured: of the sets test and unheard */
  readonly judged: readonly VoiceClip[];
}

/** A wav file. @throws UsageError for a file that is not there or is no sound */
export function soundIn(path: string): Sound {
  return readWav(bytesOf(path), path);
}

/**
 * Some sets of a corpus: a folder with clips.csv and its wav files.
 * @param others sets that may be missing
 * @throws UsageError for a folder that is none, a set without clips or without speech or pauses, and a file that is missing or no sound
 */
export function readCorpus(directory: string, sets: readonly Clip['set'][], others: readonly Clip['set'][] = []): VoiceClip[] {
  const path = join(directory, 'clips.csv');
  const all = parseClips(new TextDecoder().decode(bytesOf(path)), path);
  refuseHeard(all, path);
  const clips = all.filter(({ set }) => sets.includes(set) || others.includes(set));
  for (const set of sets)
    if (!clips.some((clip) => clip.set === set))
      throw new UsageError(
        `${path}: got no clip of the set "${set}": expected one or more; give clips this set in the column set`,
      );
  const found = clips.map((clip) => {
    const sound = () => soundIn(join(directory, clip.file));
    const frames = framesOf(sound());
    if (frames.count === 0)
      throw new UsageError(`${join(directory, clip.file)} is shorter than a frame: expected 25 ms of sound or more`);
    refuseLate(clip, frames.count, path);
    return { ...clip, frames, labels: frameLabels(clip.speech, frames.count), sound };
  });
  for (const set of sets) refuseOneSided(found.filter((clip) => clip.set === set), `${path}: the set "${set}"`);
  return found;
} // prettier-ignore

/** @throws UsageError for speech after the end of the sound, as times in ms or in samples give */
function refuseLate({ file, speech }: Clip, frames: number, path: string): void {
  const end = speech.at(-1)?.end ?? 0;
  const seconds = frames / FRAME_RATE + WINDOW;
  if (end <= seconds + 1 / FRAME_RATE) return;
  throw new UsageError(
    `${path}: got speech to ${end} s in ${file}, which ends after ${seconds.toFixed(2)} s: expected times in seconds within the sound`,
  );
}

/** @throws UsageError for a speaker of the set unheard whose voice is in another set */
function refuseHeard(clips: readonly Clip[], path: string): void {
  const heard = new Set(clips.filter(({ set }) => set !== 'unheard').map(({ speaker }) => speaker));
  const both = clips.find(({ set, speaker }) => set === 'unheard' && heard.has(speaker));
  if (both)
    throw new UsageError(
      `${path}: got the speaker "${both.speaker}" in the set "unheard" and in another: expected speakers there who are in no other set; move ${both.file} to "test"`,
    );
}

/** @throws UsageError for clips with speech alone, or without any: their errors have no number, and they choose no threshold */
function refuseOneSided(clips: readonly LabelledFrames[], what: string): void {
  for (const [label, kind] of ['pauses', 'speech'].entries())
    if (!clips.some(({ labels }) => labels.includes(label)))
      throw new UsageError(`${what} has no ${kind}: expected both speech and pauses in its clips`);
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const what = path.endsWith('clips.csv')
      ? 'the folder of a corpus, with clips.csv; examples/vad/README.md says how to make one'
      : 'the path of a wav file';
    throw new UsageError(`${path} cannot be read (${code}): expected ${what}`, { cause: error });
  }
}
