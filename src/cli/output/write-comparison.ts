import { join } from 'node:path';
import { compareOutcomes } from '../../analysis/compare/compare-outcomes.js';
import { comparisonFigures, comparisonPage } from '../../analysis/compare/comparison-page.js';
import { readOutcomes } from '../../analysis/compare/outcomes.js';
import type { ComparisonPlan } from '../../experiment/comparison-plan.js';
import { writeWhole, type Run } from '../../runs/run-directory.js';
import type { Summary } from '../../runs/summary.js';
import { comparisonText } from '../text/comparison-text.js';
import { writePage, type Report } from './write-page.js';

/** Writes a comparison with its page and figures. */
export function writeComparison(run: Run, summary: Summary, plan: ComparisonPlan): Report {
  const { directory, experiment, manifest } = run;
  const comparison = compareOutcomes(readOutcomes(directory, experiment), plan, summary);
  writeWhole(join(directory, 'comparison.json'), `${JSON.stringify(comparison, null, 2)}\n`);
  const drawn = comparisonFigures(comparison);
  const path = writePage(directory, drawn, comparisonPage(comparison, manifest, drawn));
  return { path, text: comparisonText(comparison), json: comparison };
}
