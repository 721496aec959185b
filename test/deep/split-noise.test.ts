import { expect, it } from 'vitest';
import { recovered } from '../devices/split-synthetic.js';

it.each([
  { white: 0.048, pink: 0.0575, accumulating: 0.0057 },
  { white: 0.048, pink: 0.0575, accumulating: 0 },
  { white: 0.06, pink: 0, accumulating: 0.01 },
  { white: 0.05, pink: 0.02, accumulating: 0.004 },
])(
  'the split of the noise recovers white $white, pink $pink, accumulating $accumulating',
  (noise) => {
    const { errors, covered } = recovered(noise, 40);
    // At least four standard deviations of the estimates from 40 devices.
    expect(errors.white).toBeLessThan(0.04);
    expect(errors.pink).toBeLessThan(0.08);
    expect(errors.readLike).toBeLessThan(0.08);
    expect(errors.accumulating).toBeLessThan(0.0064);
    // Of 95 % intervals at 40 devices, fewer than 33 would cover in 1 of 1000 cases.
    for (const [part, devices] of Object.entries(covered)) expect(devices, part).toBeGreaterThanOrEqual(33);
  },
  120_000,
);
