import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { slurmScripts } from '../../../src/cli/shards/slurm-scripts.js';
import { scratch } from '../../scratch.js';

const study = {
  name: 'memloop-my study',
  program: ['/usr/bin/node', '/opt/my tools/memloop'],
  command: ['run', "/home/it's mine/100 %/study.yaml"],
  directory: '/home/a b/100 %',
  tasks: 4,
  cpus: 2,
  time: '01:00:00',
  memory: '2G',
  sbatch: ['--account=lab'],
  tunes: false,
};

describe('the scripts of a study', () => {
  it('quote paths with spaces, and percent signs that Slurm would take for patterns', () => {
    const { 'shards.sh': shards, 'submit.sh': submit } = slurmScripts({ ...study, atOnce: 3 });
    expect(shards).toContain('#SBATCH --job-name=memloop-my-study\n');
    expect(shards).not.toContain('#SBATCH --output');
    expect(submit).toContain(`shards=$(sbatch --parsable '--output=/home/a b/100 %%/logs/%a.log' '/home/a b/100 %/shards.sh')`);
    expect(shards).toContain('#SBATCH --array=1-4%3\n#SBATCH --account=lab\n');
    expect(shards).toContain(`'/opt/my tools/memloop' run '/home/it'\\''s mine/100 %/study.yaml' --shard "$SLURM_ARRAY_TASK_ID/4" --out '/home/a b/100 %/parts'`);
    expect(submit).toContain(`merge=$(sbatch --parsable --kill-on-invalid-dep=yes --dependency=afterok:"$shards" '--output=/home/a b/100 %%/logs/merge.log' '/home/a b/100 %/merge.sh')`);
    for (const text of [shards, submit]) expect(spawnSync('bash', ['-n'], { input: text }).status).toBe(0);
  });

  it('tune first where schemes are to be tuned', () => {
    const { 'tune.sh': tune, 'shards.sh': shards, 'submit.sh': submit } = slurmScripts({ ...study, directory: '/s', tunes: true });
    expect(tune).toContain(' --tune-only --out /s/tuned ');
    expect(shards).toContain(' --tuned /s/tuned');
    expect(submit.indexOf('tune=')).toBeLessThan(submit.indexOf('shards=$(sbatch --parsable --kill-on-invalid-dep=yes --dependency=afterok:"$tune"'));
  });

  it.each([
    ['a task', '', 'TERM', 7],
    ['a task while it is set up', 'sleep 1', 'TERM', 130],
  ])('stop %s in order', (_, setup, signal, code) => {
    const directory = scratch();
    mkdirSync(join(directory, 'logs'));
    const stand = join(directory, 'memloop');
    writeFileSync(stand, `#!/bin/bash\ntrap 'exit 7' TERM\necho began >&2\nfor i in $(seq 50); do sleep 0.1; done\n`, { mode: 0o755 });
    const { 'merge.sh': script } = slurmScripts({ ...study, program: [stand], directory, ...(setup && { setup }) });
    writeFileSync(join(directory, 'job.sh'), script);
    const told = spawnSync('bash', ['-c', `bash ${directory}/job.sh & pid=$!; sleep 0.5; kill -${signal} $pid; wait $pid; echo $?`], { encoding: 'utf8' });
    expect([told.stdout.trim(), told.stderr.includes('began')]).toEqual([String(code), setup === '']);
  });
}); // prettier-ignore
