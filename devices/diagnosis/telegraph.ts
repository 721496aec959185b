import { decodeLevels, stepsIn, type FoundLevels } from './decode-levels.js';
import { MINIMUM_DWELL } from './level-search.js';
import type { SearchedBranch } from './searched-branch.js';
import { startFrom, telegraphStart, type TelegraphStart } from './telegraph-start.js';

/** Telegraph noise of one branch, found or not. */
export interface TelegraphSearch {
  /** logarithm of how much more likely two levels with memory are than Gaussian noise of the same spectrum, or than readings with outliers */
  readonly evidence: number;
  readonly found?: FoundLevels;
}

/** Evidence of all branches from which telegraph noise counts as found: two levels are e¹⁵ times as likely as other noise. */
const CLEAR_EVIDENCE = 15;
/** Mean dwell that both levels must exceed, in readings: shorter ones may be bursts of outliers. */
const SHORT_DWELL = (4 / 3) * MINIMUM_DWELL;
/** Steps of a branch below which they are single events, not telegraph noise. */
const MINIMUM_STEPS = 4;
/** Logarithm of a change of height after which decoding is repeated. */
const FAR = 0.4;
/** Height of steps that are none, in units of the window. */
const FLAT = 1e-6;

/**
 * Looks for telegraph noise in the branches of a device. A trap acts in SET and in RESET, so their evidence adds up, and a branch without clear
 * levels is searched again from those of the other.
 */
export function findTelegraph(branches: readonly SearchedBranch[]): TelegraphSearch[] {
  const starts = branches.map(telegraphStart);
  const total = starts.reduce((sum, start) => sum + (start?.evidence ?? 0), 0);
  const first = starts.map((start, k) =>
    total < CLEAR_EVIDENCE ? undefined : levelsFrom(start, branches[k]),
  );
  const levels = first.find((found) => found)?.noise;
  return branches.map((branch, k) => {
    const again = levels && !first[k] ? startFrom(levels, branch) : undefined;
    const found = first[k] ?? levelsFrom(again, branch);
    return { evidence: (again ?? starts[k])?.evidence ?? 0, ...(found && { found }) };
  });
}

/** The levels that are decoded from a start, if they are those of telegraph noise. */
function levelsFrom(
  start: TelegraphStart | undefined,
  { rises, noise, upward }: SearchedBranch,
): FoundLevels | undefined {
  if (!start) return undefined;
  const decoded = decodeLevels(rises, noise, start.levels, upward);
  if (!isTelegraph(decoded)) return undefined;
  // High steps are found far from where the search started: it goes on from where it ended.
  const moved = Math.abs(Math.log(decoded.noise.height / start.levels.height));
  return moved < FAR ? decoded : decodeLevels(rises, noise, decoded.noise, upward);
}

function isTelegraph(levels: FoundLevels): boolean {
  const { up, down, height } = levels.noise;
  return Math.max(up, down) < 1 / SHORT_DWELL && height > FLAT && stepsIn(levels) >= MINIMUM_STEPS;
}
