import { readFileSync } from 'node:fs';

/** The end of a command: its exit code, null if a signal ended it, and what it wrote. */
export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

const built = new URL('../../dist/src/cli/program.js', import.meta.url).href;
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
let running = false;

/**
 * Runs a command of the built program in this process: for tests of what it says and writes. `spawned` starts a process.
 *
 * @param at the working directory
 * @throws Error if another command still runs in this process
 */
export async function memloop(
  args: readonly string[],
  { directory }: { directory?: string } = {},
): Promise<Outcome> {
  if (running) throw new Error('memloop: got two commands at once in one process: expected `spawned`');
  running = true;
  const present = { code: process.exitCode, directory: process.cwd() };
  const [stdout, stderr] = [captured(process.stdout), captured(process.stderr)];
  try {
    process.exitCode = undefined;
    if (directory !== undefined) process.chdir(directory);
    const { runProgram } = (await import(built)) as typeof import('../../src/cli/program.js');
    await runProgram(version, ['node', 'memloop', ...args]);
    const code = exitCode();
    return { code, stdout: stdout.end(), stderr: stderr.end() };
  } finally {
    stdout.end();
    stderr.end();
    process.chdir(present.directory);
    process.exitCode = present.code;
    running = false;
  }
}

/** The code with which the process would end. */
function exitCode(): number {
  return Number(process.exitCode ?? 0);
}

/** Keeps what is written to a stream, until its end is asked for. */
function captured(stream: NodeJS.WriteStream): { end(): string } {
  const write = Object.getOwnPropertyDescriptor(stream, 'write');
  let text = '';
  stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    const done = rest.at(-1);
    if (typeof done === 'function') queueMicrotask(done as () => void);
    return true;
  };
  return {
    end() {
      if (write) Object.defineProperty(stream, 'write', write);
      else delete (stream as Partial<NodeJS.WriteStream>).write;
      return text;
    },
  };
}
