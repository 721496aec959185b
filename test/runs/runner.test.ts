import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { createRun } from '../../src/runs/run-directory.js';
import { execute, threadsFor, type RunSource } from '../../src/runs/runner.js';
import { scratch } from '../scratch.js';

describe('the threads of a run', () => {
  it.each([
    [1, 10, 8, 1],
    [10, 10, 8, 1],
    [11, 10, 8, 2],
    [1000, 10, 8, 8],
  ])('for %i runs in tasks of %i with %i workers are %i', (runs, size, workers, threads) => {
    expect(threadsFor(runs, size, workers)).toBe(threads);
  });
});

describe('a run that loses its lock', () => {
  afterEach(() => void vi.useRealTimers());

  /** The message with which a run ends after something happened to its lock. */
  async function endAfter(loss: (path: string) => void): Promise<string> {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
    const directory = join(scratch(), 'run');
    const run = createRun(directory, parseExperiment({ environment: 't-maze', seeds: 1, episodes: 1 }));
    const source: RunSource = async function* () {
      loss(join(directory, 'lock'));
      vi.advanceTimersByTime(6_000);
      yield [];
    };
    const ended = execute(run, source, () => {}, new AbortController().signal);
    return ended.then(
      () => '',
      (error: Error) => error.message,
    );
  }

  it('to another process leaves the directory to it', async () => {
    const message = await endAfter((path) => writeFileSync(path, 'other'));
    expect(message).toMatch(/another process has taken the directory, so this one writes no more; 0 of \d+ runs were saved until then$/);
  }); // prettier-ignore

  it('because its file was deleted can be continued', async () => {
    const message = await endAfter((path) => rmSync(path));
    expect(message).toMatch(/the lock file was deleted while the run went on: 0 of \d+ runs are saved in .*; continue with: memloop resume/);
  }); // prettier-ignore
});
