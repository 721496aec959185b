import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import type { LabelledFrames } from '../../voice/features/labelled-frames.js';
import { parseClips, type Clip } from '../../voice/corpus/clips.js';
import { frameLabels } from '../../voice/corpus/interval.js';
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
 * @throws UsageError for a folder that is none, a set without clips, and a file that is missing or no sound
 */
export function readCorpus(directory: string, sets: readonly Clip['set'][], others: readonly Clip['set'][] = []): VoiceClip[] {
  const path = join(directory, 'clips.csv');
  const clips = parseClips(new TextDecoder().decode(bytesOf(path)), path).filter(({ set }) => sets.includes(set) || others.includes(set));
  for (const set of sets)
    if (!clips.some((clip) => clip.set === set))
      throw new UsageError(
        `${path}: got no clip of the set "${set}": expected one or more; give clips this set in the column set`,
      );
  return clips.map((clip) => {
    const sound = () => soundIn(join(directory, clip.file));
    const frames = framesOf(sound());
    if (frames.count === 0)
      throw new UsageError(`${join(directory, clip.file)} is shorter than a frame: expected 25 ms of sound or more`);
    return { ...clip, frames, labels: frameLabels(clip.speech, frames.count), sound };
  });
} // prettier-ignore

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const what = path.endsWith('clips.csv')
      ? 'the folder of a corpus, with clips.csv; make one with node examples/vad/make-corpus.mjs --out corpus'
      : 'the path of a wav file';
    throw new UsageError(`${path} cannot be read (${code}): expected ${what}`, { cause: error });
  }
}
