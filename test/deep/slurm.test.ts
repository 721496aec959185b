import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { slurmLacks, SlurmNode } from '../cli/shards/slurm-node.js';
import { describeWith } from '../rig.js';
import { scratch } from '../scratch.js';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const TASKS = 40;
/** A task of this study takes some seconds. */
const STUDY = `environment: t-maze
engine: ts
seeds: 400
episodes: 400
conditions: [{ bank: cycles, noise: read }, { bank: mean }]
`;

let node: SlurmNode;

describeWith(slurmLacks(), 'a study on a cluster of one node', () => {
  beforeAll(async () => void (node = await SlurmNode.start()), 60_000);
  afterAll(() => node?.stop());

  it('gives in 40 tasks, two of which were interrupted, the bytes of one run', async () => {
    // A name with a space, which scripts must quote.
    const root = join(scratch(), 'a study');
    mkdirSync(root);
    const memloop = (...args: string[]) =>
      spawnSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8', env: node.environment });
    writeFileSync(join(root, 'study.yaml'), STUDY);
    const submitted = memloop('slurm', 'study.yaml', '--tasks', `${TASKS}`, '--out', 'study', '--submit', '--memory', '100M');
    expect([submitted.status, submitted.stderr]).toEqual([0, '']);
    const job = /shards: job (\d+)/.exec(submitted.stdout)![1];
    // The first way is that of a preempted task, the second that of one that reaches its time limit. A task may end before the signal
    // reaches it; then another gets it.
    const log = (task: number) => readFileSync(join(root, 'study', 'logs', `${task}.log`), 'utf8');
    const stopped = (task: number) => log(task).includes('continue with: memloop resume');
    let preempted: number | undefined;
    const signalled: number[] = [];
    for (const end = Date.now() + 400_000; !isMerged(join(root, 'study')); await sleep(500)) {
      if (Date.now() > end) expect.fail(memloop('status', 'study/parts').stdout + node.call('squeue'));
      if (signalled.some(stopped)) continue;
      const running = [...node.states(job)].filter(([, state]) => state === 'RUNNING').map(([task]) => task);
      const next = running.find((task) => task !== preempted && !signalled.includes(task) && isUnderWay(join(root, 'study'), task));
      if (next === undefined) continue;
      if (preempted === undefined) {
        if (node.call('scontrol', 'requeue', `${job}_${next}`) === '') preempted = next;
      } else {
        node.call('scancel', '--batch', '--signal=USR1', `${job}_${next}`);
        signalled.push(next);
      }
    }
    expect(preempted).toBeDefined();
    expect(signalled.filter(stopped)).not.toEqual([]);
    const status = memloop('status', 'study').stdout;
    expect(status).toBe(`800 of 800 runs done; 40 shards: 40 done\n`);
    expect(memloop('run', 'study.yaml', '--out', 'whole').status).toBe(0);
    for (const name of readdirSync(join(root, 'whole'), { recursive: true, encoding: 'utf8' })) {
      if (name === 'figures') continue;
      const [whole, merged] = ['whole', 'study/results'].map((directory) => readFileSync(join(root, directory, name)));
      expect([name, merged.equals(whole)]).toEqual([name, true]);
    }
  }, 600_000);
}); // prettier-ignore

function isMerged(study: string): boolean {
  try {
    return readdirSync(join(study, 'results')).includes('report.html') && node.call('squeue', '-h').trim() === '';
  } catch {
    return false;
  }
} // prettier-ignore

/** Whether a task has some of its runs. */
function isUnderWay(study: string, task: number): boolean {
  try {
    return readFileSync(join(study, 'parts', `shard-${task}-of-${TASKS}`, 'seeds.csv'), 'utf8').split('\n').length > 3;
  } catch {
    return false;
  }
} // prettier-ignore
