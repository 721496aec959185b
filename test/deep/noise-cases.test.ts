import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { noiseCommand } from '../../src/cli/noise.js';
import type { NoiseRecord } from '../../src/cli/output/noise-record.js';
import { scratch } from '../scratch.js';
import { sharedData } from '../shared.js';
import { capturedOutput } from '../cli/captured-output.js';

const output = capturedOutput();

const data = sharedData('cases/characterisations', 'data/cross-sim/ramps-as-measured.csv');
const [CASES, CROSS_SIM] = data.paths;

/** What `memloop noise` prints. */
async function textOf(...args: string[]): Promise<string> {
  Object.assign(output, { printed: '', noted: '' });
  await noiseCommand().exitOverride().parseAsync(args, { from: 'user' });
  return output.printed;
}

async function recordOf(path: string): Promise<NoiseRecord['devices'][number]> {
  const { devices } = JSON.parse(await textOf(path, '--json')) as NoiseRecord;
  return devices[0];
}

const path = (name: string) => join(CASES, `${name}.csv`);

data.describe('memloop noise on the files of users', () => {
  it.each([
    ['sigmoid-white0.5', 'SET by 9.01 % and RESET by 9.03 %', 0.0005],
    ['convex-white0.5', 'SET by 4.33 % and RESET by 4.29 %', 0.0005],
    ['abrupt-set', 'SET by 8.46 %', 0.01],
  ])('finds a misfit, and no accumulating noise: %s', async (name, missed, most) => {
    const { parts, advice, telegraph } = await recordOf(path(name));
    const [low, high] = parts.both.accumulating.interval!;
    expect(low).toBe(0);
    expect(high).toBeLessThan(most);
    expect(parts.both.pink.interval![0]).toBe(0);
    expect(telegraph.found).toBe(false);
    expect(advice.structures).toEqual(['read']);
    expect(advice.sentence).toContain(
      `The curve α + β p − γ e^(−ζ p) misses ${missed} of the window in every cycle: this is misfit, not noise. memloop fit names a family of curves that fits.`,
    );
  });

  it('reads ramps of unequal length, whose steps are anticorrelated and hardly accumulate', async () => {
    const { parts, incrementCorrelation, pulses, resetPulses } = await recordOf(CROSS_SIM);
    expect([pulses, resetPulses]).toEqual([184, 148]);
    expect(output.noted).toContain('cycles of SET have 184 to 190 pulses; all are cut to 184');
    expect(parts.both.accumulating.value).toBeLessThan(0.001);
    expect(parts.both.accumulating.interval![1]).toBeLessThan(0.001);
    expect(incrementCorrelation[0].value).toBeLessThan(-0.15);
    expect(incrementCorrelation[0].interval![1]).toBeLessThan(0);
  });

  it('finds no noise in readings without any', async () => {
    const text = await textOf(path('noisefree'));
    expect(text).toMatch(/^noisefree: Simulate noise: none\. The readings repeat from cycle to cycle\.\n/);
    expect(text).toMatch(/\nnoisefree +20\.00 +0\.00 +\[0\.00, 0\.00\] .* none 0\n/);
  });

  it('gives the same bytes under another name', async () => {
    const text = await textOf(path('n50'), '--json');
    const other = join(scratch(), 'other.csv');
    copyFileSync(path('n50'), other);
    const same = await textOf(other, '--json');
    expect(same).toBe(text.replaceAll('n50', 'other'));
    expect(await textOf(other, '--json')).toBe(same);
    const { parts } = await recordOf(path('n50'));
    expect(parts.both.readLike.interval![0]).toBeGreaterThan(0.02);
    expect(parts.both.readLike.interval![1]).toBeLessThan(0.04);
  });

  it('chooses the unit by the size', async () => {
    const text = await textOf(path('nS'));
    expect(text).toMatch(/\n +nS +% +\[95 %\]/);
    expect(text).toMatch(/\nnS +35\.17 /);
  });

  it('names a bad reading, and leaves it out', async () => {
    const { parts } = await recordOf(path('glitch-120uS'));
    expect(output.noted).toContain(
      'memloop: glitch-120uS: SET cycle 0 pulse 10 (line 12) reads 120.00 µS between neighbours of 51.37 µS: it is left out, as by --drop "set 0:10"\n',
    );
    expect(parts.set!.readLike.value).toBeLessThan(0.0125);
    const [low, high] = parts.set!.readLike.interval!;
    expect(low).toBeLessThan(0.0095);
    expect(high).toBeGreaterThan(0.0095);
    // Without the line, everything is the same.
    const lines = readFileSync(path('glitch-120uS'), 'utf8').split('\n');
    expect(lines[11]).toContain('0.00012');
    const again = await textOf(path('glitch-120uS'), '--json', '--drop', 'set 0:10');
    expect((JSON.parse(again) as NoiseRecord).devices[0].parts).toEqual(parts);
    expect(output.noted).not.toContain('it is left out, as by');
    const spoilt = join(scratch(), 'worse.csv');
    writeFileSync(spoilt, lines.with(11, lines[11].replace('0.00012', '0.00052')).join('\n'));
    expect((await recordOf(spoilt)).parts).toEqual(parts);
  });
});
