import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scratch } from './scratch.js';
import { fate } from './shared.js';

/** Debian's package of socat, where it is not there. */
export const noSocat = spawnSync('socat', ['-V']).error ? ['socat'] : [];

/** A `describe` for tests that need programs of the system. @param packages of the system, those that are not there */
export function describeWith(packages: readonly string[], title: string, tests: () => void): void {
  describeWhere(packages.length === 0, `needs ${packages.join(' and ')}, which is absent (apt-get install ${packages.join(' ')})`, title, tests);
} // prettier-ignore

/** A `describe` for tests that need something. @param sentence what is said where it is not there */
export function describeWhere(isThere: boolean, sentence: string, title: string, tests: () => void): void {
  const becomes = fate(isThere ? 0 : 1, true, process.env['MEMLOOP_REQUIRE_RIGS'] === '1');
  if (becomes === 'run') describe(title, tests);
  else if (becomes === 'skip') describe.skip(`${title} (skipped: ${sentence})`, tests);
  else it(title, () => expect.fail(`${sentence}, and MEMLOOP_REQUIRE_RIGS says that it is there`));
}

/** A `describe` for tests that need a pseudo-terminal. */
export function describeWithSocat(title: string, tests: () => void): void {
  describeWith(noSocat, title, tests);
}

/** A pseudo-terminal with a program behind it. */
export interface Rig {
  readonly path: string;
  readonly socat: ChildProcess;
  /** Pulls the plug. */
  unplug(): Promise<void>;
}

/** Starts a program, in socat's words, behind a pseudo-terminal. @param path where the terminal is to be found */
export async function plugIn(program: string, path = join(scratch(), 'board')): Promise<Rig> {
  const socat = spawn('socat', [`pty,rawer,link=${path}`, `EXEC:${program}`], { stdio: 'ignore' });
  await until(() => existsSync(path));
  return {
    path,
    socat,
    async unplug() {
      if (socat.exitCode !== null || socat.signalCode !== null) return;
      const gone = once(socat, 'exit');
      socat.kill('SIGTERM');
      await gone;
    },
  };
}

/** Waits for something to become true, ten seconds at most. */
export async function until(so: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !so();) {
    if (Date.now() > end) expect.fail(`waited ten seconds for ${so.toString()}`);
    await new Promise((done) => setTimeout(done, 5));
  }
}
