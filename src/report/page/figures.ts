import type { Summary } from '../../runs/summary.js';
import type { ArrayReading } from '../../experiment/array/array-reading.js';
import type { Sweep } from '../../experiment/sweep/sweep.js';
import type { Trace } from '../../runs/trace.js';
import { arrayErrorFigure } from '../figures/array/array-error-figure.js';
import { arrayLossFigure } from '../figures/array/array-loss-figure.js';
import { arrayWeightsFigure } from '../figures/array/array-weights-figure.js';
import { readArrays } from '../figures/array/read-arrays.js';
import { boardTdFigure } from '../figures/td-error-figure.js';
import { conductanceFigure, type Window } from '../figures/conductance-figure.js';
import { criticWeightsFigure } from '../figures/critic-weights-figure.js';
import type { Figure } from '../marks/figure.js';
import { finalWeightsFigure } from '../figures/final-weights-figure.js';
import type { PublishedSteps } from '../marks/published-steps.js';
import { occupancyFigure } from '../figures/occupancy-figure.js';
import { policyFigure } from '../figures/policy-figure.js';
import { stateOccupancyFigure } from '../figures/state-occupancy-figure.js';
import { stepsFigure } from '../figures/steps-figure.js';
import { sweepFigure } from '../figures/sweep-figure.js';
import { driftOf, runLead } from './run-lead.js';
import { taskFigure } from '../figures/task-figure.js';
import { trajectoryFigure } from '../figures/trajectory-figure.js';
import { valueFigure } from '../figures/value-figure.js';

/** Maximum number of conditions for figures that draw each of them; with more, a reader could not tell them apart. */
export const MAXIMUM_CONDITIONS = 8;

/** What figures show besides the summary, where it is known. */
export interface Details {
  /** trajectories and occupancy of each condition */
  trace?: Trace | undefined;
  /** the window of each weight's device, cells × heads */
  windows?: readonly Window[];
  /** what the array of each condition makes of its weights, where it has wires or converters */
  arrays?: readonly (ArrayReading | undefined)[];
  /** numbers of the article, drawn behind the learning curves */
  published?: PublishedSteps[];
}

/** The figures of a run: first the one that shows its finding, then the others in the order of the article. */
export function figures(summary: Summary, sweep?: Sweep, details: Details = {}): Figure[] {
  const { sentence } = runLead(summary, sweep);
  return inOrder(summary, sweep, details).map((figure, i) =>
    i === 0 ? { ...figure, finding: sentence } : figure,
  );
}

function inOrder(summary: Summary, sweep: Sweep | undefined, details: Details): Figure[] {
  if (!sweep) return figuresOfConditions(summary, details);
  const swept = [sweepFigure(summary, sweep)].filter((figure) => figure !== undefined);
  if (summary.conditions.length > MAXIMUM_CONDITIONS) return swept;
  return [...swept, ...figuresOfConditions(summary, details)];
}

function figuresOfConditions(summary: Summary, { trace, windows, arrays, published }: Details): Figure[] {
  const { grid } = summary;
  const weights = grid ? undefined : (criticWeightsFigure(summary) ?? finalWeightsFigure(summary));
  const conductances = windows && conductanceFigure(summary, windows);
  const read = arrays ? readArrays(summary, arrays) : [];
  const all = grid
    ? [
        stepsFigure(summary, published),
        taskFigure(summary, grid),
        boardTdFigure(summary),
        trace && trajectoryFigure(summary, grid, trace),
        trace && occupancyFigure(summary, grid, trace),
        policyFigure(summary, grid),
        valueFigure(summary, grid),
        conductances,
      ]
    : [
        ...(driftOf(summary) ? [weights, stepsFigure(summary)] : [stepsFigure(summary), weights]),
        boardTdFigure(summary),
        trace && stateOccupancyFigure(summary, trace),
        conductances,
      ];
  const ofArrays = [arrayLossFigure, arrayWeightsFigure, arrayErrorFigure].map((draw) => draw(summary, read));
  return [...all, ...ofArrays].filter((figure) => figure !== undefined);
}
