import type { Command } from 'commander';
import { expect, it } from 'vitest';
import { boardCommand } from '../../src/cli/board.js';
import { readCommand } from '../../src/cli/read.js';

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
