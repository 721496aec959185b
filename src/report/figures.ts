import type { Summary } from '../experiment/summary.js';
import type { Sweep } from '../experiment/sweep.js';
import type { Trace } from '../experiment/trace.js';
import { boardTdFigure } from './board-td-figure.js';
import { conductanceFigure } from './conductance-figure.js';
import type { Window } from './conductance-map.js';
import { criticWeightsFigure } from './critic-weights-figure.js';
import type { Figure } from './figure.js';
import { finalWeightsFigure } from './final-weights-figure.js';
import { occupancyFigure } from './occupancy-figure.js';
import { policyFigure } from './policy-figure.js';
import { stateOccupancyFigure } from './state-occupancy-figure.js';
import { stepsFigure } from './steps-figure.js';
import { sweepFigure } from './sweep-figure.js';
import { taskFigure } from './task-figure.js';
import { trajectoryFigure } from './trajectory-figure.js';
import { valueFigure } from './value-figure.js';

/** Conditions beyond which a figure that draws each of them tells nothing any more. */
export const MOST_CONDITIONS = 8;

/** What figures show beside the summary, as far as it is known. */
export interface Details {
  /** where the conditions went */
  trace?: Trace | undefined;
  /** the window of each weight's device, cells × (1 + actions), critic first */
  windows?: readonly Window[];
}

/** The figures of a run: of its sweep, if it is one, and then in the order of the article. */
export function figures(summary: Summary, sweep?: Sweep, details: Details = {}): Figure[] {
  if (!sweep) return figuresOfConditions(summary, details);
  const swept = [sweepFigure(summary, sweep)].filter((figure) => figure !== undefined);
  if (summary.conditions.length > MOST_CONDITIONS) return swept;
  return [...swept, ...figuresOfConditions(summary, details)];
}

function figuresOfConditions(summary: Summary, { trace, windows }: Details): Figure[] {
  const { grid } = summary;
  const conductances = windows && conductanceFigure(summary, windows);
  const all = grid
    ? [
        taskFigure(summary, grid),
        stepsFigure(summary),
        boardTdFigure(summary),
        trace && trajectoryFigure(summary, grid, trace),
        trace && occupancyFigure(summary, grid, trace),
        policyFigure(summary, grid),
        valueFigure(summary, grid),
        conductances,
      ]
    : [
        criticWeightsFigure(summary) ?? finalWeightsFigure(summary),
        stepsFigure(summary),
        boardTdFigure(summary),
        trace && stateOccupancyFigure(summary, trace),
        conductances,
      ];
  return all.filter((figure) => figure !== undefined);
}
