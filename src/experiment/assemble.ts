import type { DeviceFit } from '../../devices/files/device-form.js';
import type { Environment } from '../../envs/environment.js';
import { TimeLimit } from '../../envs/time-limit.js';
import type { Watch } from '../../envs/watched.js';
import { randomStream, streams } from '../core/random-stream.js';
import { completeSettings } from '../core/setting.js';
import type { Agent } from '../learners/agent.js';
import { arrayOf } from './array/array-of.js';
import { schemeMaker, type Wire } from './array/wired-scheme.js';
import { learnerOf, type Condition } from './condition.js';
import type { Experiment } from './experiment.js';
import { Ledger } from './ledger.js';
import type { Probe } from './probe.js';
import { longestPeriod } from './array/device-rest.js';
import { resting } from './resting-agent.js';
import { placementOf, taskOf, weightsOf } from './weights.js';

/** An agent in its task, on its devices, ready to run. */
export interface Assembly {
  readonly environment: Environment;
  readonly agent: Agent;
  /** Brings the devices to the state that the scheme needs; call it first. */
  prepare(): Promise<void>;
  /** The weights that the devices hold, cells × heads, into `out`. */
  held(out: Float64Array): void;
  /** the digital copy of the weights, if the learner computes with one */
  readonly believed?: Float64Array;
  /** counts what the devices go through */
  readonly ledger: Ledger;
}

/**
 * Wires one condition, once; every seed then gets fresh devices and random streams from the returned function.
 * Curves and their tables are shared by all of them.
 *
 * @param watch sees everything that happens in the task; @param probe sits between the parts; @param wire puts the devices on a board
 */
export function assemble(
  experiment: Experiment,
  condition: Condition,
  fits: readonly DeviceFit[],
  watch?: Watch,
  probe?: Probe,
  wire?: Wire,
): (seed: number) => Assembly {
  const task = taskOf(experiment);
  const learner = learnerOf(condition);
  const { cells, heads } = weightsOf(experiment);
  const learnerSettings = completeSettings(learner.settings, condition.learnerSettings);
  const array = arrayOf(experiment, condition);
  const placed = placementOf(experiment, fits);
  const maker = schemeMaker({ condition, fits, placed, columns: heads.length, array }, probe, wire);
  const learning = { ...experiment, ...condition };
  const period = longestPeriod(maker.conditions);

  return (seed) => {
    const { scheme, meters, believed, held } = maker.make(seed);
    const random = randomStream(seed, 'actions');
    const agent = learner.make({ scheme, learning, random, cells, actions: task.actions }, learnerSettings);
    return {
      environment: new TimeLimit(task.environment(streams(seed), watch), experiment.stepLimit),
      agent: resting(agent, meters, period, array),
      prepare: async () => scheme.prepare?.(),
      held,
      ledger: new Ledger(meters),
      ...(believed && { believed: believed.weight }),
    };
  };
}
