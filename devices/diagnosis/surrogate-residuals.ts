import type { RandomStream } from '../../src/core/random-stream.js';
import type { DeviceNoise } from '../files/device-form.js';
import { detrend } from '../fitting/tangent-basis.js';
import { ReadNoise } from '../noise/read-noise.js';
import type { ResidualTrace } from './residual-traces.js';

/** Residuals as they would be without telegraph steps: Gaussian white, 1/f-like and accumulating noise of the fitted sizes, through the same fits of the curve. */
export function surrogateResiduals(
  traces: readonly ResidualTrace[],
  noise: DeviceNoise,
  random: RandomStream,
): Float64Array[] {
  const readings = traces[0].residual.length;
  const deviations = (part: 'white' | 'pink' | 'accumulating') =>
    Float64Array.from(traces, ({ polarity }) => noise[part][polarity]);
  const reads = new ReadNoise(deviations('white'), deviations('pink'), random);
  const step = deviations('accumulating');
  const device = Uint32Array.from(traces.keys());
  const [seen, drawn] = [new Float64Array(traces.length), new Float64Array(traces.length)];
  const left = new Float64Array(traces.length);
  const residuals = traces.map(() => new Float64Array(readings));
  for (let p = 0; p < readings; p++) {
    reads.read(device, seen, traces.length);
    random.normals(drawn, traces.length);
    for (let k = 0; k < traces.length; k++) {
      residuals[k][p] = left[k] + seen[k];
      left[k] += step[k] * drawn[k];
    }
  }
  for (const [k, residual] of residuals.entries()) detrend(residual, traces[k].basis);
  return residuals;
}
