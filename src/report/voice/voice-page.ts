import { spoken, type HeardFile } from '../../runs/voice/heard-tables.js';
import type { Detector } from '../../voice/detector/detector.js';
import type { Figure } from '../marks/figure.js';
import { paragraph } from '../page/caption.js';
import { figureSection, htmlPage } from '../page/html-page.js';
import { escapeHtml, htmlTable } from '../page/html.js';
import { leadSection } from '../page/lead.js';
import { energySentence, type DecisionEnergy } from './energy-words.js';
import {
  heardSentence,
  methodSentences,
  percentText,
  togetherSentence,
  timeText,
  workSentence,
} from './voice-words.js';

/** Stretches that a page lists of a file; the tables beside it have all. */
const MOST_ROWS = 100;

/** What a detector heard in a file, with its figure. */
export interface DrawnFile extends HeardFile {
  readonly figure: Figure;
}

/** What a detector heard as one self-contained HTML document. @param from the file of the detector */
export function voicePage(files: readonly DrawnFile[], detector: Detector, from: string, energy: DecisionEnergy): string {
  const [{ file, heard, figure }] = files;
  const one = files.length === 1;
  const all = files.map((each) => each.heard);
  const share = all.reduce((sum, each) => sum + spoken(each), 0) / all.reduce((sum, { seconds }) => sum + seconds, 0);
  const sentence = one ? heardSentence(heard) : togetherSentence(all);
  const sections = one ? [figureSection(figure, 'lead'), details(files[0])] : files.flatMap(section);
  return htmlPage(
    escapeHtml(`Voice activity: ${one ? file : `${files.length} files`}`),
    paragraph(
      leadSection({ sentence, number: percentText(share), of: one ? 'of the sound is speech' : 'of all sound is speech' }),
      ...sections,
      '<h2>Method</h2>',
      `<ul>\n${[...methodSentences(detector, from), energySentence(energy)].map((each) => `<li>${escapeHtml(each)}</li>`).join('\n')}\n</ul>`,
    ),
  );
} // prettier-ignore

function section(drawn: DrawnFile): string[] {
  const { file, heard, figure } = drawn;
  return [
    `<h2>${escapeHtml(file)}</h2>`,
    `<p>${escapeHtml(heardSentence(heard))}</p>`,
    figureSection(figure),
    details(drawn),
  ];
}

/** The stretches as a table, and what the network did. */
function details({ heard }: DrawnFile): string {
  const work = `<p>${escapeHtml(workSentence(heard))}</p>`;
  const { segments } = heard;
  if (segments.length === 0) return work;
  const left = segments.length > MOST_ROWS ? ` The first ${MOST_ROWS} of ${segments.length}; segments.csv has all.` : ''; // prettier-ignore
  const rows = segments
    .slice(0, MOST_ROWS)
    .map(({ from, to }, i) => [String(i + 1), timeText(from), timeText(to), timeText(to - from)]);
  return `${htmlTable(`Stretches of speech, in s from the start of the file.${left}`, ['stretch', 'from', 'to', 'length'], rows)}\n${work}`;
}
