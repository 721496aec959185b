import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AdaptiveStudy, type AdaptiveRound } from '../../analysis/adaptive/adaptive-study.js';
import { catalogue } from '../../experiment/catalogue.js';
import type { LivePage } from '../../live/live-page.js';
import type { AdaptivePlan } from '../../runs/adaptive/adaptive-file.js';
import { joinRounds } from '../../runs/adaptive/join-rounds.js';
import { openRun, partRun, readSummary, type Run } from '../../runs/run-directory.js';
import { count } from '../../report/page/caption.js';
import { StoppedRun } from '../../runs/runner.js';
import type { Summary } from '../../runs/summary.js';
import { finishRun } from '../output/finish-run.js';
import { remark } from '../run-options.js';

/** An adaptive sweep whose rounds are over. */
export interface FinishedStudy {
  readonly study: AdaptiveStudy;
  readonly rounds: readonly Run[];
  /** the number of last episodes whose mean is the result of a seed */
  readonly last: number;
}

/** The study of a plan, before its first round. @throws UsageError if it has too few seeds */
export function studyOf({ experiment, until }: Pick<AdaptivePlan, 'experiment' | 'until'>): AdaptiveStudy {
  const { environment, seeds, conditions } = experiment;
  const moreIsBetter = catalogue.tasks.get(environment).moreIsBetter ?? false;
  return new AdaptiveStudy({ until, seeds, combinations: conditions.length, moreIsBetter });
}

/** Carries out the rounds of an adaptive sweep; finished ones are kept. @returns undefined if a round was interrupted @throws StoppedRun that says how to go on */
export async function finishRounds(
  plan: AdaptivePlan,
  workers?: number,
  page?: LivePage,
): Promise<FinishedStudy | undefined> {
  const study = studyOf(plan);
  const rounds: Run[] = [];
  let last = 0;
  for (let round = study.next; round; round = study.next) {
    const run = roundIn(plan, round);
    const summary = finishedSummary(run) ?? (await runRound(plan, study, round, run, workers, page));
    if (!summary) return undefined;
    study.add(summary.conditions.map(({ perSeed }) => perSeed));
    last = summary.conditions[0].final.episodes;
    rounds.push(run);
  }
  return { study, rounds, last };
}

/** The survivors of a halving with all their seeds, as a run of their own. */
export function survivors({ directory, experiment, devices }: AdaptivePlan, { study, rounds }: FinishedStudy): Run {
  const conditions = study.alive.map((i) => experiment.conditions[i]);
  const out = join(directory, 'results');
  const run = partRun(out, { ...experiment, conditions }, `the combinations that are left; remove ${out}`, {}, devices);
  joinRounds(rounds, run);
  return openRun(out);
} // prettier-ignore

/** The run of a round, made or opened: the combinations that take part, with the next seeds. */
function roundIn({ directory, experiment, devices }: AdaptivePlan, { number, alive, from, to }: AdaptiveRound): Run {
  const place = join(directory, 'rounds', String(number));
  const own = { ...experiment, firstSeed: experiment.firstSeed + from, seeds: to - from, conditions: alive.map((i) => experiment.conditions[i]) };
  return partRun(place, own, `round ${number} of this sweep; restore it, or remove it to run it again`, {}, devices);
} // prettier-ignore

function finishedSummary({ directory }: Run): Summary | undefined {
  return existsSync(join(directory, 'summary.json')) ? readSummary(directory) : undefined;
}

async function runRound(
  { directory, until }: AdaptivePlan,
  study: AdaptiveStudy,
  { number, alive, from, to }: AdaptiveRound,
  run: Run,
  workers?: number,
  page?: LivePage,
): Promise<Summary | undefined> {
  const rounds = `${number} of ${'left' in until ? '' : 'at most '}${study.after.length}`;
  remark(
    `round ${rounds}: ${count(alive.length, 'combination')}, ${from === 0 ? to : `${to - from} more`} seeds each`,
  );
  try {
    return await finishRun(run, workers, '', page);
  } catch (error) {
    if (error instanceof StoppedRun) throw new StoppedRun(error.saved, `memloop resume ${directory}`);
    throw error;
  }
}
