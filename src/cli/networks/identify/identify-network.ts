import type { Probes } from '../../../identify/probes.js';
import { networkAnswer } from '../../../report/networks/identify/network-answer.js';
import { terminalWidth } from '../../text/terminal-width.js';
import { findNetwork } from './find-network.js';
import { networkSummary, networkWeights } from './network-files.js';
import { networkText } from './network-text.js';
import { tellSteps } from './tell-steps.js';
import { versionOfMemloop, writeAnswer, type AnswerOptions } from './write-answer.js';

/** The options of two layers. */
export interface NetworkOptions extends AnswerOptions {
  readonly activation: string;
  readonly noise?: number;
  readonly maxWidth?: number;
  readonly students?: number;
  readonly seed: number;
  readonly workers?: number;
}

/** Finds a network of one hidden layer, writes it and prints it. */
export async function identifyNetwork(directory: string, source: string, probes: Probes, options: NetworkOptions): Promise<void> {
  const { activation, noise, maxWidth, students, seed, workers } = options;
  const progress = tellSteps(process.stderr);
  const search = { ...(maxWidth !== undefined && { maxWidth }), ...(students !== undefined && { students }), ...(noise !== undefined && { noise }) };
  const finding = await findNetwork(probes, { activation, seed, search }, workers, (done, width) =>
    progress.tell(`${done} students, now of ${width} neurons`),
  );
  progress.end();
  const answer = networkAnswer(source, probes, activation, finding);
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
