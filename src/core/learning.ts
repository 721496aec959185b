/** What learning is set to. */
export interface Learning {
  /** α */
  learningRate: number;
  /** γ */
  discount: number;
  /** T of the softmax policy */
  temperature: number;
  /** smaller updates are not made, in units of the weight range */
  threshold: number;
}
