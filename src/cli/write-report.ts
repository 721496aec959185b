import { join } from 'node:path';
import { writeWhole, type Run } from '../experiment/run-directory.js';
import { runTrace } from '../experiment/run-trace.js';
import type { Summary } from '../experiment/summary.js';
import { onPaper } from '../report/figure.js';
import { figures } from '../report/figures.js';
import { reportPage } from '../report/report-page.js';

/** Writes a run's page and its figures, and returns the page's path. */
export async function writeReport(run: Run, summary: Summary): Promise<string> {
  const { directory, manifest, devices } = run;
  const windows = manifest.placement.map((device) => devices.devices[device]);
  const drawn = figures(summary, manifest.sweep, { trace: await runTrace(run), windows });
  for (const { name, svg } of drawn) writeWhole(join(directory, 'figures', `${name}.svg`), onPaper(svg));
  const path = join(directory, 'report.html');
  writeWhole(path, reportPage(summary, manifest, drawn));
  return path;
}
