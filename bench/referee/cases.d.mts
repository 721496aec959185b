/** Runs from which a case draws. */
export interface Population {
  readonly seeds: number;
  readonly episodes: number;
  /** numbers of the episodes after which the pulses are known */
  readonly recorded: readonly number[];
  /** [seed × episode] */
  readonly steps: Int32Array;
  /** [recorded episode × seed] */
  readonly pulses: Float64Array;
  /** one per seed */
  readonly final: Float64Array;
}

/** One row of the table. */
export interface Case {
  readonly group: string;
  /** names of the populations that it needs */
  readonly populations: readonly string[];
  readonly truth: (populations: readonly Population[]) => number;
  /** 0 if the interval of a repetition holds the truth, −1 if it lies below, 1 above; undefined without an interval */
  readonly repetition: (
    populations: readonly Population[],
    truth: number,
    size: number,
    random: { uniform(): number },
  ) => number | undefined;
}

export function casesOf(library: object): Readonly<Record<string, Case>>;
