import type { DeviceKind } from '../../devices/device-kind.js';
import type { NoiseKind } from '../../devices/noise/noise-kind.js';
import type { ReliabilityKind } from '../../devices/wrappers/reliability-kind.js';
import type { TaskKind } from '../../envs/task-kind.js';
import type { BoardKind } from '../../drivers/protocols/board-kind.js';
import { boardKindFaults } from '../contracts/board-kind-contract.js';
import { deviceFaults } from '../contracts/device-contract.js';
import { learnerFaults } from '../contracts/learner-contract.js';
import { noiseFaults } from '../contracts/noise-contract.js';
import { reliabilityFaults } from '../contracts/reliability-contract.js';
import { schemeFaults } from '../contracts/scheme-contract.js';
import { taskFaults } from '../contracts/task-contract.js';
import { shown } from '../core/complaint.js';
import { UsageError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import type { LearnerKind } from '../learners/learner-kind.js';
import type { SchemeKind } from '../schemes/scheme-kind.js';
import { catalogue } from './catalogue.js';

/** What a plugin adds to the catalogue: kinds by name. In experiments they are called plugin/name. */
export interface Plugin {
  readonly devices?: Readonly<Record<string, DeviceKind>>;
  readonly noises?: Readonly<Record<string, NoiseKind>>;
  readonly reliability?: Readonly<Record<string, ReliabilityKind>>;
  readonly tasks?: Readonly<Record<string, TaskKind>>;
  readonly schemes?: Readonly<Record<string, SchemeKind>>;
  readonly learners?: Readonly<Record<string, LearnerKind>>;
  readonly boards?: Readonly<Record<string, BoardKind>>;
}

/** A plugin as it is, with its types checked. */
export function definePlugin<P extends Plugin>(plugin: P): P {
  return plugin;
}

/** How the kinds of each sort are checked, and how they get into the catalogue. */
const sorts: Readonly<
  Record<keyof Plugin, { faults(kind: unknown): Promise<string[]>; add(name: string, kind: unknown): void }>
> = {
  devices: {
    faults: (kind) => deviceFaults(kind as DeviceKind),
    add: (name, kind) => catalogue.devices.add(name, kind as DeviceKind),
  },
  noises: {
    faults: (kind) => noiseFaults(kind as NoiseKind),
    add: (name, kind) => catalogue.noises.add(name, kind as NoiseKind),
  },
  reliability: {
    faults: (kind) => reliabilityFaults(kind as ReliabilityKind),
    add: (name, kind) => catalogue.reliability.add(name, kind as ReliabilityKind),
  },
  tasks: {
    faults: (kind) => taskFaults(kind as TaskKind),
    add: (name, kind) => catalogue.tasks.add(name, kind as TaskKind),
  },
  schemes: {
    faults: (kind) => schemeFaults(kind as SchemeKind),
    add: (name, kind) => catalogue.schemes.add(name, kind as SchemeKind),
  },
  learners: {
    faults: (kind) => learnerFaults(kind as LearnerKind),
    add: (name, kind) => catalogue.learners.add(name, kind as LearnerKind),
  },
  boards: {
    faults: async (kind) => boardKindFaults(kind),
    add: (name, kind) => catalogue.boards.add(name, kind as BoardKind),
  },
};

/** Letters that a name of a kind may have: what tables and paths can hold. */
const NAME = /^[\w.-]+$/;
/** The same for a plugin, which may be a scoped package. */
const PLUGIN_NAME = /^(@[\w.-]+\/)?[\w.-]+$/;

/**
 * Adds the kinds of a plugin to the catalogue: all of them, or none.
 *
 * @param place where the plugin is, for refusals @param checked whether its kinds are known to keep their contracts
 * @throws UsageError with the first fault
 */
export async function addPlugin(name: string, place: string, plugin: unknown, checked = false): Promise<void> {
  const refusal = (fault: string) => new UsageError(`plugin ${name} (${place}): ${fault}`);
  if (!PLUGIN_NAME.test(name)) throw refusal(`got the name ${shown(name)}: expected letters, digits, ".", "_" and "-"; rename the file`);
  const kinds = kindsOf(plugin, refusal);
  for (const { sort, own, kind } of kinds) {
    if (!NAME.test(own)) throw refusal(`${sort}: got the name ${shown(own)}: expected letters, digits, ".", "_" and "-"`);
    if (catalogue[sort].has(`${name}/${own}`)) throw refusal(`${sort}: got the name ${name}/${own} twice: expected names that differ`);
    const [fault] = checked ? [] : await sorts[sort].faults(kind);
    if (fault !== undefined) throw refusal(`${sort}.${own}: ${fault}`);
  }
  for (const { sort, own, kind } of kinds) sorts[sort].add(`${name}/${own}`, kind);
} // prettier-ignore

interface Found {
  readonly sort: keyof Plugin;
  readonly own: string;
  readonly kind: unknown;
}

function kindsOf(plugin: unknown, refusal: (fault: string) => UsageError): Found[] {
  const names = Object.keys(sorts);
  if (typeof plugin !== 'object' || plugin === null)
    throw refusal(`got ${shown(plugin)} as default export: expected an object with some of ${names.join(', ')}`);
  const found = Object.entries(plugin as Record<string, unknown>).flatMap(([sort, kinds]) => {
    if (!Object.hasOwn(sorts, sort))
      throw refusal(`got "${sort}": expected some of ${names.join(', ')}${nearest(sort, names)}`);
    if (typeof kinds !== 'object' || kinds === null)
      throw refusal(`${sort}: got ${shown(kinds)}: expected an object of kinds by name`);
    return Object.entries(kinds).map(([own, kind]) => ({ sort: sort as keyof Plugin, own, kind: kind as unknown }));
  });
  if (found.length === 0) throw refusal('got no kinds: expected at least one');
  return found;
} // prettier-ignore
