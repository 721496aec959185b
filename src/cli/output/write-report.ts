import { join } from 'node:path';
import { compareOutcomes } from '../../analysis/compare/compare-outcomes.js';
import { comparisonFigures, comparisonPage } from '../../analysis/compare/comparison-page.js';
import { comparisonSlide } from '../../analysis/compare/slide/comparison-slide.js';
import { readOutcomes } from '../../analysis/compare/outcomes.js';
import { winnerMapFigure } from '../../analysis/winners/winner-map-figure.js';
import { winnersLead } from '../../analysis/winners/winners-lead.js';
import { winnersOf } from '../../analysis/winners/winners.js';
import { UsageError } from '../../core/errors.js';
import type { Sweep } from '../../experiment/sweep/sweep.js';
import type { Lead } from '../../report/page/lead.js';
import type { ComparisonPlan } from '../../experiment/comparison-plan.js';
import { figureFile } from '../../report/marks/described.js';
import type { Figure } from '../../report/marks/figure.js';
import { figures } from '../../report/page/figures.js';
import { arraysAtEnd } from '../../report/page/arrays-at-end.js';
import { reportPage } from '../../report/page/report-page.js';
import { type Run } from '../../runs/run-directory.js';
import { writeWhole } from '../../runs/write-whole.js';
import { withTask } from '../../runs/task-summary.js';
import { runTrace } from '../../runs/run-trace.js';
import type { Summary } from '../../runs/summary.js';
import { comparisonText } from '../text/comparison-text.js';
import { summaryText } from '../text/summary-text.js';
import { terminalWidth } from '../text/terminal-width.js';
import { writeSlide } from './write-slide.js';

/** The results of a run: the path of its page, and the same as text and as an object. */
export interface Report {
  path: string;
  text: string;
  json: object;
}

/** Writes a page and its figures, each figure also as a file of its own; returns the path of the page. */
export function writePage(directory: string, drawn: Figure[], page: string): string {
  for (const figure of drawn)
    writeWhole(join(directory, 'figures', `${figure.name}.svg`), figureFile(figure));
  const path = join(directory, 'report.html');
  writeWhole(path, page);
  return path;
}

/** Writes the page and the figures of a finished run, or of a comparison. @param slide also writes slide.svg, slide.png and slide.txt @param into the directory of the report, by default that of the run @throws UsageError for a slide of a run that is no comparison */
export async function writeReport(run: Run, summary: Summary, slide = false, into = run.directory): Promise<Report> {
  const { comparison } = run.manifest;
  if (comparison) return writeComparison(run, summary, comparison, slide, into);
  if (slide)
    throw new UsageError(`--slide: got ${run.directory}, which compares no schemes: expected the directory of a memloop compare`);
  return writeConditions(run, summary, into);
} // prettier-ignore

async function writeComparison(
  run: Run,
  summary: Summary,
  plan: ComparisonPlan,
  slide: boolean,
  into: string,
): Promise<Report> {
  const { directory, experiment, manifest } = run;
  const comparison = compareOutcomes(readOutcomes(directory, experiment), plan, summary);
  writeWhole(join(into, 'comparison.json'), `${JSON.stringify(comparison, null, 2)}\n`);
  const rules = experiment.conditions.map(({ scheme }) => scheme);
  const drawn = comparisonFigures(comparison, rules);
  const path = writePage(into, drawn, comparisonPage(comparison, manifest, drawn));
  if (slide) await writeSlide(into, comparisonSlide(comparison, rules, manifest.memloop));
  return { path, text: comparisonText(comparison, terminalWidth()), json: comparison };
}

/** What a sweep over schemes is about: which one wins where. */
function winnersIn(summary: Summary, sweep?: Sweep): { figure?: Figure; lead?: Lead } {
  const winners = sweep && winnersOf(summary, sweep);
  const drawn = winners && winnerMapFigure(winners);
  if (!drawn) return {};
  const lead = winnersLead(winners);
  return { figure: { ...drawn, finding: lead.sentence }, lead };
}

async function writeConditions(run: Run, finished: Summary, into: string): Promise<Report> {
  const summary = withTask(finished, run.experiment);
  const { manifest, devices } = run;
  const windows = manifest.placement.map((device) => devices.devices[device]);
  const drawn = figures(summary, manifest.sweep, {
    trace: await runTrace(run, into),
    windows,
    arrays: arraysAtEnd(run.experiment, summary, devices.devices),
  });
  const { figure, lead } = winnersIn(summary, manifest.sweep);
  const all = [...(figure ? [figure] : []), ...drawn];
  const path = writePage(into, all, reportPage(summary, manifest, all, lead));
  const text = summaryText(summary, manifest.sweep, terminalWidth());
  return { path, text: lead ? `${lead.sentence}\n\n${text}` : text, json: summary };
}
