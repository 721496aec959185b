import { delaySentence, heardSentence, timeText, workSentence } from '../../report/voice/voice-words.js';
import { energySentence, type DecisionEnergy } from '../../report/voice/energy-words.js';
import { printable } from '../../core/printable.js';
import type { HeardFile } from '../../runs/voice/heard-tables.js';
import type { DetectorSettings } from '../../voice/detector/detector.js';
import type { Heard } from '../../voice/detector/heard.js';
import { terminalWidth } from '../text/terminal-width.js';
import { wrapped } from '../text/wrapped.js';

/** Stretches that a terminal lists of a file; the tables have all. */
const MOST = 20;

/** What `memloop vad run` says. */
export function heardText(
  files: readonly HeardFile[],
  settings: DetectorSettings,
  energy: DecisionEnergy,
): string {
  const lines = (sentence: string) => wrapped(sentence, terminalWidth());
  const said = files.flatMap(({ file, heard }) => [
    ...lines(files.length === 1 ? heardSentence(heard) : `${printable(file)}: ${heardSentence(heard)}`),
    ...stretches(heard),
    '',
    ...lines(workSentence(heard)),
    '',
  ]);
  return `${[...said, ...lines(energySentence(energy)), '', ...lines(delaySentence(settings))].join('\n')}\n`;
}

function stretches({ segments, seconds }: Heard): string[] {
  const width = timeText(seconds).length;
  const time = (at: number) => timeText(at).padStart(width);
  const listed = segments.slice(0, MOST).map(({ from, to }) => `  ${time(from)} to ${time(to)} s`);
  const left = segments.length - listed.length;
  return left > 0 ? [...listed, `  and ${left} more, in segments.csv`] : listed;
}
