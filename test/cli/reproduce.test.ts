import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandOf } from '../../src/cli/reproduce.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';

describe('memloop reproduce', () => {
  it('runs what a figure needs, compares and draws it, and keeps the run for the next figure', async () => {
    const out = scratch();
    const first = await memloop(['reproduce', 'fig4', '--quick', '--out', out]);
    expect(first.code).toBe(0);
    expect(first.stdout).toContain('ideal: critic weight w8 at the end');
    const table = join(out, 'quick', 't-maze', 'episodes.csv');
    const before = readFileSync(table);
    const second = await memloop(['reproduce', 'fig3c', '--quick', '--out', out]);
    expect(second.stdout).toContain('Without feedback, the spread');
    expect(readFileSync(table).equals(before)).toBe(true);
    for (const file of ['fig4.html', 'fig3c.json', 'figures/fig3c-feedback.svg', 'figures/fig4c-steps.svg'])
      expect(existsSync(join(out, 'quick', file)), file).toBe(true);
  });

  it('is continued by the command that was stopped', () => {
    expect(commandOf('fig5', { out: 'runs/reproduction' })).toBe('memloop reproduce fig5');
    expect(commandOf('all', { quick: true, workers: 1, out: 'here' })).toBe(
      'memloop reproduce all --quick --workers 1 --out here',
    );
  });

  it('refuses a figure that the article does not have', async () => {
    const { code, stderr } = await memloop(['reproduce', 'fig9']);
    expect(code).toBe(2);
    expect(stderr).toContain('got the figure "fig9": expected one of fig3b');
  });
});
