import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { RunError, UsageError } from '../../src/core/errors.js';
import { workerPool } from '../../src/runs/workers/worker-pool.js';
import { scratch } from '../scratch.js';

/** A pool whose workers have some code of their own. */
function poolOf(code: string, threads = 2) {
  return workerPool<number, number>(workerAt(code), threads);
}

function workerAt(code: string): URL {
  const path = join(scratch(), 'worker.mjs');
  writeFileSync(path, code);
  return pathToFileURL(path);
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

const refusing = (name: string) =>
  `class ${name} extends Error { name = '${name}' }
   export default () => { throw new ${name}('the disk is full') }`;

describe('worker threads', () => {
  it('keep no answer that was given', async () => {
    const pool = await workerPool<number, { n: number }>(workerAt('export default (n) => ({ n })'), 1);
    const answers = await Promise.all([1, 2, 3].map(async (n) => new WeakRef(await pool.run(n))));
    // A weak reference holds its object until the turn ends.
    await new Promise((done) => setTimeout(done));
    collectGarbage();
    expect(answers.map((answer) => answer.deref())).toEqual([undefined, undefined, undefined]);
    await pool.close();
  });

  it('answer tasks', async () => {
    const pool = await poolOf('export default (task) => 2 * task');
    expect(await Promise.all([1, 2, 3].map((task) => pool.run(task)))).toEqual([2, 4, 6]);
    await pool.close();
  });

  it.each([
    ['a RunError', refusing('RunError'), RunError, 'the disk is full'],
    ['a UsageError', refusing('UsageError'), UsageError, 'the disk is full'],
    ['another error', 'export default () => null.x', RunError, 'Cannot read properties of null'],
    ['the end of a thread', 'export default () => process.exit(3)', RunError, 'ended with exit code 3'],
    ['an error as they start', "throw new Error('no kernel')", RunError, 'no kernel'],
    ['the end of a thread as it starts', 'process.exit(3)', RunError, 'ended with exit code 3'],
  ])('give %s to every task, as an error of this thread', async (_, code, Kind, message) => {
    const pool = await poolOf(code);
    const [first, second] = await Promise.allSettled([pool.run(1), pool.run(2)]);
    for (const { reason } of [first, second] as PromiseRejectedResult[]) {
      expect(reason).toBeInstanceOf(Kind);
      expect((reason as Error).message).toContain(message);
    }
    await pool.close();
  });

  it('stop with a signal', async () => {
    const pool = await poolOf('export default () => new Promise(() => {})');
    const stop = new AbortController();
    const answer = pool.run(1, stop.signal);
    stop.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    await pool.close();
  });
});
