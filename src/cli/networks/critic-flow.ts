import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CriticPlan } from '../../experiment/critic/critic-plan.js';
import { criticCsv, criticRows, type CriticSummary } from '../../runs/networks/critic-rows.js';
import { criticRuns } from '../../runs/networks/critic-runs.js';
import { writeWhole } from '../../runs/write-whole.js';
import { tellPlaces } from '../output/tell-places.js';
import { terminalWidth } from '../text/terminal-width.js';
import { textTable } from '../text/text-table.js';
import { wrapped } from '../text/wrapped.js';

/** `memloop flow` with a task: a critic learns on devices beside its flow. */
export async function criticFlowTo(directory: string, plan: CriticPlan, options: { readonly workers?: number; readonly json?: true; readonly open?: true }): Promise<void> {
  const results = await criticRuns(plan, options.workers);
  const rows = criticRows(plan, results);
  const { version } = createRequire(import.meta.url)('memloop/package.json') as { version: string };
  const [values, visits, flow] = [results.values, results.visits, results.flow.slice(-results.values.length)].map((column) => [...column]);
  const summary: CriticSummary = { memloop: version, plan, values, visits, flow, conditions: rows };
  writeWhole(join(directory, 'critic.csv'), criticCsv(plan, results));
  writeWhole(join(directory, 'summary.json'), `${JSON.stringify(summary, undefined, 1)}\n`);
  // The library of figures takes long to load.
  const { criticFigure } = await import('../../report/critic/critic-figure.js');
  const { criticPage } = await import('../../report/critic/critic-page.js');
  const { criticCells, criticHead, criticLead } = await import('../../report/critic/critic-words.js');
  const { writePage } = await import('../output/write-report.js');
  const lead = criticLead(plan, rows);
  const drawn = [criticFigure(plan, results, lead.sentence)];
  const report = writePage(directory, drawn, criticPage(plan, summary, drawn));
  if (options.json) return void process.stdout.write(`${JSON.stringify({ ...summary, directory, report })}\n`);
  const width = terminalWidth();
  const counted = [lead.number, lead.interval, lead.of].filter(Boolean).join(' ');
  const paragraphs = [wrapped(lead.sentence, width), wrapped(counted, width, 2), [textTable([criticHead, ...criticCells(rows)], { width }).trimEnd()]];
  process.stdout.write(paragraphs.map((lines) => `${lines.join('\n')}\n`).join('\n'));
  await tellPlaces({ report, results: directory }, options.open);
} // prettier-ignore
