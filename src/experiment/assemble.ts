import type { DeviceBank } from '../../devices/device-bank.js';
import type { DeviceFit } from '../../devices/device-file.js';
import { IdealBank } from '../../devices/ideal.js';
import { MeanCalibration } from '../../devices/mean-calibration.js';
import { MeteredBoard } from '../../drivers/metered-board.js';
import { SimulatedBoard } from '../../drivers/simulated-board.js';
import type { Environment } from '../../envs/environment.js';
import { TimeLimit } from '../../envs/time-limit.js';
import type { Watch } from '../../envs/watched.js';
import { ActorCritic } from '../agents/actor-critic.js';
import type { Agent } from '../agents/agent.js';
import { randomStream } from '../core/random-stream.js';
import { Crossbar } from '../crossbar/crossbar.js';
import { OpenLoop } from '../schemes/open-loop.js';
import { InversePulses, LinearPulses, noPulses, type PulseCount } from '../schemes/pulse-count.js';
import { SelfCorrecting } from '../schemes/self-correcting.js';
import type { Condition } from './condition.js';
import type { Experiment } from './experiment.js';
import { Ledger } from './ledger.js';
import { bankMaker } from './make-bank.js';
import { tasks } from './tasks.js';

/** An agent in its task, on its devices, ready to run. */
export interface Assembly {
  readonly environment: Environment;
  readonly agent: Agent;
  /** weights that the devices hold, cells × (1 + actions), into `out` */
  held(out: Float64Array): void;
  /** what an open-loop learner believes them to be */
  readonly believed?: Float64Array;
  /** what its devices go through */
  readonly ledger: Ledger;
}

/**
 * Wires one condition, once; every seed then gets fresh devices and random streams from the returned function.
 * Curves and their tables are shared by all of them.
 *
 * @param watch is told of all that happens in the task
 */
export function assemble(
  experiment: Experiment,
  condition: Condition,
  fits: readonly DeviceFit[],
  watch?: Watch,
): (seed: number) => Assembly {
  const task = tasks[experiment.environment];
  const placed = task.place(fits);
  const columns = 1 + task.actions;
  const makeBank = bankMaker(condition, fits, placed);
  const pulses = pulseCount(condition, fits, placed);
  const learning = { ...experiment, ...condition };
  const conditions = Array.from(placed, (fit) => fits[fit].conditions);

  return (seed) => {
    const bank = makeBank(seed);
    // The open loop never asks where its devices are.
    const readsBack = condition.scheme !== 'open-loop';
    const board = new MeteredBoard(new SimulatedBoard(bank, columns), conditions, readsBack);
    const crossbar = new Crossbar(board);
    const ideal = () => new Crossbar(new SimulatedBoard(new IdealBank(bank.lowest, bank.highest), columns));
    const mirror = condition.scheme === 'open-loop' ? ideal() : undefined;
    const scheme = mirror ? new OpenLoop(crossbar, mirror, pulses) : new SelfCorrecting(crossbar, pulses);
    const agent = new ActorCritic(scheme, learning, randomStream(seed, 'actions'), task.cells, task.actions);
    const environment = new TimeLimit(task.environment(seed, watch), experiment.stepLimit);
    const held = (out: Float64Array) => weightsOf(bank, out);
    const ledger = new Ledger([board]);
    return { environment, agent, held, ledger, ...(mirror && { believed: mirror.weight }) };
  };
}

/** Without the noise that a read would add. */
function weightsOf({ conductance, lowest, highest }: DeviceBank, out: Float64Array): void {
  for (let d = 0; d < out.length; d++) out[d] = (conductance[d] - lowest[d]) / (highest[d] - lowest[d]);
}

function pulseCount(condition: Condition, fits: readonly DeviceFit[], placed: Uint16Array): PulseCount {
  if (condition.bank === 'ideal') return noPulses;
  const range = Int32Array.from(placed, (fit) => fits[fit].pulses);
  if (condition.pulses === 'linear') return new LinearPulses(range);
  return new InversePulses(new MeanCalibration(fits, placed), range);
}
