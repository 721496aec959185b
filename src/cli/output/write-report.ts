import type { Run } from '../../runs/run-directory.js';
import { runTrace } from '../../runs/run-trace.js';
import type { Summary } from '../../runs/summary.js';
import { figures } from '../../report/page/figures.js';
import { reportPage } from '../../report/page/report-page.js';
import { withTask } from '../../runs/task-summary.js';
import { summaryTable } from '../text/summary-table.js';
import { writePage, type Report } from './write-page.js';

/** Writes a run's page and its figures: a comparison's, or of its conditions one by one. */
export async function writeReport(run: Run, summary: Summary): Promise<Report> {
  const { manifest } = run;
  if (!manifest.comparison) return conditionReport(run, summary);
  return (await import('./write-comparison.js')).writeComparison(run, summary, manifest.comparison);
}

async function conditionReport(run: Run, finished: Summary): Promise<Report> {
  const summary = withTask(finished, run.experiment);
  const { directory, manifest, devices } = run;
  const windows = manifest.placement.map((device) => devices.devices[device]);
  const drawn = figures(summary, manifest.sweep, { trace: await runTrace(run), windows });
  const path = writePage(directory, drawn, reportPage(summary, manifest, drawn));
  return { path, text: summaryTable(summary), json: summary };
}
