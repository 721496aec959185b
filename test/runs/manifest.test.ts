import { describe, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { parseExperiment } from '../../src/experiment/experiment.js';
import { enginesOf, manifestOf } from '../../src/runs/manifest.js';

describe('the engines of a manifest', () => {
  const conditions = [{ bank: 'mean' }, { bank: 'mean', scheme: 'write-verify' }];
  const experiment = parseExperiment({ environment: 't-maze', conditions });
  const manifest = manifestOf(experiment, shippedDevices(), '');

  it('are those of its conditions', () => {
    expect(enginesOf(manifest)).toEqual(['wasm', 'ts']);
  });

  it('stay as they were when the run began, whatever would be chosen now', () => {
    expect(enginesOf({ ...manifest, engines: ['ts', 'ts'] })).toEqual(['ts', 'ts']);
    const { engines: _, ...older } = manifest;
    expect(enginesOf(older)).toEqual(['ts', 'ts']);
  });
});
