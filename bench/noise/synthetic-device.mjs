// Synthetic measurements of known truth: curves of SET and RESET, and noise that runs on through the whole measurement.
import { accumulating, fourier, pink, telegraph, white } from './parts.mjs';
import { Random } from './random.mjs';

/** The window of every synthetic device, siemens. */
const LOWEST = 30e-6;
export const SPAN = 20e-6;

/**
 * One synthetic measurement; RESET is counted by pulses applied.
 *
 * @param plan { cycles, pulses, set, reset: curves or functions (random) → curve of a cycle, varied: whether scale and offset vary
 *   from cycle to cycle, noise: { white, pink, fourier, accumulating, telegraph }, badReading: error of one reading at random }
 * @param name decides the random numbers
 */
export function syntheticDevice(plan, name) {
  const random = new Random(name);
  const { cycles, pulses } = plan;
  const error = errorOf(plan, random);
  const branches = { set: [], reset: [] };
  for (let cycle = 0; cycle < cycles; cycle++) {
    const scale = plan.varied ? 1 + 0.02 * random.normal() : 1;
    const offset = plan.varied ? 0.01 * random.normal() : 0;
    for (const [half, polarity] of ['set', 'reset'].entries()) {
      const curve = plan.shape ? plan.shape(random) : plan[polarity];
      const start = (2 * cycle + half) * (pulses + 1);
      branches[polarity].push(
        Float64Array.from({ length: pulses + 1 }, (_, p) => {
          const rise = curve(p, pulses);
          const weight = offset + scale * (polarity === 'set' ? rise : 1 - rise);
          return LOWEST + SPAN * (weight + error[start + p]);
        }),
      );
    }
  }
  return { device: name, ...branches };
}

/** The error of every reading in the order of the measurement: SET and RESET of each cycle in turn. */
function errorOf({ cycles, pulses, noise, badReading }, random) {
  const readings = 2 * cycles * (pulses + 1);
  const parts = [
    noise.white && white(random, readings, noise.white),
    noise.pink && pink(random, readings, noise.pink),
    noise.fourier && fourier(random, readings, noise.fourier),
    noise.accumulating && accumulating(random, 2 * cycles, pulses, noise.accumulating),
    noise.telegraph && telegraph(random, readings, noise.telegraph),
  ].filter(Boolean);
  const error = Float64Array.from({ length: readings }, (_, i) =>
    parts.reduce((sum, part) => sum + part[i], 0),
  );
  if (badReading) error[Math.floor(readings * random.uniform())] += badReading;
  return error;
}
