import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../src/cli/commands.js';
import { catalogue } from '../../src/experiment/catalogue.js';
import { describeWith } from '../rig.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

const directory = scratch();
const script = (shell: string) => join(directory, `memloop.${shell}`);

beforeAll(async () => {
  for (const shell of ['bash', 'zsh', 'fish'])
    writeFileSync(script(shell), (await memloop(['completion', shell])).stdout);
});

const missing = (program: string) => (spawnSync(program, ['--version']).error ? [program] : []);

/** What a shell prints. */
function said(program: string, ...args: string[]): string[] {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', cwd: directory });
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  return stdout.split('\n').filter(Boolean);
}

/** What a shell offers after some words, the last of which is incomplete. */
type Offer = (...words: string[]) => string[];

function offersNames(offer: Offer): void {
  it('offers commands', () => {
    expect(offer('')).toEqual(expect.arrayContaining(Object.keys(commands)));
    expect(offer('rep')).toEqual(expect.arrayContaining(['report', 'reproduce', 'replay']));
    expect(offer('rep')).not.toContain('run');
    expect(offer('board', '')).toContain('check');
  });

  it('offers options, those of the command alone', () => {
    expect(offer('run', '--se')).toEqual(['--seeds']);
    expect(offer('board', 'check', '--gp')).toEqual(['--gpib']);
    expect(offer('vad', 'run', '--det')).toEqual(['--detector']);
    expect(offer('fit', '--see')).toEqual([]);
  });

  it('offers names of tasks, figures, device models, noises and schemes', () => {
    expect(offer('run', 'water')).toEqual(['water-maze']);
    expect(offer('reproduce', 'fig')).toEqual(['fig3b', 'fig3c', 'fig4', 'fig5']);
    const banks = offer('run', 't-maze', '--bank', '');
    expect(banks.length).toBeGreaterThan(10);
    // Other tests of the same process may add models.
    expect(catalogue.devices.names).toEqual(expect.arrayContaining(banks));
    expect(offer('run', '--noise', 're')).toEqual(['read']);
    expect(offer('reproduce', 'fig5', '--noise', 'tele')).toEqual(['telegraph']);
    expect(offer('run', 't-maze', '--scheme', 'carr')).toEqual(['carried-packets']);
    expect(offer('completion', 'z')).toEqual(['zsh']);
    expect(offer('compare', 't-maze', '--budget', 'pu')).toEqual(['pulses']);
    expect(offer('compare', 't-maze', '--reference', 'dead')).toEqual(['dead-zone']);
  });

  it('offers what a command takes, and nothing that it refuses', () => {
    expect(offer('anatomy', 't-')).toEqual(['t-maze']);
    expect(offer('anatomy', 'wat')).toEqual([]);
    expect(offer('compare', 'cart')).toEqual([]);
    expect(offer('anatomy', '--noise', 'tele')).toEqual([]);
    expect(offer('compare', 't-maze', '--banks', 'idea')).toEqual(['idealized-step']);
    expect(offer('compare', 't-maze', '--reference', 'ideal')).toEqual([]);
  });

  it('offers further values after a comma or a plus', () => {
    expect(offer('compare', 't-maze', '--noise', 'read,wr')).toEqual(['read,write']);
    expect(offer('compare', 't-maze', '--noise', 'read,write+pul')).toEqual(['read,write+pulse']);
    expect(offer('run', 't-maze', '--noise', 'read+tele')).toEqual(['read+telegraph']);
    expect(offer('compare', 't-maze', '--schemes', 'sign,dead')).toEqual(['sign,dead-zone']);
  });
}

describeWith(missing('bash'), 'completion in bash', () => {
  const offer: Offer = (...words) =>
    said(
      'bash',
      '--norc',
      '-c',
      'source "$1"; shift; complete -p memloop | grep -q -- "-F _memloop" || exit 9; COMP_WORDS=(memloop "$@"); COMP_CWORD=$#; _memloop; printf "%s\\n" "${COMPREPLY[@]}"',
      'bash',
      script('bash'),
      ...words,
    );
  offersNames(offer);

  it('takes --option=value, which bash takes apart', () => {
    expect(offer('run', '--noise', '=', 're')).toEqual(['read']);
    expect(offer('run', '--noise', '=')).toContain('pulse');
  });

  it('leaves paths to bash', () => {
    expect(offer('run', '--out', 'x')).toEqual([]);
    expect(said('bash', '--norc', '-c', 'source "$1"; complete -p memloop', 'bash', script('bash'))).toEqual([
      'complete -o default -F _memloop memloop',
    ]);
  });
});

describeWith(missing('zsh'), 'completion in zsh', () => {
  // The functions of zsh's own completion, as far as the script uses them.
  const STANDINS = `compdef() { }
_files() { print -l 'a path' }
compset() { before=\${(M)words[CURRENT]##\${~2}} }
compadd() { shift; print -l -- "$before"\${^@} }
_describe() { local -a all; all=("\${(@P)2}"); print -l -- "\${(@)all%%:*}" }`;
  const offer: Offer = (...words) =>
    said(
      'zsh',
      '-f',
      '-c',
      `${STANDINS}\nsource "$1"; shift; words=(memloop "$@"); CURRENT=$#words; _memloop`,
      'zsh',
      script('zsh'),
      ...words,
    ).filter((word) => word.startsWith(words.at(-1)!) && word !== 'a path');
  offersNames(offer);
});

describeWith(missing('fish'), 'completion in fish', () => {
  const offer: Offer = (...words) =>
    said(
      'fish',
      '--no-config',
      '-c',
      `source ${script('fish')}; complete -C "memloop ${words.join(' ')}"`,
    ).map((line) => line.split('\t')[0]);
  offersNames(offer);
});

describe('memloop completion', () => {
  it('knows three shells', async () => {
    const { code, stderr } = await memloop(['completion', 'tcsh']);
    expect(code).toBe(2);
    expect(stderr).toContain('bash, zsh, fish');
  });
});
