/** Mean and spread over seeds, element by element. */
export interface Spread<Values> {
  mean: Values;
  standardDeviation: Values;
}

/** A mean over seeds with its 95 % interval (Student). One seed has no spread, and its interval no width. */
export interface Estimate {
  mean: number;
  standardError: number;
  interval: [number, number];
}

/** What one condition came to, over all its seeds. */
export interface ConditionSummary {
  name: string;
  settings: Record<string, unknown>;
  /** moves per episode over seeds; an unfinished episode counts the step limit */
  steps: { mean: number[]; standardError: number[] };
  /** seeds whose episode hit the step limit, per episode */
  truncated: number[];
  /** steps over the last episodes, each seed averaged first */
  final: { episodes: number; steps: Estimate };
  /** the same mean of each seed, in the order of the seeds */
  perSeed: number[];
  /** what the devices hold at the end, by cell */
  criticWeights: Spread<number[]>;
  /** what the devices hold at the end, by cell and action */
  actorWeights: Spread<number[][]>;
  /** what an open-loop learner believes its weights to be, where that differs from the devices */
  believed?: { criticWeights: Spread<number[]>; actorWeights: Spread<number[][]> };
  /** the critic on its way: device weights after the given episodes (numbered from 1), [episode][cell] */
  criticTrajectory?: { episodes: number[] } & Spread<number[][]>;
  /** pulses sent, mean per seed */
  pulses: { set: number; reset: number };
  /** device updates asked for, mean per seed */
  updates: number;
}

/** How cells lie in the plane: side × side fields, row by row, x fastest, the outermost centres at ± extent. */
export interface CellGrid {
  side: number;
  extent: number;
  /** width σ of a field */
  width: number;
}

/** summary.json: what a run came to. */
export interface Summary {
  environment: string;
  seeds: number;
  episodes: number;
  /** where the cells lie, for tasks in the plane */
  grid?: CellGrid;
  conditions: ConditionSummary[];
}

/** experiment.json: everything that is needed to repeat a run. */
export interface Manifest {
  memloop: string;
  experiment: Record<string, unknown>;
  devices: { source: string; licence?: string; sha256: string; count: number };
  /** which device stands for which weight: cells × (1 + actions), critic first */
  placement: number[];
  seeds: number[];
}
