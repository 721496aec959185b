import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const probe = fileURLToPath(new URL('spiking-heap-probe.mjs', import.meta.url));

describe('a spiking network on crossbars', { retry: 2 }, () => {
  it.each([
    { bank: 'ideal' },
    { bank: 'cycles', noise: 'none', signed: 'one-sided' },
    { bank: 'mean', noise: 'read', signed: 'reference' },
    { bank: 'mean', noise: 'none', array: { encoding: 'shared', adc: { bits: 10, range: 1e-5 } } },
  ])('allocates nothing per step (%o)', (condition) => {
    const text = execFileSync(process.execPath, [probe, JSON.stringify(condition)], { encoding: 'utf8' });
    const { bytesPerStep, spikes } = JSON.parse(text) as { bytesPerStep: number; spikes: number };
    // Inner layers and outputs were read too.
    expect(spikes).toBeGreaterThan(10_000);
    expect(bytesPerStep).toBeLessThan(2);
  });
});
