import { isDeepStrictEqual } from 'node:util';
import type { RandomStream } from '../../core/random-stream.js';
import { parseExperiment, type Experiment } from '../../experiment/experiment.js';
import type { Condition } from '../../experiment/condition.js';
import { costNames } from '../../experiment/comparison-plan.js';
import type { SuiteEntry, SuiteFile, SuitePartResult, SuiteTrial } from '../../runs/suite-file.js';
import { cellsOf, conditionAt, type Cell } from '../compare/cells.js';
import type { Contest } from '../compare/contest.js';
import { searchCell, tuningSeed } from '../tuning/tune-contest.js';
import { unrankedOf } from '../compare/unranked.js';
import { tunedOf } from '../compare/plan-comparison.js';
import type { Found } from '../tuning/search.js';
import { partVerdict } from './part-verdict.js';
import { contestOfPart, suiteOf } from './suites.js';

/** A run of a result that can be computed again. */
export interface Recorded {
  /** where it stands, for sentences */
  readonly where: string;
  readonly contest: Contest;
  readonly experiment: Experiment;
  readonly condition: Condition;
  readonly seed: number;
  /** its score, and its fingerprint if it was kept */
  readonly score: number;
  readonly print?: string;
  /** in the order of the names of costs */
  readonly costs?: readonly number[];
}

/** Everything that a result says, part by part, with what is wrong in it before anything is computed. */
export interface Examined {
  /** sentences; none if all is in order */
  readonly faults: string[];
  readonly recorded: Recorded[];
}

/**
 * Checks a result on paper: the parts are those of the suite, searches with the recorded trials choose the recorded settings,
 * conditions are those of the settings, and means are those of the runs. Collects the runs that can be computed again.
 */
export async function examine(file: SuiteFile): Promise<Examined> {
  const suite = suiteOf(file.suite);
  const names = suite.parts.map(({ name }) => name);
  if (!isDeepStrictEqual(file.parts.map(({ name }) => name), names))
    return { faults: [`parts: expected ${names.join('; ')}`], recorded: [] };
  const examined = await Promise.all(
    suite.parts.map((part, i) => examinePart(contestOfPart(suite, part, file.schemes ?? undefined), file.parts[i])),
  );
  return { faults: examined.flatMap(({ faults }) => faults), recorded: examined.flatMap(({ recorded }) => recorded) };
} // prettier-ignore

async function examinePart(contest: Contest, part: SuitePartResult): Promise<Examined> {
  const cells = cellsOf(contest, true);
  const faults: string[] = [];
  const recorded: Recorded[] = [];
  const label = ({ scheme, bank, noise }: Pick<Cell, 'scheme' | 'bank' | 'noise'>) =>
    `${part.name}: ${scheme} / ${bank} / ${noise}`;
  if (!isDeepStrictEqual(part.entries.map(label), cells.map(label)))
    return { faults: [`${part.name}: got other schemes than the suite has with these plugins`], recorded };
  const { seeds } = parseExperiment({ ...contest.common, conditions: [cells[0].condition] });
  const short = part.entries.findIndex((entry) => !isComplete(entry, seeds));
  if (short >= 0)
    return { faults: [`${label(cells[short])}: expected scores, fingerprints and costs of ${seeds} seeds`], recorded };
  const verdict = partVerdict(part.entries, contest.reference);
  for (const [i, cell] of cells.entries()) {
    const entry = part.entries[i];
    const { condition, tuned, scores, prints, costs } = entry;
    const where = label(cell);
    const experiment = parseExperiment({ ...contest.common, conditions: [conditionAt(cell, tuned.settings)] });
    const [expected] = experiment.conditions;
    const found = await replayed(cell, contest, part.trials);
    const claim = { same: entry.same, unranked: entry.unranked, steps: entry.steps, difference: entry.difference };
    const { steps, difference } = verdict[i];
    if (found === undefined) faults.push(`${where}: the record of its search lacks trials`);
    else if (!isDeepStrictEqual(tuned, tunedOf(found)))
      faults.push(`${where}: its trials choose ${JSON.stringify(found.best)}, and not ${JSON.stringify(tuned.settings)}, in so many trials and at these edges`);
    if (!isDeepStrictEqual({ ...expected }, condition)) faults.push(`${where}: its condition is not the one of its settings`);
    if (!isDeepStrictEqual(claim, { same: [...cell.same], unranked: unrankedOf(expected), steps, difference }))
      faults.push(`${where}: its means, intervals and differences are not those of its runs`);
    scores.forEach((score, k) =>
      recorded.push({ where, contest, experiment, condition: expected, seed: experiment.firstSeed + k, score, print: prints[k], costs: costsAt(costs, k) }),
    );
    recorded.push(...trialsOf(cell, contest, experiment, part.trials, where));
  }
  return { faults, recorded };
} // prettier-ignore

/** Whether an entry has everything of every seed. */
function isComplete({ scores, prints, costs }: SuiteEntry, seeds: number): boolean {
  return [scores, prints, ...costNames.map((cost) => costs[cost])].every(
    (column) => column?.length === seeds,
  );
}

/** What a seed cost. */
function costsAt(costs: SuiteEntry['costs'], seed: number): number[] {
  return costNames.map((cost) => costs[cost]![seed]);
}

/** What a search finds with the scores of a record; undefined where the record lacks some. */
async function replayed(
  cell: Cell,
  contest: Contest,
  trials: readonly SuiteTrial[],
): Promise<Found | undefined> {
  const own = ofCell(cell, trials);
  const found = searchCell(cell, contest.rounds!, (point, from, to) => {
    const trial = own.find((one) => one.from === from && isDeepStrictEqual(one.settings, { ...point }));
    if (trial?.scores.length !== to - from) return Promise.reject(new MissingTrial());
    return Promise.resolve(trial.scores);
  });
  return found.catch((error: unknown) => {
    if (error instanceof MissingTrial) return undefined;
    throw error;
  });
}

/** A search asked for a trial that is not recorded. */
class MissingTrial extends Error {}

function trialsOf(
  cell: Cell,
  contest: Contest,
  experiment: Experiment,
  trials: readonly SuiteTrial[],
  where: string,
): Recorded[] {
  const first = tuningSeed(experiment.firstSeed);
  return ofCell(cell, trials).flatMap(({ settings, from, scores }) => {
    const { conditions } = parseExperiment({ ...contest.common, conditions: [conditionAt(cell, settings)] });
    return scores.map((score, i) => ({
      where: `${where}, search`, contest, experiment, condition: conditions[0], seed: first + from + i, score,
    })); // prettier-ignore
  });
}

function ofCell({ scheme, bank, noise }: Cell, trials: readonly SuiteTrial[]): SuiteTrial[] {
  return trials.filter((one) => one.scheme === scheme && one.bank === bank && one.noise === noise);
}

/** A random share of some runs, in their order; at least one. */
export function drawn(recorded: readonly Recorded[], share: number, random: RandomStream): Recorded[] {
  const wanted = Math.max(1, Math.round(share * recorded.length));
  const left = Array.from(recorded, (_, i) => i);
  const chosen = Array.from({ length: wanted }, () => left.splice(random.below(left.length), 1)[0]);
  return chosen.sort((a, b) => a - b).map((i) => recorded[i]);
}
