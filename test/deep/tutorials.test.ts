import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { follow, packed, shows, stepsOf } from '../docs/tutorial.js';
import { root } from '../house.js';

const folder = join(root, 'docs/tutorials');
const pages = readdirSync(folder).filter((name) => name.endsWith('.md'));
const required = process.env.MEMLOOP_REQUIRE_RIGS === '1';
const hasSocat = spawnSync('socat', ['-V']).status === 0 || required;
const hasVoices = spawnSync('espeak-ng', ['--version']).status === 0 || required;

describe('the tutorials, in an empty folder with the packed package', () => {
  const installed = packed();

  it('are seven', () => expect(pages).toHaveLength(7));

  it.each(pages)('%s does what it says', { timeout: 120_000 }, (name) => {
    const steps = stepsOf(readFileSync(join(folder, name), 'utf8'));
    if (!hasSocat && steps.some(({ commands }) => commands.includes('--listen'))) return; // needs socat
    if (!hasVoices && steps.some(({ commands }) => commands.includes('espeak-ng'))) return;
    const { status, outputs } = follow(steps, installed);
    expect([status, outputs.at(-1)]).toEqual([0, expect.anything()]);
    expect(outputs).toHaveLength(steps.length);
    const missing = steps.flatMap(({ shown }, i) => shown.filter((line) => !shows(outputs[i], line)));
    expect(missing, outputs.join('\n')).toEqual([]);
  });
});

describe('a shown line', () => {
  it('is found with its words and numbers within 5 %, and not otherwise', () => {
    expect(shows('a\nsteps  7.30 [6.85, 7.75]\n', 'steps 7.30 [6.85, 7.75]')).toBe(true);
    expect(shows('steps 7.31 [6.85, 7.76]', 'steps 7.30 [6.85, 7.75]')).toBe(true);
    expect(shows('steps 8.30 [6.85, 7.75]', 'steps 7.30 [6.85, 7.75]')).toBe(false);
    expect(shows('moves 7.30 [6.85, 7.75]', 'steps 7.30 [6.85, 7.75]')).toBe(false);
  });
});
