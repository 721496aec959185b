import { doJob, type LandscapeJob } from '../../landscape/landscape-jobs.js';
import type { LandscapeSearch } from '../../landscape/landscape-search.js';
import { problemOf, type LandscapeSource } from '../../landscape/landscape-source.js';

/** A part of exploring a landscape, as plain data. */
export interface LandscapeTask {
  readonly source: LandscapeSource;
  readonly search: LandscapeSearch;
  readonly job: LandscapeJob;
}

/** Does a part of exploring a landscape in a worker thread. */
export default function work({ source, search, job }: LandscapeTask): ReturnType<typeof doJob> {
  return doJob(problemOf(source), search, job);
}
