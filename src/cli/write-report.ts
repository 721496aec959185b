import { join } from 'node:path';
import { writeWhole } from '../experiment/run-directory.js';
import type { Manifest } from '../experiment/manifest.js';
import type { Summary } from '../experiment/summary.js';
import { onPaper } from '../report/figure.js';
import { figures } from '../report/figures.js';
import { reportPage } from '../report/report-page.js';

/** Writes a run's page and its figures, and returns the page's path. */
export function writeReport(directory: string, summary: Summary, manifest: Manifest): string {
  for (const { name, svg } of figures(summary, manifest.sweep))
    writeWhole(join(directory, 'figures', `${name}.svg`), onPaper(svg));
  const path = join(directory, 'report.html');
  writeWhole(path, reportPage(summary, manifest));
  return path;
}
