import { studentQuantile } from '../../core/student-quantile.js';
import type { Summary } from './measurement-kind.js';

/** The change of a conductance along the logarithm of something, by a straight line, with the 95 % interval of its slope. */
interface Drift {
  /** share of the conductance that changed from the first point to the last */
  readonly share: number;
  readonly halfWidth: number;
}

/**
 * Fits G = a + b·x, and gives b·(x_last − x_first)/G_first on that line.
 * @param x logarithms @param siemens at least three readings
 */
function driftAlong(x: readonly number[], siemens: readonly number[]): Drift {
  const n = x.length;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / n;
  const [meanX, meanG] = [mean(x), mean(siemens)];
  const spread = x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  const slope = x.reduce((sum, value, k) => sum + (value - meanX) * (siemens[k] - meanG), 0) / spread;
  const at = (value: number) => meanG + slope * (value - meanX);
  const residual = siemens.reduce((sum, value, k) => sum + (value - at(x[k])) ** 2, 0);
  const error = Math.sqrt(residual / (n - 2) / spread);
  const reach = (x[n - 1] - x[0]) / at(x[0]);
  return { share: slope * reach, halfWidth: Math.abs(studentQuantile(n - 2) * error * reach) };
}

/** The change in words, as `3.1 % lost (95 % interval 2.2 to 4.0 %)`. @param over as `in 1 h` */
export function driftSummary(x: readonly number[], siemens: readonly number[], over: string): Summary {
  if (x.length < 3)
    return {
      answer: `${siemens.length} readings ${over}: too few for a trend`,
      numbers: { readings: siemens.length },
    };
  const { share, halfWidth } = driftAlong(x, siemens);
  const [low, high] = [Math.abs(share) - halfWidth, Math.abs(share) + halfWidth].map((each) => percent(each));
  const word = share < 0 ? 'lost' : 'gained';
  const unsure = low <= 0 ? ', so no drift is shown' : '';
  return {
    answer: `${percent(Math.abs(share))} % ${word} ${over} (95 % interval ${low} to ${high} %${unsure})`,
    numbers: { share, halfWidth, readings: siemens.length },
  };
}

function percent(share: number): number {
  return Number((100 * share).toPrecision(2)) || 0;
}
