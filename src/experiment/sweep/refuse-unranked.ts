import { isSimulated } from '../board/board-port.js';
import { catalogue } from '../catalogue.js';
import type { Condition } from '../condition.js';
import { ExperimentError, type Experiment } from '../experiment.js';
import type { Until } from './until.js';

/** Which conditions are ranked by their steps: those that learn on devices, or all where none does. Steps with digital weights say nothing about devices. */
export function rankedConditions({ conditions }: Pick<Experiment, 'conditions'>): boolean[] {
  const onDevices = conditions.map(learnsOnDevices);
  return onDevices.includes(true) ? onDevices : onDevices.map(() => true);
}

function learnsOnDevices({ bank, scheme }: Condition): boolean {
  return catalogue.devices.get(bank).exact !== true && catalogue.schemes.get(scheme).believes !== true;
}

/** Refuses an adaptive sweep that cannot be carried out. @throws ExperimentError in one sentence */
export function refuseUnranked(experiment: Experiment, until: Until): void {
  const { board, conditions } = experiment;
  if (board && !isSimulated(board.port))
    throw new ExperimentError('until: got it beside a board, whose devices change from run to run: expected a sweep without board', ['until']);
  if (!('left' in until)) return;
  const { left } = until;
  if (left >= conditions.length)
    throw new ExperimentError(`until.left: got ${left}: expected fewer than the ${conditions.length} combinations`, ['until', 'left']);
  const unranked = rankedConditions(experiment).indexOf(false);
  if (unranked < 0) return;
  throw new ExperimentError(
    `until.left: got the combination "${conditions[unranked].name}", whose steps with digital weights say nothing about devices: expected conditions that learn on devices; list those under conditions`,
    ['until', 'left'],
  );
} // prettier-ignore
