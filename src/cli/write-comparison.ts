import { join } from 'node:path';
import { compareOutcomes } from '../compare/compare-outcomes.js';
import { comparisonFigures } from '../compare/comparison-figures.js';
import { comparisonPage } from '../compare/comparison-page.js';
import { readOutcomes } from '../compare/outcomes.js';
import type { ComparisonPlan } from '../experiment/comparison-plan.js';
import { writeWhole, type Run } from '../experiment/run-directory.js';
import type { Summary } from '../experiment/summary.js';
import { comparisonText } from './comparison-text.js';
import { writePage, type Report } from './write-report.js';

/** Writes a comparison with its page and figures. */
export function writeComparison(run: Run, summary: Summary, plan: ComparisonPlan): Report {
  const { directory, experiment, manifest } = run;
  const comparison = compareOutcomes(readOutcomes(directory, experiment), plan, summary);
  writeWhole(join(directory, 'comparison.json'), `${JSON.stringify(comparison, null, 2)}\n`);
  const drawn = comparisonFigures(comparison);
  const path = writePage(directory, drawn, comparisonPage(comparison, manifest, drawn));
  return { path, text: comparisonText(comparison), json: comparison };
}
