import { join } from 'node:path';
import { onPaper, type Figure } from '../../report/marks/figure.js';
import { writeWhole } from '../../runs/run-directory.js';

/** What a run is told by: its page, the same as text, and as an object. */
export interface Report {
  path: string;
  text: string;
  json: object;
}

/** Writes a page and the figures in it, each as a file of its own, and returns the page's path. */
export function writePage(directory: string, drawn: Figure[], page: string): string {
  for (const { name, svg } of drawn) writeWhole(join(directory, 'figures', `${name}.svg`), onPaper(svg));
  const path = join(directory, 'report.html');
  writeWhole(path, page);
  return path;
}
