import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** No program outlives its test. */
const LONGEST_MILLISECONDS = 50_000;

/** What may befall a program. */
export interface Fate {
  /** a signal, after so many milliseconds, or as soon as something is so */
  kill?: { signal: NodeJS.Signals; when: number | (() => boolean) };
  /** no file may grow beyond so many kilobytes */
  fileBlocks?: number;
  /** where standard output goes, in the shell's words */
  into?: string;
  /** where it runs */
  directory?: string;
}

/** Runs the built program as a user would. */
export function memloop(
  args: readonly string[],
  { kill, fileBlocks, into, directory }: Fate = {},
): Promise<Outcome> {
  return new Promise((resolve) => {
    const life = {
      timeout: LONGEST_MILLISECONDS,
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
    const due = () => (typeof kill!.when === 'number' ? Date.now() - began >= kill!.when : kill!.when());
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

/** A fresh empty directory. */
export function scratch(): string {
  return mkdtempSync(join(tmpdir(), 'memloop-'));
}

/** Every file below a directory, by its relative path. */
export function filesOf(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((path) => [relative(directory, path), readFileSync(path, 'utf8')]));
}
