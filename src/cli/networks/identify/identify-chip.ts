import { join } from 'node:path';
import { readFlow } from '../../../experiment/networks/flow-file.js';
import { makeData } from '../../../flow/data/make-data.js';
import { chipLead } from '../../../report/networks/identify/chip-lead.js';
import { chipHead, chipRows } from '../../../report/networks/identify/chip-table.js';
import { chipRuns, refuseOtherShapes } from '../../../runs/networks/chip-runs.js';
import type { ChipRow } from '../../../runs/networks/read-chip.js';
import { csvRow } from '../../../runs/csv-text.js';
import { writeWhole } from '../../../runs/write-whole.js';
import { terminalWidth } from '../../text/terminal-width.js';
import { textTable } from '../../text/text-table.js';
import { wrapped } from '../../text/wrapped.js';
import { tellPlaces } from '../../output/tell-places.js';
import { versionOfMemloop, type AnswerOptions } from './write-answer.js';

/** The options of a network that learned on devices. */
export interface ChipOptions extends AnswerOptions {
  probes?: number;
  repeats: number;
  condition?: string;
  maxWidth: number;
  students: number;
  workers?: number;
}

/** Probes at first, and at last. */
const [FEWEST, MOST] = [20, 1280];

/** Lets a network learn on devices, and says from how many probes its weights are found behind the terminals. */
export async function identifyChip(what: string, directory: string, options: ChipOptions): Promise<void> {
  const { probes = MOST, repeats, condition, maxWidth, students, workers } = options;
  const plan = readFlow(what);
  const search = { counts: doubled(probes), repeats, students, maxWidth, ...(condition !== undefined && { condition }) };
  refuseOtherShapes(plan, condition);
  process.stderr.write(`memloop: ${plan.seeds === 1 ? '1 chip' : `${plan.seeds} chips`} a condition learn, and are read from up to ${probes} probes\n`);
  const rows = await chipRuns(plan, makeData(plan.data), search, workers);
  // The library of figures takes long to load.
  const { chipFigure, chipPage } = await import('../../../report/networks/identify/chip-page.js');
  const { writePage } = await import('../../output/write-report.js');
  const lead = chipLead(rows, repeats);
  const summary = { memloop: versionOfMemloop(), finding: lead.sentence, repeats, rows };
  writeWhole(join(directory, 'identify.json'), `${JSON.stringify(summary, undefined, 1)}\n`);
  writeWhole(join(directory, 'probes-needed.csv'), tableOf(rows));
  const figure = chipFigure(rows, repeats);
  const report = writePage(directory, [figure], chipPage(what, rows, repeats, summary.memloop, figure));
  if (options.json) return void process.stdout.write(`${JSON.stringify({ ...summary, directory, report })}\n`);
  const width = terminalWidth();
  process.stdout.write(`${wrapped(lead.sentence, width).join('\n')}\n\n${textTable([chipHead, ...chipRows(rows)], { width })}`);
  await tellPlaces({ report, results: directory }, options.open);
} // prettier-ignore

/** Twice as many each time, up to the last. */
function doubled(last: number): number[] {
  const counts: number[] = [];
  for (let count = FEWEST; count < last; count *= 2) counts.push(count);
  return [...counts, last];
}

const COLUMNS = [
  'condition',
  'seed',
  'probes',
  'identified',
  'excess',
  'distance',
  'error',
  'residual',
] as const;

function tableOf(rows: readonly ChipRow[]): string {
  const cells = rows.map((row) => COLUMNS.map((column) => String(row[column] ?? '')));
  return `${[COLUMNS, ...cells].map(csvRow).join('\n')}\n`;
} // prettier-ignore
