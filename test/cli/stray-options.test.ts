import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { boardCommand } from '../../src/cli/board.js';
import { commands } from '../../src/cli/commands.js';
import { readCommand } from '../../src/cli/read.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

it.each<[() => Command, string, string]>([
  [readCommand, 'nowhere --all --row 3', '--row cannot be combined with --all; give one of them'],
  [readCommand, 'nowhere --all --column 0', '--column cannot be combined with --all; give one of them'],
  [boardCommand, 'check nowhere --gpib 24', '--gpib requires --as source-meter'],
  [
    boardCommand,
    'check nowhere --as arc-one --amps-per-count 1e-8',
    '--amps-per-count requires --as openmena',
  ],
])('an option without effect is refused: %o %s', async (command, line, sentence) => {
  await expect(command().parseAsync(line.split(' '), { from: 'user' })).rejects.toThrow(sentence);
});

it('no command takes an empty text for --out', async () => {
  const words: Record<string, string[]> = {
    report: ['a'], export: ['a'], sweep: ['a'], fit: ['a'], replay: ['a'], characterise: ['virtual'], run: ['t-maze'],
    compare: ['t-maze'], anatomy: ['t-maze'], reproduce: ['1'],
  };
  for (const [name, { load }] of Object.entries(commands)) {
    if (!(await load()).options.some(({ long }) => long === '--out')) continue;
    for (const empty of ['', ' ']) {
      const { code, stdout, stderr } = await memloop([name, ...(words[name] ?? []), '--out', empty], { directory: scratch() });
      expect([code, stdout, stderr], name).toEqual([2, '', `memloop: --out: got "${empty}": expected a path; write . for the current directory\n`]);
    }
  }
}); // prettier-ignore
