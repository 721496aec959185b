import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const probe = fileURLToPath(new URL('heap-probe.mjs', import.meta.url));

describe('the simulated loop', () => {
  it.each([
    { bank: 'ideal' },
    { bank: 'mean', pulses: 'inverse' },
    { bank: 'cycles', scheme: 'self-correcting' },
    { bank: 'cycles', scheme: 'open-loop' },
    { bank: 'cycles', noise: 'read' },
    { bank: 'cycles', noise: 'pulse' },
  ])('allocates nothing per step: %j', (condition) => {
    const { bytesPerStep } = JSON.parse(
      execFileSync(process.execPath, [probe, JSON.stringify(condition)], { encoding: 'utf8' }),
    ) as {
      bytesPerStep: number;
    };
    // One number on the heap takes 12 bytes or more; what the profiler and the compiler leave is far below that.
    expect(bytesPerStep).toBeLessThan(2);
  });
});
