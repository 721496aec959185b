import type { DeviceFit } from '../../../devices/files/device-form.js';
import { completeSettings } from '../../core/setting.js';
import { catalogue } from '../../experiment/catalogue.js';
import { assemble } from '../../experiment/assemble.js';
import { learnerOf, type Condition } from '../../experiment/condition.js';
import { runEpisode } from '../../experiment/episode.js';
import { ErrorHistory } from './error-history.js';
import { ErrorParts } from './error-parts.js';
import type { Experiment } from '../../experiment/experiment.js';
import { AgentWithIdealCopy } from './agent-with-ideal-copy.js';
import { taskOf, weightsOf } from '../../experiment/weights.js';
import { UsageError } from '../../core/errors.js';
import { RandomStream } from '../../core/random-stream.js';
import type { UpdateScheme } from '../../schemes/update-scheme.js';
import type { Head } from '../../learners/learner-kind.js';
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

/** A function that runs one seed of a condition and splits its write errors; the run itself is that of the experiment with engine ts, bit for bit. */
export function dissection(
  experiment: Experiment,
  condition: Condition,
  fits: readonly DeviceFit[],
): (seed: number) => Promise<SeedAnatomy> {
  const { actions } = taskOf(experiment);
  const { cells, heads } = weightsOf(experiment);
  refuseWithoutCritic(condition, heads);
  const columns = heads.length;
  const probe = new ErrorProbe(cells * columns);
  const make = assemble(experiment, condition, fits, undefined, probe);
  const kind = catalogue.schemes.get(condition.scheme);
  const share = kind.share(completeSettings(kind.settings, condition.schemeSettings));
  const learner = learnerOf(condition);
  const settings = completeSettings(learner.settings, condition.learnerSettings);
  const copy = (scheme: UpdateScheme) => {
    const random = new RandomStream('ideal copy');
    const learning = { ...experiment, ...condition };
    return learner.make({ scheme, learning, random, cells, actions }, settings);
  };
  return async (seed) => {
    const { environment, agent, held: readWeights, prepare } = make(seed);
    const pair = new AgentWithIdealCopy(agent, copy, cells, columns);
    const parts = new ErrorParts(probe, share);
    const history = new ErrorHistory(cells, columns);
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

/** The first column is compared as the critic, the others as the actor. */
function refuseWithoutCritic({ learner }: Condition, [first]: readonly Head[]): void {
  if (first.action === undefined) return;
  throw new UsageError(
    `got the learner ${learner}, which has no critic: the anatomy splits the errors of a critic and an actor; expected an actor–critic`,
  );
}
