import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const FEW = ['--seeds', '2', '--episodes', '30', '--workers', '1'];

describe('memloop show', () => {
  it('prints a file that gives the same bytes as the command', async () => {
    const directory = scratch();
    const { code, stdout } = await memloop(['show', 't-maze']);
    expect(code).toBe(0);
    writeFileSync(join(directory, 'my.yaml'), stdout);
    for (const [what, out] of [
      ['t-maze', 'command'],
      ['my.yaml', 'file'],
    ])
      expect((await memloop(['run', what, ...FEW, '--out', out], { directory })).code).toBe(0);
    expect(filesOf(join(directory, 'file'))).toEqual(filesOf(join(directory, 'command')));
  });

  it('shows a run again, with the devices that were drawn for it', async () => {
    const directory = scratch();
    const asked = ['run', 't-maze', '--bank', 'cycles', '--noise', 'read', '--population', '9', ...FEW];
    await memloop([...asked, '--out', 'first'], { directory });
    const { stdout } = await memloop(['show', 'first'], { directory });
    expect(stdout).toContain('# number of new devices');
    writeFileSync(join(directory, 'again.yaml'), stdout);
    await memloop(['run', 'again.yaml', '--out', 'second'], { directory });
    expect(filesOf(join(directory, 'second'))).toEqual(filesOf(join(directory, 'first')));
  });

  it('takes the copy of devices whose file was changed', async () => {
    const directory = scratch();
    await memloop(['devices', '--population', '9', '--out', 'mine.json'], { directory });
    const asked = ['run', 't-maze', '--bank', 'mean', '--devices', 'mine.json', ...FEW];
    await memloop([...asked, '--out', 'first'], { directory });
    const same = await memloop(['show', 'first'], { directory });
    expect(same.stdout).toContain('\ndevices: mine.json\n');
    writeFileSync(join(directory, 'mine.json'), '{}');
    const changed = await memloop(['show', 'first'], { directory });
    expect(changed.code).toBe(0);
    expect(changed.stdout).toContain('\ndevices: first/devices.json\n');
  });

  it('shows figures, and refuses what has no experiment', async () => {
    const { stdout } = await memloop(['show', 'fig5', '--quick']);
    expect(stdout).toContain('memloop reproduce fig5 --quick');
    expect(stdout).toContain('\nepisodes: 1050\n');
    expect((await memloop(['show', 'fig3b'])).stderr).toContain('needs no run');
    const typo = await memloop(['show', 'water-mase']);
    expect(typo.code).toBe(2);
    expect(typo.stderr).toContain('did you mean water-maze?');
    expect((await memloop(['show', 't-maze', '--quick'])).stderr).toContain('--quick requires a figure');
  });
});
