import { join } from 'node:path';
import { writeWhole, type Run } from '../experiment/run-directory.js';
import { runTrace } from '../experiment/run-trace.js';
import type { Summary } from '../experiment/summary.js';
import { onPaper, type Figure } from '../report/figure.js';
import { figures } from '../report/figures.js';
import { reportPage } from '../report/report-page.js';
import { summaryTable } from './summary-table.js';

/** What a run is told by: its page, the same as text, and as an object. */
export interface Report {
  path: string;
  text: string;
  json: object;
}

/** Writes a run's page and its figures: a comparison's, or of its conditions one by one. */
export async function writeReport(run: Run, summary: Summary): Promise<Report> {
  const { manifest } = run;
  if (!manifest.comparison) return conditionReport(run, summary);
  return (await import('./write-comparison.js')).writeComparison(run, summary, manifest.comparison);
}

async function conditionReport(run: Run, summary: Summary): Promise<Report> {
  const { directory, manifest, devices } = run;
  const windows = manifest.placement.map((device) => devices.devices[device]);
  const drawn = figures(summary, manifest.sweep, { trace: await runTrace(run), windows });
  const path = writePage(directory, drawn, reportPage(summary, manifest, drawn));
  return { path, text: summaryTable(summary), json: summary };
}

/** Writes a page and the figures in it, each as a file of its own, and returns the page's path. */
export function writePage(directory: string, drawn: Figure[], page: string): string {
  for (const { name, svg } of drawn) writeWhole(join(directory, 'figures', `${name}.svg`), onPaper(svg));
  const path = join(directory, 'report.html');
  writeWhole(path, page);
  return path;
}
