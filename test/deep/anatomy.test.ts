import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Anatomy, SchemeAnatomy } from '../../src/analysis/anatomy/anatomy.js';
import { malformation } from '../report/well-formed.js';
import { filesOf, scratch } from '../scratch.js';
import { memloop } from '../cli/memloop.js';

const sizes = ['--seeds', '6', '--episodes', '60'];
const figures = ['accumulation', 'decay', 'errors', 'feedback-laws'];

/** A text without the ends of its lines. */
const flowing = (text: string) => text.replaceAll(/\s+/g, ' ');

describe('memloop anatomy', () => {
  it('splits errors into their causes: one line of JSON, a page that loads nothing, and the figures', async () => {
    const out = join(scratch(), 'anatomy');
    const args = ['anatomy', 't-maze', '--schemes', 'inverse-pulses', ...sizes, '--out', out, '--json'];
    const { code, stdout, stderr } = await memloop(args);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const { directory: _, report, ...anatomy } = JSON.parse(stdout) as Anatomy & { directory: string; report: string };
    expect(anatomy.schemes.map(({ scheme }) => scheme)).toEqual(['self-correcting', 'inverse-pulses', 'open-loop']);
    expect(anatomy).toEqual(JSON.parse(readFileSync(join(out, 'anatomy.json'), 'utf8')));
    const of = (name: string) => anatomy.schemes.find(({ scheme }) => scheme === name) as SchemeAnatomy;
    // Without a calibrated curve ε1 is larger, and ε2 is what the devices have.
    expect(of('inverse-pulses').linear.rms.mean).toBeLessThan(of('self-correcting').linear.rms.mean);
    expect(Math.abs(of('inverse-pulses').noise.rms.mean - 0.063)).toBeLessThan(0.01);
    expect(of('self-correcting').critic.mean).toBeLessThan(of('open-loop').critic.mean);
    expect(of('self-correcting').response!.mean[5]).toBeLessThan(0.5);
    expect(of('open-loop').response!.mean[5]).toBeGreaterThan(0.6);
    for (const { shares } of anatomy.schemes.flatMap(({ linear, noise, both }) => [linear, noise, both]))
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
    const files = filesOf(out);
    expect(Object.keys(files).sort()).toEqual(
      ['anatomy.json', ...figures.map((name) => join('figures', `${name}.svg`)), 'report.html'].sort(),
    );
    for (const [name, text] of Object.entries(files))
      if (!name.endsWith('json')) expect(malformation(text), name).toBe('');
    const page = readFileSync(report, 'utf8');
    expect(page).not.toMatch(/NaN|Infinity|undefined|<script(?!>)|src=|href=/);
    expect(page).toContain('of an error is left in the critic with feedback');
    const { mean, interval } = of('self-correcting').critic;
    expect(page).toContain(`<strong>${mean.toFixed(3)}</strong> [${interval!.map((end) => end.toFixed(3)).join(', ')}]`);
    expect(page.indexOf('<figure id="accumulation" class="lead">')).toBeLessThan(page.indexOf('<h2>'));
    // Each scheme has one hue in all figures, and what is not a scheme has none.
    const hues = (name: string) => new Set(readFileSync(join(out, 'figures', `${name}.svg`), 'utf8').match(/#[0-9A-F]{6}/g));
    expect(hues('errors')).toEqual(hues('accumulation'));
    expect(hues('decay')).toEqual(hues('accumulation'));
    expect(hues('accumulation').size).toBe(3);
    expect(hues('feedback-laws').size).toBe(0);
  }); // prettier-ignore

  it('measures the laws of feedback within their intervals', async () => {
    const { stdout } = await memloop(['anatomy', ...sizes, '--schemes', 'ideal', '--out', join(scratch(), 'a'), '--json']);
    const { laws, schemes } = JSON.parse(stdout) as Anatomy;
    const points = [...laws.write, ...laws.read, ...laws.openLoop];
    const missed = points.filter(({ interval: [low, high], theory }) => low > theory || theory > high);
    // 95 % intervals, some of the same weights: of 22 one or two may miss, and none by much.
    expect(missed.length).toBeLessThanOrEqual(3);
    for (const { value, theory } of points) expect(Math.abs(value / theory - 1)).toBeLessThan(0.05);
    for (const { at, value } of laws.decay.points) expect(Math.abs(value - 0.8 ** at)).toBeLessThan(0.03);
    expect(schemes[0]).toMatchObject({ scheme: 'ideal', response: null });
  }); // prettier-ignore

  it('says that read noise leaves nothing, and gives the same result twice', async () => {
    const args = ['anatomy', '--schemes', 'averaged-reads', '--noise', 'read', ...sizes];
    const runs = [join(scratch(), 'one'), join(scratch(), 'two')];
    const [{ stdout }] = [
      await memloop([...args, '--out', runs[0]]),
      await memloop([...args, '--out', runs[1]]),
    ];
    expect(flowing(stdout)).toContain('read noise leaves no error in the devices');
    expect(filesOf(runs[0])).toEqual(filesOf(runs[1]));
  });

  it('shows one seed without intervals, and a published array with its own noise', async () => {
    const out = join(scratch(), 'one');
    const { code, stdout } = await memloop(['anatomy', '--bank', 'reram-es', '--seeds', '1', '--episodes', '30', '--out', out]);
    expect(code).toBe(0);
    const said = flowing(stdout);
    expect(said).toContain('reram-es bank, preset noise: 1 seed');
    expect(said).not.toMatch(/NaN|undefined|intervals overlap/);
    expect(said).toContain('these are too few seeds for an interval');
  }); // prettier-ignore

  it.each([
    [['anatomy', 'water-maze'], 'got the task "water-maze": expected one of t-maze, gridworld'],
    [['anatomy', '--bank', 'ideal'], '--bank: got "ideal": expected one of mean, cycles'],
    [['anatomy', '--schemes', 'magic'], '--schemes: got "magic": expected some of ideal'],
    [['anatomy', '--noise', 'preset'], 'does not take this noise'],
    [['anatomy', '--seeds', '0'], '--seeds: got "0": expected a whole number of at least 1'],
  ])('refuses %j in one sentence', async (args, sentence) => {
    const { code, stderr } = await memloop(args);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  it('overwrites nothing', async () => {
    const out = scratch();
    const args = ['anatomy', '--seeds', '1', '--episodes', '1', '--out', out];
    expect((await memloop(args)).code).toBe(0);
    const { code, stderr } = await memloop(args);
    expect(code).toBe(2);
    expect(stderr).toContain('already holds anatomy.json; choose another directory');
  });
});
