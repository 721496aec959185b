import { availableParallelism } from 'node:os';
import { exploreLandscape, type Landscape } from '../../landscape/explore-landscape.js';
import type { JobAnswer, LandscapeJob } from '../../landscape/landscape-jobs.js';
import type { LandscapeSearch } from '../../landscape/landscape-search.js';
import { problemOf, type LandscapeSource } from '../../landscape/landscape-source.js';
import { overWorkers } from '../workers/over-workers.js';
import type { LandscapeTask } from './landscape-worker.js';

/** Explores a landscape with worker threads. Results do not depend on their number. @throws UsageError for what is no landscape */
export function landscapeRuns(
  source: LandscapeSource,
  search: LandscapeSearch,
  workers = availableParallelism(),
): Promise<Landscape> {
  const problem = problemOf(source);
  if (workers < 2) return exploreLandscape(problem, search);
  return exploreLandscape(problem, search, <Job extends LandscapeJob>(jobs: readonly Job[]) =>
    overWorkers<LandscapeTask, JobAnswer<Job>>(
      new URL('landscape-worker.js', import.meta.url),
      jobs.map((job) => ({ source, search, job })),
      workers,
    ),
  );
}
