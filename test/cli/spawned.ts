import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome } from './memloop.js';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

/** Time after which a program is killed. */
const MAXIMUM_MILLISECONDS = 50_000;

/** How a program is run, and how it is disturbed. */
export interface RunSettings {
  /** a signal, sent after a number of milliseconds or when a condition holds */
  kill?: { signal: NodeJS.Signals; when: number | ((stderr: string) => boolean) };
  /** largest size of a file, kilobytes */
  fileBlocks?: number;
  /** target of standard output, in shell syntax */
  into?: string;
  /** working directory */
  directory?: string;
}

/** Runs the built program as a user would: for tests of the process, and of commands that run at the same time. */
export function spawned(
  args: readonly string[],
  { kill, fileBlocks, into, directory }: RunSettings = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const life = {
      timeout: MAXIMUM_MILLISECONDS,
      killSignal: 'SIGKILL',
      ...(directory !== undefined && { cwd: directory }),
    } as const;
    const limit = fileBlocks === undefined ? '' : `ulimit -f ${fileBlocks}; `;
    const redirection = into === undefined ? '' : ` > ${into}`;
    const script = `${limit}exec "$0" "$@"${redirection}`;
    const child =
      limit || redirection
        ? spawn('bash', ['-c', script, process.execPath, program, ...args], life)
        : spawn(process.execPath, [program, ...args], life);
    const outcome: Outcome = { code: null, stdout: '', stderr: '' };
    child.stdout.on('data', (data: Buffer) => (outcome.stdout += data.toString()));
    child.stderr.on('data', (data: Buffer) => (outcome.stderr += data.toString()));
    const began = Date.now();
    const due = () =>
      typeof kill!.when === 'number' ? Date.now() - began >= kill!.when : kill!.when(outcome.stderr);
    const timer =
      kill &&
      setInterval(() => {
        if (!due()) return;
        clearInterval(timer);
        child.kill(kill.signal);
      }, 10);
    child.on('close', (code) => {
      clearInterval(timer);
      resolve({ ...outcome, code });
    });
  });
}
