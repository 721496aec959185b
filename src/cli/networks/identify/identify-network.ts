import type { Probes } from '../../../identify/probes.js';
import { compiledColumns } from '../../../kernel/compiled-columns.js';
import { networkAnswer } from '../../../report/networks/identify/network-answer.js';
import { terminalWidth } from '../../text/terminal-width.js';
import { networkSummary, networkWeights } from './network-files.js';
import { networkText } from './network-text.js';
import { tellSteps } from './tell-steps.js';
import { versionOfMemloop, writeAnswer, type AnswerOptions } from './write-answer.js';

/** The options of two layers. */
export interface NetworkOptions extends AnswerOptions {
  readonly activation: string;
  readonly noise?: number;
  readonly maxWidth: number;
  readonly students: number;
  readonly seed: number;
}

/** Finds a network of one hidden layer, writes it and prints it. */
export async function identifyNetwork(directory: string, source: string, probes: Probes, options: NetworkOptions): Promise<void> {
  const { activation, noise, maxWidth, students, seed } = options;
  const progress = tellSteps(process.stderr);
  const search = { activation, maxWidth, students, seed, make: compiledColumns, watch: (width: number, student: number) => progress.tell(`student ${student} of ${width} neurons`) };
  const answer = networkAnswer(source, probes, { ...search, ...(noise !== undefined && { noise }) });
  progress.end();
  // The library of figures takes long to load.
  const { networkFigures, networkPage } = await import('../../../report/networks/identify/network-page.js');
  const version = versionOfMemloop();
  const figures = networkFigures(answer);
  await writeAnswer(directory, options, {
    summary: networkSummary(version, answer),
    weights: networkWeights(answer),
    figures,
    page: networkPage(answer, version, figures),
    text: networkText(answer, terminalWidth()),
  });
} // prettier-ignore
