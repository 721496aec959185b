import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../../core/errors.js';
import type { LinearAnswer } from '../../../report/networks/identify/linear-answer.js';
import type { Figure } from '../../../report/marks/figure.js';
import { writeWhole } from '../../../runs/write-whole.js';
import { tellPlaces } from '../../output/tell-places.js';
import { terminalWidth } from '../../text/terminal-width.js';
import { linearSummary, linearWeights } from './linear-files.js';
import { linearText } from './linear-text.js';

/** Where an answer goes, and how it is told. */
export interface AnswerOptions {
  out?: string;
  json?: true;
  open?: true;
}

/** What is written and printed of an answer. */
interface Written {
  readonly summary: object;
  readonly weights: string;
  readonly figures: Figure[];
  readonly page: string;
  readonly text: string;
}

/** @throws UsageError for a directory that holds a report */
export function refuseTaken(directory: string): void {
  if (existsSync(join(directory, 'report.html')))
    throw new UsageError(`${directory} already holds report.html; choose another directory with --out`);
}

/** The version of memloop that runs. */
export function versionOfMemloop(): string {
  return (createRequire(import.meta.url)('memloop/package.json') as { version: string }).version;
}

/** Writes the answer for one layer, and prints it. @param more what identify.json says beside it */
export async function writeLinear(directory: string, answer: LinearAnswer, options: AnswerOptions, more: object = {}): Promise<void> {
  // The library of figures takes long to load.
  const { linearFigures, linearPage } = await import('../../../report/networks/identify/linear-page.js');
  const version = versionOfMemloop();
  const figures = linearFigures(answer);
  await writeAnswer(directory, options, {
    summary: { ...linearSummary(version, answer), ...more },
    weights: linearWeights(answer),
    figures,
    page: linearPage(answer, version, figures),
    text: linearText(answer, terminalWidth()),
  });
} // prettier-ignore

/** Writes identify.json, weights.csv and the page, and prints the answer. */
export async function writeAnswer(
  directory: string,
  { json, open }: AnswerOptions,
  { summary, weights, figures, page, text }: Written,
): Promise<void> {
  writeWhole(join(directory, 'identify.json'), `${JSON.stringify(summary, undefined, 1)}\n`);
  writeWhole(join(directory, 'weights.csv'), weights);
  const { writePage } = await import('../../output/write-report.js');
  const report = writePage(directory, figures, page);
  if (json) return void process.stdout.write(`${JSON.stringify({ ...summary, directory, report })}\n`);
  process.stdout.write(text);
  await tellPlaces({ report, results: directory }, open);
}
