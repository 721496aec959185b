import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/experiment/catalogue.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { inSetting, settingInWords, settingSuffix } from '../../src/reproduce/other-setting.js';
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
      'all noise (noise read / bank cycles)',
      'minimum noise (bank cycles)',
      'ideal',
      'minimum noise at that rate (bank cycles)',
    ]);
    expect(conditions[1]).toMatchObject({ noise: 'write', sigma: 0.0294, learningRate: 0.08 });
    expect(conditions[2]).toMatchObject({ bank: 'ideal', noise: 'none' });
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
