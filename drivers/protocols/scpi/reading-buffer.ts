/** One measurement of a source-measure unit. */
export interface Measurement {
  readonly volts: number;
  readonly amperes: number;
  readonly ohms: number;
  readonly status: number;
}

/** Statistics of readings by the names of `CALC3:FORM`; the deviation is that of a sample. */
const statistics: Readonly<Record<string, (values: readonly number[]) => number>> = {
  MEAN: mean,
  SDEV: (values) => {
    const centre = mean(values);
    const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    return Math.sqrt(squares / Math.max(1, values.length - 1));
  },
  MAX: (values) => Math.max(...values),
  MIN: (values) => Math.min(...values),
};

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The readings that a source-measure unit keeps, and their statistics. */
export class ReadingBuffer {
  readonly readings: Measurement[] = [];

  /** A statistic of voltages, currents and resistances; undefined without readings, or if it is unknown. */
  statistic(name: string): readonly number[] | undefined {
    const { readings } = this;
    const key = name.toUpperCase().slice(0, 4);
    const from = Object.hasOwn(statistics, key) ? statistics[key] : undefined;
    if (!from || readings.length === 0) return undefined;
    return (['volts', 'amperes', 'ohms'] as const).map((of) => {
      const values = readings.map((reading) => reading[of]);
      const wrong = values.find((value) => value > 9.8e37);
      return wrong ?? from(values);
    });
  }
}
