/** The coefficients of an explicit Runge–Kutta method whose last slope is the first of the next step. */
export interface RungeKuttaTableau {
  /** order of the estimate of the error */
  readonly order: number;
  /** what each slope after the first stands on */
  readonly stages: readonly (readonly number[])[];
  /** weights of the slopes in a step */
  readonly weights: readonly number[];
  /** weights of the slopes in the estimate of the error; one more than slopes where it takes the slope at the end */
  readonly error: readonly number[];
  /** weights in a second, larger estimate that tempers the first; see `RungeKutta` */
  readonly coarseError?: readonly number[];
}
