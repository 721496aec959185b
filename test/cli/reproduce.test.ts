import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandOf } from '../../src/cli/reproduce/reproduce.js';
import { scratch } from '../scratch.js';
import { memloop } from './memloop.js';
import { spawned } from './spawned.js';

describe('memloop reproduce', () => {
  it('runs what a figure needs, compares and draws it, and keeps the run for the next figure', async () => {
    const out = scratch();
    const first = await memloop(['reproduce', 'fig4', '--quick', '--out', out]);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^ideal\n[^]*^ {2}critic weight w8 at the end/m);
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

describe('a figure in another setting', () => {
  it('says that it is not the article’s, judges nothing, and keeps what conditions stand for', async () => {
    const out = join(scratch(), 'out');
    const noise = join(scratch(), 'my-noise.yaml');
    writeFileSync(noise, 'noise:\n  read: { white: 0.05 }\n  telegraph: { height: 0.08 }\n');
    const asked = ['reproduce', 'fig4', '--quick', '--noise', noise, '--seeds', '6', '--out', out];
    const { code, stdout } = await memloop(asked);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /This is not the setting of the article: noise white\s+0\.05 \+ telegraph\s+height/,
    );
    expect(stdout).not.toMatch(/agrees|differs|verdict/);
    expect(stdout).toMatch(/number +article +here +difference/);
    const quick = join(out, 'quick');
    const [page] = readdirSync(quick).filter((file) => file.endsWith('.html'));
    expect(page).toMatch(/^fig4-noise-white-0\.05-telegraph-height.*\.html$/);
    const html = readFileSync(join(quick, page), 'utf8');
    expect(html).toContain('<h1>Fig. 4: learning the T-maze in measured devices, but with noise white 0.05');
    expect(html).toContain('they are no prediction for this setting');
    expect(html).not.toMatch(/numbers agree|verdict|>agrees|>differs/);
    const record = JSON.parse(readFileSync(join(quick, page.replace('html', 'json')), 'utf8')) as object;
    expect(record).toMatchObject({ settingOfArticle: false, setting: { seeds: 6 } });
    expect(JSON.stringify(record)).not.toContain('"agrees"');
    const run = readdirSync(quick).find((file) => file.startsWith('t-maze-noise'))!;
    const { experiment } = JSON.parse(readFileSync(join(quick, run, 'experiment.json'), 'utf8')) as {
      experiment: { conditions: { name: string; bank: string; noise: unknown; scheme: string }[] };
    };
    const given = { read: { white: 0.05 }, telegraph: { height: 0.08 } };
    expect(experiment.conditions).toMatchObject([
      { name: 'ideal', bank: 'ideal', noise: 'none' },
      { bank: 'cycles', noise: given, scheme: 'self-correcting' },
      { bank: 'cycles', noise: given, scheme: 'open-loop' },
    ]);
    expect(experiment.conditions[1].name).toBe('self-correcting (other setting)');
  });

  it('reads single devices with another noise, where a figure needs no run', async () => {
    const out = scratch();
    const { code, stdout } = await memloop(['reproduce', 'fig3b', '--noise', 'none', '--out', out]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/largest \|measured − expected\| +at most 0\.03 +0\.00 /);
    expect(existsSync(join(out, 'fig3b-noise-none.html'))).toBe(true);
  });

  it('takes the noise of a plugin', async () => {
    const directory = scratch();
    const noise = `{ meaning: 'a reading is off by a fixed share', settings: { share: { default: 0.3, minimum: 0, maximum: 1, meaning: 'of the window' } },
      part: ({ lowest, highest, sizes }) => ({ read(device, deviation, count) {
        for (let i = 0; i < count; i++) deviation[i] += (sizes[device[i]]?.share ?? 0) * (highest[device[i]] - lowest[device[i]]);
      } }) }`;
    writeFileSync(join(directory, 'mine.mjs'), `export default { noises: { shift: ${noise} } };`);
    const asked = ['reproduce', 'fig3b', '--plugin', './mine.mjs', '--noise', 'mine/shift', '--out', 'out'];
    const { code, stdout, stderr } = await spawned(asked, { directory });
    expect(code, stderr).toBe(0);
    // Both weights of a TD error are off by 0.3 of the window: α (γ − 1) 0.3 = −0.006.
    expect(stdout).toContain('the r.m.s. error is 0.0060');
    expect(stdout).toContain('not the setting of the article: noise mine/shift');
  });

  it('is refused where it changes nothing, and left out of all figures', async () => {
    const none = await memloop(['reproduce', 'ed2', '--noise', 'read']);
    expect(none.code).toBe(2);
    expect(none.stderr).toContain('--noise: got it for ed2, which needs no run: expected only --devices');
    const odd = await memloop(['reproduce', 'fig4', '--noise', 'preset', '--out', scratch()]);
    expect(odd.stderr).toContain('--noise: got "preset": cycles does not take this noise');
    const unknown = await memloop(['reproduce', 'fig4', '--noise', 'raed']);
    expect(unknown.stderr).toContain('--noise: got "raed": expected one of none, write, read');
    expect(unknown.stderr).toContain('did you mean read?');
  });

  it('is continued by the command with its options', () => {
    expect(commandOf('fig5', { noise: 'read', firstSeed: 7, devices: 'my chip.json', out: 'here' })).toBe(
      "memloop reproduce fig5 --noise read --first-seed 7 --devices 'my chip.json' --out here",
    );
  });
});
