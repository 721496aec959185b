import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, constants, openSync, realpathSync } from 'node:fs';
import { expect, it } from 'vitest';
import { excludeOthers } from '../../drivers/ports/exclude-others.js';
import { describeWith, noSocat, plugIn } from '../rig.js';

const EBUSY = 16;
const OPEN = 'open(F, "<", shift) ? exit(0) : exit($! + 0)';
const noPerl = spawnSync('perl', ['-v']).error ? ['perl'] : [];

/** What opening a path gives a user without the rights of root: 0, or the number of the error. */
function openedByAnother(path: string): number | null {
  const perl = ['perl', '-e', OPEN, path];
  const [program, ...args] = process.getuid!() === 0 ? ['setpriv', '--reuid=65534', '--clear-groups', ...perl] : perl;
  return spawnSync(program, args).status;
} // prettier-ignore

describeWith([...noSocat, ...noPerl], 'a serial port that excludes others', () => {
  it('cannot be opened by a program that looks for no lock, until it is closed', async () => {
    const { path, unplug } = await plugIn('cat');
    const terminal = realpathSync(path);
    chmodSync(terminal, 0o666);
    const fd = openSync(terminal, constants.O_RDWR | constants.O_NOCTTY);
    expect(openedByAnother(terminal)).toBe(0);
    expect(await excludeOthers(fd)).toBe(true);
    expect(openedByAnother(terminal)).toBe(EBUSY);
    closeSync(fd);
    await unplug();
  });

  it('is none of a file that is no terminal', async () => {
    const fd = openSync('/dev/null', 'r+');
    expect(await excludeOthers(fd)).toBe(false);
    closeSync(fd);
  });
});
