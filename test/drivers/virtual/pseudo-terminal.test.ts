import { expect, it } from 'vitest';
import { pseudoTerminal } from '../../../drivers/virtual/pseudo-terminal.js';

it.each(['/nodir/board', '/dev/null/board', 'nodir/board'])(
  'a pseudo-terminal at %s is refused at once, for want of a directory',
  async (path) => {
    await expect(pseudoTerminal(path)).rejects.toThrow(
      `--listen: got ${path}: expected a path in an existing directory with write permission`,
    );
  },
);
