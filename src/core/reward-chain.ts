/** A task whose transitions are certain, as tables over states and actions. */
export interface RewardChain {
  /** state in which each episode begins */
  readonly start: number;
  /** the state that follows, [state][action]; null where the episode ends */
  readonly next: readonly (readonly (number | null)[])[];
  /** reward, [state][action] */
  readonly reward: readonly (readonly number[])[];
}
