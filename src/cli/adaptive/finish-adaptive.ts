import { join } from 'node:path';
import { adaptiveResult, type AdaptiveResult } from '../../analysis/adaptive/adaptive-result.js';
import { combinationsCsv } from '../../analysis/adaptive/combinations-csv.js';
import { rankedConditions } from '../../experiment/sweep/refuse-unranked.js';
import type { LivePage } from '../../live/live-page.js';
import type { AdaptivePlan } from '../../runs/adaptive/adaptive-file.js';
import { lock } from '../../runs/lock.js';
import { writeWhole } from '../../runs/write-whole.js';
import { finishRun, type RunOptions } from '../output/finish-run.js';
import { openPage } from '../output/open-page.js';
import { tellPlaces } from '../output/tell-places.js';
import { withLivePage } from '../output/with-live-page.js';
import { adaptiveText } from '../text/adaptive-text.js';
import { terminalWidth } from '../text/terminal-width.js';
import { finishRounds, survivors, type FinishedStudy } from './adaptive-rounds.js';

/** Carries out what is left of an adaptive sweep, and reports it. A live page is opened first, so that nothing has begun where it cannot be. */
export function finishAdaptive(
  begin: () => Promise<AdaptivePlan>,
  options: RunOptions,
): Promise<void> {
  return withLivePage(options, async (page) => finishOn(page, await begin(), options));
} // prettier-ignore

/** @returns the path of the report; undefined if a round was interrupted */
async function finishOn(page: LivePage | undefined, plan: AdaptivePlan, options: RunOptions): Promise<string | undefined> {
  const { directory } = plan;
  const release = lock(directory);
  try {
    const finished = await finishRounds(plan, options.workers, page);
    if (!finished) return undefined;
    if ('left' in plan.until && !(await reportSurvivors(plan, finished, options.workers))) return undefined;
    return await report(plan, finished, page ? { ...options, open: false } : options);
  } finally {
    release();
  }
} // prettier-ignore

/** Writes the survivors as a run with its report. @returns whether it came to its end */
async function reportSurvivors(plan: AdaptivePlan, finished: FinishedStudy, workers?: number): Promise<boolean> {
  const run = survivors(plan, finished);
  const summary = await finishRun(run, workers);
  if (summary) await (await import('../output/write-report.js')).writeReport(run, summary);
  return summary !== undefined;
} // prettier-ignore

async function report(plan: AdaptivePlan, finished: FinishedStudy, { json, open }: RunOptions): Promise<string> {
  const { directory } = plan;
  const result = resultOf(plan, finished);
  writeWhole(join(directory, 'combinations.csv'), combinationsCsv(result));
  const { writeAdaptive } = await import('./write-adaptive.js');
  const path = writeAdaptive(plan, result);
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...result, directory, report: path })}\n`);
    if (open) await openPage(path);
  } else {
    process.stdout.write(`\n${adaptiveText(result, terminalWidth())}`);
    await tellPlaces({ report: path, results: directory }, open);
  }
  return path;
} // prettier-ignore

function resultOf({ experiment }: AdaptivePlan, { study, last }: FinishedStudy): AdaptiveResult {
  const { environment, episodes, conditions } = experiment;
  const names = conditions.map(({ name }) => name);
  return adaptiveResult(study, { environment, episodes, last, names, ranked: rankedConditions(experiment) });
}
