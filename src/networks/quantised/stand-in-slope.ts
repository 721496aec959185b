/** A slope that stands in for the derivative of a step: a straight-through estimator. */
export interface StandInSlope {
  /** one phrase for listings */
  readonly meaning: string;
  /** the slope at z */
  readonly at: (z: number) => number;
}

/** The straight-through estimators of Yin et al. (ICLR 2019, arXiv:1903.05662), by name: each is the derivative of what it is named for. */
export const standInSlopes = {
  identity: { meaning: '1', at: () => 1 },
  relu: { meaning: '1 where z > 0', at: (z: number) => (z > 0 ? 1 : 0) },
  clipped_relu: { meaning: '1 where 0 < z < 1', at: (z: number) => (z > 0 && z < 1 ? 1 : 0) },
} satisfies Readonly<Record<string, StandInSlope>>;

/** The name of a straight-through estimator. */
export type StandInName = keyof typeof standInSlopes;
