import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, lstatSync, readlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Readable, Writable } from 'node:stream';
import { RunError, UsageError } from '../../src/core/errors.js';

/** Maximum time in which socat must create the terminal, and the interval between checks, milliseconds. */
const DEADLINE_MS = 5000;
const INTERVAL_MS = 10;

/** A pseudo-terminal that another program can open as a serial port; its near end is a pair of streams. */
export type PseudoTerminal = ChildProcessByStdio<Writable, Readable, null>;

/** Starts a pseudo-terminal with socat. @param link path where it appears */
export async function pseudoTerminal(link: string): Promise<PseudoTerminal> {
  refuseLink(link);
  const socat = spawn('socat', [`pty,rawer,link=${link}`, '-'], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    await once(socat, 'spawn');
  } catch (error) {
    throw new RunError(
      `socat: cannot start it: ${(error as Error).message}: install it with sudo apt-get install socat`,
      { cause: error },
    );
  }
  // If the line is cut, writing to it fails; that is no failure of the board.
  socat.stdin.on('error', () => {});
  for (let waited = 0; !isTerminal(link); waited += INTERVAL_MS) {
    if (waited > DEADLINE_MS || socat.exitCode !== null) {
      socat.kill();
      throw new RunError(`${link}: socat created no pseudo-terminal there within ${DEADLINE_MS} ms`);
    }
    await sleep(INTERVAL_MS);
  }
  return socat;
}

/** Only the link of an earlier terminal is replaced, and no directory is created. */
function refuseLink(link: string): void {
  if (/[,:!\s"'\\()[\]{}]/.test(link))
    throw new UsageError(
      `--listen: got ${JSON.stringify(link)}: expected a path without spaces, quotes, brackets, commas, colons and backslashes, which have a meaning for socat`,
    );
  if (!isWritable(dirname(link)))
    throw new UsageError(
      `--listen: got ${link}: expected a path in an existing directory with write permission`,
    );
  const there = lstatSync(link, { throwIfNoEntry: false });
  if (there && !there.isSymbolicLink())
    throw new UsageError(`--listen: ${link} exists: expected a new path, or the link of an earlier board`);
}

function isWritable(directory: string): boolean {
  try {
    accessSync(`${directory}/`, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function isTerminal(link: string): boolean {
  try {
    return readlinkSync(link).startsWith('/dev/');
  } catch {
    return false;
  }
}
