import { printable } from '../../core/printable.js';
import type { Heard } from '../../voice/detector/heard.js';
import { csvRow } from '../csv-text.js';

/** A sound file and what a detector made of it. */
export interface HeardFile {
  readonly file: string;
  readonly heard: Heard;
}

/** The tables of `memloop vad run`, by the names of their files. Times are seconds from the start of each sound. */
export function heardTables(files: readonly HeardFile[]): Record<string, string> {
  const table = (head: string[], rows: (one: HeardFile) => (string | number)[][]) =>
    `${[head, ...files.flatMap(rows)].map(csvRow).join('\n')}\n`;
  return {
    'segments.csv': table(['file', 'from', 'to'], ({ file, heard }) =>
      heard.segments.map(({ from, to }) => [quoted(file), exact(from), exact(to)]),
    ),
    'scores.csv': table(['file', 'time', 'score', 'speech'], ({ file, heard }) =>
      Array.from(heard.score, (score, t) => [
        quoted(file),
        exact(heard.start + (t + 0.5) * heard.hop),
        Number(score.toFixed(4)),
        heard.isSpeech[t],
      ]),
    ),
  };
}

/** What `--json` prints of a file. */
export function heardSummary({ file, heard }: HeardFile): object {
  const { seconds, segments, activity } = heard;
  return {
    file,
    seconds: exact(seconds),
    speech: exact(spoken(heard)),
    segments: segments.map(({ from, to }) => ({ from: exact(from), to: exact(to) })),
    ...activity,
  };
}

/** Seconds of speech. */
export function spoken({ segments }: Heard): number {
  return segments.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Seconds to a tenth of a millisecond, without what binary fractions leave. */
function exact(seconds: number): number {
  return Number(seconds.toFixed(4));
}

/** A name as the text of a cell, in which commas and quotes may stand. */
function quoted(name: string): string {
  const text = printable(name);
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
