import { UsageError } from '../../core/errors.js';
import { probeChip } from '../../experiment/networks/probe-chip.js';
import type { DeviceTask } from '../../experiment/networks/train-on-devices.js';
import type { Probes } from '../../identify/probes.js';
import { besideTruth } from '../../identify/shallow/beside-truth.js';
import { identifyShallow } from '../../identify/shallow/identify-shallow.js';
import { networkFinding } from '../../identify/shallow/network-finding.js';
import type { Shallow } from '../../identify/shallow/neurons.js';
import { compiledColumns } from '../../kernel/compiled-columns.js';
import { activations } from '../../networks/activations/activations.js';
import { Network } from '../../networks/network.js';

/** A chip to be read through its terminals: plain data, for worker threads. */
export interface ChipTask {
  readonly task: DeviceTask;
  /** numbers of probes, the smallest first; the last ones contain the first */
  readonly counts: readonly number[];
  /** answers to each probe, of which the mean is taken */
  readonly repeats: number;
  readonly students: number;
  readonly maxWidth: number;
}

/** What so many probes say of a chip. */
export interface ChipRow {
  readonly condition: string;
  readonly seed: number;
  readonly probes: number;
  /** whether the fit certifies itself, without a look at the truth */
  readonly identified: boolean;
  /** what is missing, as a sentence */
  readonly doubt?: string;
  /** hidden neurons found, less those that are there; null if there were too few probes for any */
  readonly excess: number | null;
  /** largest cosine distance of a true row to the nearest one found */
  readonly distance: number | null;
  /** root mean square error of the rows, as a share of their length */
  readonly error: number | null;
  /** standard deviation of the noise of an output, as a share of its spread */
  readonly residual: number | null;
}

/** Lets a chip learn, and finds its weights from more and more of the same probes. */
export async function readChip({ task, counts, repeats, students, maxWidth }: ChipTask): Promise<ChipRow[]> {
  const { probes, held } = await probeChip(task, counts.at(-1)!, repeats);
  const network = new Network(task.data.inputs, task.plan.layers);
  const truth = shallowOf(network, held);
  const { activation = 'identity' } = task.plan.layers[0];
  const { symmetry } = activations.get(activation);
  const named = { condition: task.condition.name, seed: task.seed };
  return counts.map((count): ChipRow => {
    const some = { count, inputs: network.inputs, outputs: network.outputs, x: firstOf(probes.inputs, probes.count, count), y: firstOf(probes.targets, probes.count, count) };
    const finding = findingIn(some, { activation, students, maxWidth, seed: task.seed });
    if (typeof finding === 'string') return { ...named, probes: count, identified: false, doubt: finding, excess: null, distance: null, error: null, residual: null };
    const { identified, doubt, residual } = finding;
    return { ...named, probes: count, identified, ...(doubt !== undefined && { doubt }), ...besideTruth(finding, truth, symmetry), residual: residual.share };
  });
} // prettier-ignore

/** A finding, or why there are too few probes for one. */
function findingIn(
  probes: Probes,
  search: { activation: string; students: number; maxWidth: number; seed: number },
) {
  try {
    return networkFinding(identifyShallow(probes, { ...search, make: compiledColumns }));
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

/** The first rows of columns. */
function firstOf(columns: Float64Array, rows: number, count: number): Float64Array {
  const first = new Float64Array((columns.length / rows) * count);
  for (let c = 0; c * rows < columns.length; c++)
    first.set(columns.subarray(c * rows, c * rows + count), c * count);
  return first;
}

/** The parameters of a network with a hidden layer, neuron by neuron. */
function shallowOf({ layers: [hidden, last], inputs }: Network, parameters: Float64Array): Shallow {
  const out = (o: number, j: number) => parameters[last.first + o * last.rowLength + j];
  const outputs = Array.from({ length: last.width }, (_, o) => o);
  return {
    neurons: Array.from({ length: hidden.width }, (_, j) => ({
      row: parameters.slice(hidden.first + j * hidden.rowLength, hidden.first + j * hidden.rowLength + inputs + 1),
      out: Float64Array.from(outputs, (o) => out(o, j)),
    })),
    offset: Float64Array.from(outputs, (o) => out(o, last.inputs)),
  };
} // prettier-ignore
