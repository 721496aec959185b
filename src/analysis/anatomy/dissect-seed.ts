import type { DeviceFit } from '../../../devices/files/device-form.js';
import { schemes } from '../../schemes/schemes.js';
import { assemble } from '../../experiment/assemble.js';
import type { Condition } from '../../experiment/condition.js';
import { runEpisode } from '../../experiment/episode.js';
import { ErrorHistory } from './error-history.js';
import { ErrorParts } from './error-parts.js';
import type { Experiment } from '../../experiment/experiment.js';
import { completeSettings } from '../../experiment/scheme-settings.js';
import { ShadowedAgent } from './agent-with-ideal-copy.js';
import { tasks } from '../../experiment/tasks.js';
import { TwinProbe } from './error-probe.js';

/** What one seed tells of its write errors. */
export interface SeedAnatomy {
  parts: ErrorParts;
  /** root mean square distance of the critic from the shadow's, at the first of `learningSteps` */
  distances: number[];
  /** what is left of an error after 0, 1, … visits, as a share of it */
  response: number[] | undefined;
  /** distance from the shadow at the end */
  critic: number;
  actor: number;
}

/** Dissects one condition, one seed after the other: the very runs of the experiment, taken apart as they go. */
export function dissection(
  experiment: Experiment,
  condition: Condition,
  fits: readonly DeviceFit[],
): (seed: number) => Promise<SeedAnatomy> {
  const { cells, actions } = tasks[experiment.environment];
  const probe = new TwinProbe(cells * (1 + actions));
  const make = assemble(experiment, condition, fits, undefined, probe);
  const share = schemes[condition.scheme].share(completeSettings(condition.scheme, condition.schemeSettings));
  return async (seed) => {
    const { environment, agent, held: hold, prepare } = make(seed);
    const shadowed = new ShadowedAgent(agent, { ...experiment, ...condition }, cells, actions);
    const parts = new ErrorParts(probe, share);
    const history = new ErrorHistory(cells, 1 + actions);
    const held = new Float64Array(probe.wish.length);
    await prepare();
    probe.clear();
    for (let episode = 0; episode < experiment.episodes; episode++) {
      await runEpisode(environment, shadowed, (batch) => {
        hold(held);
        parts.note(held, batch);
        history.note(held, shadowed.weight, probe.wish, parts.last);
        probe.clear();
      });
    }
    const [critic, actor] = history.distances(held, shadowed.weight);
    return { parts, distances: history.critic, response: history.response(), critic, actor };
  };
}
