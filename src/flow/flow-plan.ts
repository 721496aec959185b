import type { Settings } from '../core/setting.js';
import type { LayerSettings } from '../networks/network.js';
import type { DataPlan } from './data/flow-data.js';
import type { Reach } from './methods/method.js';

/** A method with its settings, and the name that it has in tables. */
export interface ChosenMethod {
  readonly name: string;
  readonly method: string;
  readonly settings: Settings;
}

/** What is learned by which network, and how: a file of `memloop flow`, complete and checked. */
export interface FlowPlan extends Reach {
  readonly data: DataPlan;
  readonly layers: readonly LayerSettings[];
  readonly loss: string;
  readonly methods: readonly ChosenMethod[];
  /** a method that goes on from the end of each flow */
  readonly finish?: string;
  readonly seeds: number;
  readonly firstSeed: number;
  /** weights start with this standard deviation, divided by √inputs */
  readonly spread: number;
}
