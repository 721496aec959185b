/**
 * What a volt of each row's driver makes of the current of a column, with all other drivers and amplifiers at ground:
 * the effective conductances T, siemens. By reciprocity they also say what a volt at the column makes of the rows' currents.
 */
export interface EffectiveColumns {
  /** all columns cost little more than one, so that they are best found together */
  readonly together: boolean;
  /** Finds T of `count` columns from `first` on, from the present conductances, into `effective`, row by row of the whole array. */
  find(first: number, count: number, effective: Float64Array): void;
}
