import { ideal } from '../../devices/ideal.js';
import { DEFAULT_WALK } from '../../devices/vcm/cycle-walk.js';
import { cycleDevices, meanDevices } from '../../devices/vcm/vcm-kinds.js';
import { tMaze } from '../../envs/t-maze.js';
import { waterMaze } from '../../envs/water-maze.js';
import { actorCritic } from '../learners/actor-critic.js';
import { openLoop } from '../schemes/open-loop.js';
import { pulseKinds } from '../schemes/pulse-count.js';
import { selfCorrecting } from '../schemes/self-correcting.js';
import { arrayOf } from './array/array-of.js';
import type { ArraySetup } from './array/array-setup.js';
import { catalogue } from './catalogue.js';
import { learnerName, learnerOf, type Condition } from './condition.js';
import { activeNoises } from './noise-choice.js';

/** What carries out a simulation: the parts in TypeScript, which can do everything, or one loop compiled to WebAssembly. */
export const engineNames = ['ts', 'wasm'] as const;
export type Engine = (typeof engineNames)[number];

/** What of an experiment decides about the engine. */
interface EngineChoice {
  readonly environment: string;
  /** undefined for the compiled loop wherever it can */
  readonly engine?: Engine;
  readonly board?: unknown;
  readonly array?: ArraySetup;
}

/** The engine of a condition. */
export function engineOf(experiment: EngineChoice, condition: Condition): Engine {
  return experiment.engine ?? (outOfScope(experiment, condition) === undefined ? 'wasm' : 'ts');
}

/** What of a condition the compiled loop was not made for, as `scheme write-verify`; undefined if there is nothing. Noises that are standard deviations are in its scope, those of plugins too. */
export function outOfScope(experiment: EngineChoice, condition: Condition): string | undefined {
  const { environment, board } = experiment;
  const { bank, scheme, pulses, averaging, walk, sigma, noise } = condition;
  const { walks } = catalogue.devices.get(bank);
  if (board !== undefined) return 'board';
  if (arrayOf(experiment, condition) !== undefined) return 'array';
  if (!isOneOf([tMaze, waterMaze], catalogue.tasks.get(environment))) return `task ${environment}`;
  if (!isOneOf([meanDevices, cycleDevices, ideal], catalogue.devices.get(bank))) return `bank ${bank}`;
  if (!isOneOf([selfCorrecting, openLoop], catalogue.schemes.get(scheme))) return `scheme ${scheme}`;
  if (learnerOf(condition) !== actorCritic) return `learner ${learnerName(condition)}`;
  if (catalogue.pulses.get(pulses) !== pulseKinds.linear) return `pulses ${pulses}`;
  if (averaging !== undefined) return `averaging ${averaging}`;
  if (walks && walk !== DEFAULT_WALK) return `walk ${walk}`;
  const beside = activeNoises(sigma === undefined ? noise : { write: sigma }).find(
    ({ kind }) => 'part' in kind,
  );
  return beside && `noise ${beside.name}`;
}

function isOneOf(kinds: readonly unknown[], kind: unknown): boolean {
  return kinds.includes(kind);
}
