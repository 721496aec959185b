import type { RunView } from '../../../src/live/page/wire.js';
import type { Choice } from './choice.js';

/** What the page asks of its worker. */
export type Order =
  | { readonly order: 'begin'; readonly choice: Choice }
  /** goes on at a pace, episodes a second; 0 waits */
  | { readonly order: 'pace'; readonly pace: number };

/** What is learned, as the page draws it; told once. */
export interface DemoView extends Pick<
  RunView,
  'heads' | 'headNames' | 'cells' | 'grid' | 'scene' | 'states' | 'next' | 'shortestPath' | 'episodes'
> {
  readonly temperature: number;
  /** the learner acts on a digital copy of its weights */
  readonly digital: boolean;
  readonly stepLimit: number;
}

/** Learning now. */
export interface DemoState {
  /** steps of the episodes since the state before */
  readonly steps: readonly number[];
  /** what the devices hold, cells × heads */
  readonly weights: readonly number[];
  /** the latest episode: [x, y] in the plane, or [state] */
  readonly way: readonly (readonly number[])[];
  readonly set: number;
  readonly reset: number;
  readonly reads: number;
  readonly isDone: boolean;
  /** at the end, root mean square of expected value − true value; NaN where that is not known */
  readonly valueError?: number;
}

/** What the worker answers: how to draw, a state, or what went wrong. */
export type Answer = { readonly view: DemoView } | { readonly state: DemoState } | { readonly fault: string };
