import { UsageError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import type { Interval } from './interval.js';

/** Sets of a corpus: what is trained on, what chooses thresholds, what is tested, and speakers that are in no other set. */
export const CLIP_SETS = ['train', 'validation', 'test', 'unheard'] as const;

/** One recording of a corpus. */
export interface Clip {
  /** wav file, from the folder of the corpus */
  readonly file: string;
  readonly set: (typeof CLIP_SETS)[number];
  readonly speaker: string;
  readonly noise: string;
  /** ratio of speech to noise, in dB; absent where it is not known */
  readonly snr?: number;
  /** where there is speech, in rising order */
  readonly speech: readonly Interval[];
}

const HEADING = ['file', 'set', 'speaker', 'noise', 'snr', 'speech'];

/**
 * The clips of a corpus, from the text of its clips.csv: a heading, and a row for each recording.
 * @param file its name, for errors
 * @throws UsageError for another heading or set, a ratio that is no number, and intervals that do not rise
 */
export function parseClips(text: string, file: string): Clip[] {
  const [heading, ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (cellsOf(heading).join() !== HEADING.join())
    throw new UsageError(`${file}: got the heading "${heading.slice(0, 60)}": expected "${HEADING.join()}"`);
  const clips = lines.flatMap((line, l) =>
    line.trim() === '' ? [] : [clipOf(line, `${file}, line ${l + 2}`)],
  );
  refuseTwice(clips, file);
  if (clips.length > 0) return clips;
  throw new UsageError(`${file} names no recording: expected a row for each, under the heading`);
}

/** @throws UsageError for a recording that is named twice: in two sets it would be tested on what was learned */
function refuseTwice(clips: readonly Clip[], file: string): void {
  const sets = new Map<string, string>();
  for (const clip of clips) {
    const before = sets.get(clip.file);
    if (before !== undefined)
      throw new UsageError(
        `${file}: got ${clip.file} twice, in the sets ${before} and ${clip.set}: expected each recording in one row`,
      );
    sets.set(clip.file, clip.set);
  }
}

/** The text of a corpus's clips.csv. */
export function clipsText(clips: readonly Clip[]): string {
  const rows = clips.map(({ file, set, speaker, noise, snr, speech }) =>
    [file, set, speaker, noise, snr ?? '', speech.map(written).join(' ')].join(),
  );
  return `${[HEADING.join(), ...rows].join('\n')}\n`;
}

function written({ start, end }: Interval): string {
  return `${start.toFixed(3)}-${end.toFixed(3)}`;
}

function clipOf(line: string, place: string): Clip {
  const cells = cellsOf(line);
  if (cells.length !== HEADING.length)
    throw new UsageError(
      `${place}: got ${cells.length} cells: expected ${HEADING.length}, one for each column`,
    );
  const [file, set, speaker, noise, snr, speech] = cells;
  if (file === '') throw new UsageError(`${place}: got no file: expected the name of a wav file`);
  return {
    file,
    set: setOf(set, place),
    speaker,
    noise,
    ...ratio(snr, place),
    speech: intervalsOf(speech, place),
  };
}

function cellsOf(line: string): string[] {
  return line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function setOf(got: string, place: string): Clip['set'] {
  const set = CLIP_SETS.find((each) => each === got);
  if (set) return set;
  throw new UsageError(
    `${place}: got the set "${got}": expected one of ${CLIP_SETS.join(', ')}${nearest(got, CLIP_SETS)}`,
  );
}

function ratio(got: string, place: string): { snr?: number } {
  if (got === '') return {};
  const snr = Number(got);
  if (Number.isFinite(snr)) return { snr };
  throw new UsageError(
    `${place}: got the ratio "${got}": expected a number of dB, or nothing where it is not known`,
  );
}

function intervalsOf(text: string, place: string): Interval[] {
  let last = 0;
  return text
    .split(' ')
    .filter((part) => part !== '')
    .map((part) => {
      const [, start, end] = (/^(\d+(?:\.\d*)?)-(\d+(?:\.\d*)?)$/.exec(part) ?? []).map(Number);
      if (!(start < end))
        throw new UsageError(
          `${place}: got the speech "${part}": expected start and end in seconds, as in 0.31-1.20`,
        );
      if (start < last)
        throw new UsageError(
          `${place}: got speech from ${start} s after speech to ${last} s: expected rising times`,
        );
      last = end;
      return { start, end };
    });
}
