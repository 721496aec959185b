// Whole commands, as a user waits for them.
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../measure.mjs';
import { shown } from '../table.mjs';
import { wholeCommand } from '../whole-command.mjs';

export function measure() {
  const compared = join(scratch, 'compared');
  const fresh = () => join(mkdtempSync(join(scratch, 'run-')), 'run');
  const commands = [
    ['memloop --version', () => ['--version']],
    ['memloop run --help', () => ['run', '--help']],
    ['memloop run t-maze (npm start)', () => ['run', 't-maze', '--out', fresh()]],
    ['memloop compare t-maze --quick', () => ['compare', 't-maze', '--quick', '--out', fresh()]],
    ['memloop compare t-maze', () => ['compare', 't-maze', '--out', compared], 1],
    ['memloop report (of that comparison)', () => ['report', compared]],
  ];
  return {
    title: 'Whole commands, all cores',
    columns: ['command', 'CPU s', 'wall s', 'peak memory, MB'],
    rows: commands.map(([words, args, times = 3]) => {
      const taken = Array.from({ length: times }, () => wholeCommand(...args()));
      const least = (name) => Math.min(...taken.map((one) => one[name]));
      return [words, shown(least('cpuSeconds'), 2), shown(least('seconds'), 2), shown(least('megabytes'))];
    }),
    notes: ['The best of three; the whole comparison once.'],
  };
}
