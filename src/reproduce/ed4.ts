import { meanOf } from '../core/maths/vectors.js';
import { noiseHistogram } from '../report/figures/noise-histogram.js';
import { stepsFigure } from '../report/figures/steps-figure.js';
import type { Outcome, Reproduction } from './reproduction.js';

/** Noise levels, one σ for all devices in units of their windows. */
const LEVELS = [0, 0.03, 0.067, 0.1];

/** Extended Data Fig. 4: the noise of all devices, and learning in the water maze at several levels of it. */
export const ed4: Reproduction = {
  title: 'Extended Data Fig. 4: the noise of all devices, and its effect on learning',
  runName: 'noise-levels',
  experiment: (quick) => ({
    environment: 'water-maze',
    ...(quick ? { seeds: 8, episodes: 600 } : { seeds: 100, episodes: 5000 }),
    conditions: [
      { name: 'as measured', bank: 'mean' },
      ...LEVELS.map((sigma) =>
        sigma === 0
          ? { name: 'σ = 0', bank: 'mean' as const, noise: 'none' as const }
          : { name: `σ = ${100 * sigma} %`, bank: 'mean' as const, sigma },
      ),
    ],
  }),
  compare(finished): Outcome {
    const { summary, run } = finished!;
    const percent = run.devices.devices.flatMap(({ noise }) => [100 * noise.set, 100 * noise.reset]);
    const claim = (what: string, value: number, digits: number, ours: number) => ({
      what,
      // The published number is rounded to its decimal places.
      published: { value, digits, error: 10 ** -digits / 2 },
      ours: { value: ours, error: 0 },
      seeds: percent.length,
    });
    const final = summary.conditions.map(
      ({ name, final: { steps } }) =>
        `${name}: ${steps.mean.toFixed(1)} ± ${(steps.standardError ?? 0).toFixed(1)}`,
    );
    return {
      claims: [
        claim('smallest σ, % of the window', 2.9, 1, Math.min(...percent)),
        claim('mean σ, % of the window', 6.7, 1, meanOf(percent)),
        claim('largest σ, % of the window', 10, 0, Math.max(...percent)),
      ],
      main: 1,
      figures: [noiseHistogram(percent), { ...stepsFigure(summary), name: 'ed4b-noise-levels' }],
      remarks: [
        `Steps in the last ${summary.conditions[0].final.episodes} of ${summary.episodes} episodes (mean ± standard error over ${summary.seeds} seeds): ${final.join('; ')}.`,
        'All levels use α = 0.04 and drop updates below 0.0025.',
      ],
    };
  },
};
