import type { DeviceFit } from '../../../devices/files/device-form.js';
import { completeSettings } from '../../core/setting.js';
import { catalogue } from '../../experiment/catalogue.js';
import { assemble } from '../../experiment/assemble.js';
import type { Condition } from '../../experiment/condition.js';
import { runEpisode } from '../../experiment/episode.js';
import { ErrorHistory } from './error-history.js';
import { ErrorParts } from './error-parts.js';
import type { Experiment } from '../../experiment/experiment.js';
import { AgentWithIdealCopy } from './agent-with-ideal-copy.js';
import { taskOf } from '../../experiment/weights.js';
import { ErrorProbe } from './error-probe.js';

/** The anatomy of the write errors of one seed. */
export interface SeedAnatomy {
  parts: ErrorParts;
  /** r.m.s. distance of the critic from the ideal copy, at the first of `learningSteps` */
  distances: number[];
  /** share of an error that is left after 0, 1, … visits */
  response: number[] | undefined;
  /** distance from the ideal copy at the end */
  critic: number;
  actor: number;
}

/** A function that runs one seed of a condition and splits its write errors; the run itself is that of the experiment, bit for bit. */
export function dissection(
  experiment: Experiment,
  condition: Condition,
  fits: readonly DeviceFit[],
): (seed: number) => Promise<SeedAnatomy> {
  const { cells, actions } = taskOf(experiment);
  const probe = new ErrorProbe(cells * (1 + actions));
  const make = assemble(experiment, condition, fits, undefined, probe);
  const kind = catalogue.schemes.get(condition.scheme);
  const share = kind.share(completeSettings(kind.settings, condition.schemeSettings));
  return async (seed) => {
    const { environment, agent, held: readWeights, prepare } = make(seed);
    const pair = new AgentWithIdealCopy(agent, { ...experiment, ...condition }, cells, actions);
    const parts = new ErrorParts(probe, share);
    const history = new ErrorHistory(cells, 1 + actions);
    const weights = new Float64Array(probe.requested.length);
    await prepare();
    probe.clear();
    for (let episode = 0; episode < experiment.episodes; episode++) {
      await runEpisode(environment, pair, (batch) => {
        readWeights(weights);
        parts.add(weights, batch);
        history.add(weights, pair.weight, probe.requested, parts.last);
        probe.clear();
      });
    }
    const [critic, actor] = history.distances(weights, pair.weight);
    return { parts, distances: history.critic, response: history.response(), critic, actor };
  };
}
