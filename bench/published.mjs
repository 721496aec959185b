// The published program (doi:10.1038/s42256-025-01149-w), where it is given: MEMLOOP_PUBLISHED is a folder with a
// script time_job.py, which carries out a job of it and prints {"seconds", "steps", "seeds"} as JSON, CPU time in one
// process. Jobs: water-maze (400 episodes of seed 0), t-maze-cycles and t-maze-ideal (200 episodes each).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onOneCore } from './measure.mjs';

const folder = process.env.MEMLOOP_PUBLISHED;
const script = folder && join(folder, 'time_job.py');

/** Measurements of the published program by job, as functions; undefined without it. `words` say what there is. */
export const published = !folder
  ? { words: 'no peer on this machine (MEMLOOP_PUBLISHED is not set)' }
  : !existsSync(script)
    ? { words: 'no peer on this machine (MEMLOOP_PUBLISHED has no time_job.py)' }
    : {
        words: 'in one process',
        /** nanoseconds a step */
        waterMaze: () => perStep(run('water-maze')),
        /** seconds a seed */
        tMaze: { cycles: () => perSeed(run('t-maze-cycles')), ideal: () => perSeed(run('t-maze-ideal')) },
      };

function run(job) {
  return JSON.parse(onOneCore('python3', [script, job]));
}

function perStep({ seconds, steps }) {
  return (1e9 * seconds) / steps;
}

function perSeed({ seconds, seeds }) {
  return seconds / seeds;
}
