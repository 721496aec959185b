import type { Assessment } from './assess.mjs';
import type { Kind } from './kinds.mjs';

/** Truth against the estimates of one part. */
export interface JudgedPart {
  readonly part: string;
  readonly truth: number;
  /** share of the devices that have an estimate */
  readonly estimated: number;
  readonly mean: number;
  readonly bias: number;
  readonly deviation: number;
  readonly withInterval: number;
  /** share of the intervals that hold the truth */
  readonly coverage?: number;
  readonly width: number;
}

export function judge(
  kind: Kind,
  results: readonly Assessment[],
): {
  readonly rows: JudgedPart[];
  readonly expected: string;
  /** share of the devices with right advice */
  readonly right: number;
  readonly wrong: Record<string, number>;
  readonly refused: number;
  readonly seconds: number;
};
