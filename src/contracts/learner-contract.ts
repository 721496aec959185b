import type { Step } from '../../envs/environment.js';
import { IdealBank } from '../../devices/ideal.js';
import { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
import { ObservationPair } from '../core/observation.js';
import { RandomStream } from '../core/random-stream.js';
import { completeSettings } from '../core/setting.js';
import type { UpdateBatch } from '../core/update-batch.js';
import { ExactCrossbar } from '../crossbar/exact-crossbar.js';
import type { Agent } from '../learners/agent.js';
import type { Head, LearnerKind } from '../learners/learner-kind.js';
import { shapeFaults } from './kind-shape.js';
import { faultsOf, type Laws } from './laws.js';

const CELLS = 6;
const ACTIONS = 3;
const STEPS = 300;
const LEARNING = { learningRate: 0.2, discount: 0.9, temperature: 0.3, threshold: 0 };

/** What every learner must do, in exact memory. */
const learnerLaws: Laws<LearnerKind> = {
  'each column has a name, and each weight a role and a column of its own': (kind) => {
    const heads = kind.heads(ACTIONS);
    if (!Array.isArray(heads) || heads.length === 0)
      return `heads: got ${JSON.stringify(heads)}: expected a list with at least one head`;
    const every = (name: (head: Head, cell: number) => string) =>
      Array.from({ length: CELLS }, (_, cell) => heads.map((head) => name(head, cell))).flat();
    return (
      nameFault('name', heads.map(({ name }) => name)) ??
      nameFault('role', every((head, cell) => head.role(cell))) ??
      nameFault('column', every((head, cell) => head.column(cell)))
    ); // prettier-ignore
  },

  'it takes actions that there are': (kind) => course(kind, ({ action }) => {
    if (Number.isInteger(action) && action >= 0 && action < ACTIONS) return undefined;
    return `act: got the action ${action}: expected a whole number from 0 to ${ACTIONS - 1}`;
  }), // prettier-ignore

  'each update is of a weight of its own, with a finite change': (kind) =>
    course(kind, ({ batch, heads }) => updateFault(batch, CELLS * heads)),

  'it learns from rewards': async (kind) => {
    let updates = 0;
    const fault = await course(kind, ({ batch }) => {
      for (let i = 0; i < batch.count; i++) if (batch.delta[i] !== 0) updates++;
      return undefined;
    });
    if (fault !== undefined || updates > 0) return fault;
    return `learn: got no update in ${STEPS} steps with rewards: expected some, in its batch and through scheme.apply`;
  },

  'the same stream gives the same actions and updates': async (kind) => {
    const [one, other] = [await trail(kind), await trail(kind)];
    return one.join() === other.join()
      ? undefined
      : 'act: got other actions or updates with the same seed: expected the same, with all random numbers from the given stream and no Math.random';
  },

  'its value is finite, and its odds are not negative and not all zero': (kind) => {
    const settings = completeSettings(kind.settings);
    const sums = new Float64Array(kind.heads(ACTIONS).length).fill(0.3);
    const value = kind.value(sums, settings);
    if (!Number.isFinite(value)) return `value: got ${value}: expected a finite number`;
    const odds = new Float64Array(ACTIONS);
    kind.odds(sums, LEARNING, odds, settings);
    const right = odds.every((x) => x >= 0 && Number.isFinite(x)) && odds.some((x) => x > 0);
    return right
      ? undefined
      : `odds: got ${odds.join(', ')}: expected finite numbers, none negative and not all zero`;
  },
};

/** The faults of a learner kind, a sentence each: its form, and its agents with the default settings. */
export async function learnerFaults(kind: LearnerKind): Promise<string[]> {
  const shape = shapeFaults(kind, ['heads', 'make', 'value', 'odds']);
  return shape.length > 0 ? shape : faultsOf(learnerLaws, kind);
}

function nameFault(what: string, names: readonly unknown[]): string | undefined {
  const wrong = names.find((name, i) => typeof name !== 'string' || !/^[^",\r\n]+$/.test(name) || names.indexOf(name) !== i);
  return wrong === undefined && !names.includes(undefined)
    ? undefined
    : `heads: got the ${what} ${JSON.stringify(wrong)}: expected one for each that differs from the others, without quotes, commas and line breaks`;
} // prettier-ignore

function updateFault({ device, delta, count }: UpdateBatch, size: number): string | undefined {
  const seen = new Set<number>();
  for (let i = 0; i < count; i++) {
    if (!(device[i] < size)) return `learn: got device ${device[i]} in the batch: expected one below ${size}, cells × heads`;
    if (seen.has(device[i])) return `learn: got device ${device[i]} twice in one batch: expected each once`;
    if (!Number.isFinite(delta[i])) return `learn: got the change ${delta[i]} of device ${device[i]}: expected a finite number`;
    seen.add(device[i]);
  }
  return undefined;
} // prettier-ignore

/** What one step of learning looks like from outside. */
interface Moment {
  readonly action: number;
  readonly batch: UpdateBatch;
  readonly heads: number;
}

/** Actions, devices and changes of a course, one after the other. */
async function trail(kind: LearnerKind): Promise<number[]> {
  const all: number[] = [];
  await course(kind, ({ action, batch: { device, delta, count } }) => {
    all.push(action, ...device.subarray(0, count), ...delta.subarray(0, count));
    return undefined;
  });
  return all;
}

/** A ring of cells that pays for action 0 and ends now and then; the first fault. */
async function course(
  kind: LearnerKind,
  look: (moment: Moment) => string | undefined,
): Promise<string | undefined> {
  const heads = kind.heads(ACTIONS).length;
  const agent = agentOf(kind, heads);
  const seen = new ObservationPair(CELLS, 1);
  const step: Step = { reward: 0, terminated: false, truncated: false, forced: false };
  for (let k = 0; k < STEPS; k++) {
    show(seen, k === 0 || step.terminated ? 0 : k);
    const action = await agent.act(seen.present);
    step.reward = action === 0 ? 1 : 0;
    step.terminated = k % 10 === 9;
    show(seen, k + 1);
    await agent.learn(step, seen.present);
    const fault = look({ action, batch: agent.batch, heads });
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function show(seen: ObservationPair, cell: number): void {
  const { value } = seen.turn();
  value.fill(0);
  value[cell % CELLS] = 1;
}

function agentOf(kind: LearnerKind, heads: number): Agent {
  const size = CELLS * heads;
  const memory = new IdealBank(new Float64Array(size).fill(1e-5), new Float64Array(size).fill(3e-5));
  const crossbar = new ExactCrossbar(new SimulatedBoard(memory, heads), memory.conductance);
  return kind.make(
    {
      scheme: { multiply: (batch) => crossbar.multiply(batch), apply: (batch) => crossbar.program(batch) },
      learning: LEARNING,
      random: new RandomStream('contract of a learner'),
      cells: CELLS,
      actions: ACTIONS,
    },
    completeSettings(kind.settings),
  );
}
