import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/experiment/catalogue.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import {
  inSetting,
  settingInWords,
  settingSuffix,
  type OtherSetting,
} from '../../src/reproduce/other-setting.js';
import { reproductions } from '../../src/reproduce/reproductions.js';

const experiments = Object.values(reproductions).flatMap(({ experiment }) =>
  experiment ? [experiment(true)] : [],
);
const fig5 = reproductions['fig5'].experiment!(false);

describe('a figure in another setting', () => {
  it.each(catalogue.devices.names)('can be run on every device model: %s', (bank) => {
    for (const experiment of experiments)
      expect(() => parseExperiment(inSetting(experiment, { bank }))).not.toThrow();
  });

  it.each(catalogue.schemes.names)('can be run with every scheme: %s', (scheme) => {
    for (const experiment of experiments)
      expect(() => parseExperiment(inSetting(experiment, { scheme }))).not.toThrow();
  });

  it('keeps ideal memories and noise levels, and its order of conditions', () => {
    const { conditions } = parseExperiment(inSetting(fig5, { noise: 'read', bank: 'cycles', seeds: 3 }));
    expect(conditions.map(({ name }) => name)).toEqual([
      'all noise (other setting)',
      'minimum noise (bank cycles)',
      'ideal',
      'minimum noise at that rate (bank cycles)',
    ]);
    expect(conditions[1]).toMatchObject({ noise: 'write', sigma: 0.0294, learningRate: 0.08 });
    expect(conditions[2]).toMatchObject({ bank: 'ideal', noise: 'none' });
  });

  it('names one change in few words, and leaves alone what it does not change', () => {
    const fig4 = reproductions['fig4'].experiment!(false);
    const names = (other: OtherSetting) =>
      parseExperiment(inSetting(fig4, other)).conditions.map(({ name }) => name);
    expect(names({ noise: 'read', bank: 'cycles' })).toEqual([
      'ideal',
      'self-correcting (noise read)',
      'open-loop (noise read)',
    ]);
    expect(names({ bank: 'cycles', seeds: 3 })).toEqual(['ideal', 'self-correcting', 'open-loop']);
    expect(names({ scheme: 'write-verify' })[2]).toBe('open-loop');
  });

  it('is the article’s where nothing is asked', () => {
    expect(inSetting(fig5, undefined)).toBe(fig5);
    expect(settingSuffix(undefined)).toBe('');
  });

  it('has a name for its files that is short, plain, and its own', () => {
    expect(settingSuffix({ noise: 'read', seeds: 3 })).toBe('-noise-read-seeds-3');
    const long = (height: number) =>
      settingSuffix({ noise: { telegraph: { height, lowDwell: 40, highDwell: 20 } } });
    expect(long(0.08)).toMatch(/^[-\w.]{1,50}$/);
    expect(long(0.08)).not.toBe(long(0.09));
    expect(settingInWords({ firstSeed: 4, noise: 'pulse' })).toBe('noise pulse, first seed 4');
  });
});
