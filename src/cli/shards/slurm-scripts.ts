import { shellWord } from '../../core/shell-word.js';

/** What the scripts of a study do, and what each job may use. */
export interface SlurmStudy {
  readonly name: string;
  /** the program, as arguments of a shell: Node.js and memloop */
  readonly program: readonly string[];
  /** the command of a run, as in ["run", "/path/study.yaml"] */
  readonly command: readonly string[];
  /** absolute path of the study's directory */
  readonly directory: string;
  readonly tasks: number;
  /** largest number of tasks that run at once */
  readonly atOnce?: number;
  readonly cpus: number;
  /** as Slurm writes them: 01:00:00, and 2G */
  readonly time: string;
  readonly memory: string;
  /** further lines of #SBATCH, without that word */
  readonly sbatch: readonly string[];
  /** a line of shell before memloop, as in "module load nodejs" */
  readonly setup?: string;
  /** whether schemes are tuned first */
  readonly tunes: boolean;
}

/** Seconds before its time limit at which a task stops and is queued again. */
const WARNING_SECONDS = 60;

/** The scripts of a study by name; submit.sh submits the others, each after the one that it needs. */
export function slurmScripts(study: SlurmStudy): Record<string, string> {
  const { directory, command, cpus, tasks, atOnce } = study;
  const inside = (name: string) => `${directory}/${name}`;
  const [tuned, parts] = [inside('tuned'), inside('parts')];
  const workers = ['--workers', `${cpus}`];
  const shard = [...command, '--shard', { env: `$SLURM_ARRAY_TASK_ID/${tasks}` }, '--out', parts, ...workers];
  const array = `1-${tasks}${atOnce === undefined ? '' : `%${atOnce}`}`;
  return {
    ...(study.tunes && {
      'tune.sh': job(study, [...command, '--tune-only', '--out', tuned, ...workers]),
    }),
    'shards.sh': job(study, study.tunes ? [...shard, '--tuned', tuned] : shard, [`--array=${array}`]),
    'merge.sh': job(study, ['merge', parts, '--out', inside('results'), ...workers]),
    'submit.sh': submission(study),
  };
}

/** Text that the shell completes. */
interface FromShell {
  readonly env: string;
}

/** A job that stops in time, and is queued again where it has not finished. */
function job(study: SlurmStudy, args: readonly (string | FromShell)[], further: readonly string[] = []): string {
  const { name, program, cpus, time, memory, sbatch, setup } = study;
  const lines = [`--job-name=${name.replaceAll(/[^\w.-]/g, '-')}`, '--open-mode=append', '--nodes=1', '--ntasks=1'];
  lines.push(`--cpus-per-task=${cpus}`, `--time=${time}`, `--mem=${memory}`, '--requeue', `--signal=B:USR1@${WARNING_SECONDS}`);
  return `#!/bin/bash
${[...lines, ...further, ...sbatch].map((line) => `#SBATCH ${line}`).join('\n')}

# ${WARNING_SECONDS} s before the time limit Slurm sends USR1: stop in order, and queue again. A job that starts again goes on.
trap 'again=yes; stop' USR1
# Preempted or cancelled: stop in order. Slurm queues a preempted job again by itself.
trap stop TERM
stop() { stopped=yes; if [ "$job" ]; then kill -TERM "$job" 2>/dev/null; fi; }
code=130
${setup === undefined ? '' : `${setup}\n`}if [ ! "$stopped" ]; then
  ${[...program, ...args].map(quoted).join(' ')} &
  job=$!
  wait "$job"
  code=$?
  # A signal ends wait before the job has ended.
  while kill -0 "$job" 2>/dev/null; do wait "$job"; code=$?; done
fi
if [ "$again" ]; then scontrol requeue "\${SLURM_ARRAY_JOB_ID:-$SLURM_JOB_ID}\${SLURM_ARRAY_TASK_ID:+_$SLURM_ARRAY_TASK_ID}"; fi
exit "$code"
`;
} // prettier-ignore

/** Where each job writes what it says; Slurm puts the number of a task for %a. */
const LOGS = { tune: 'tune', shards: '%a', merge: 'merge' } as const;
type JobName = keyof typeof LOGS;

/** Submits the jobs, and prints their numbers. Paths stand here, because a line of #SBATCH takes none with a space. */
function submission({ directory, tunes }: SlurmStudy): string {
  const submit = (job: JobName, after?: JobName) => {
    const log = `--output=${directory.replaceAll('%', '%%')}/logs/${LOGS[job]}.log`;
    const needs = after === undefined ? '' : ` --kill-on-invalid-dep=yes --dependency=afterok:"$${after}"`;
    const script = shellWord(`${directory}/${job}.sh`);
    return `${job}=$(sbatch --parsable${needs} ${shellWord(log)} ${script})\necho "${job}: job $${job}"`;
  };
  const jobs = [...(tunes ? [submit('tune')] : []), submit('shards', tunes ? 'tune' : undefined), submit('merge', 'shards')];
  return `#!/bin/bash
set -e
${jobs.join('\n')}
`;
} // prettier-ignore

/** An argument of a shell. */
function quoted(argument: string | FromShell): string {
  return typeof argument === 'string' ? shellWord(argument) : `"${argument.env}"`;
}
