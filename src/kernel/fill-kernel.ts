import type { DeviceFit } from '../../devices/files/device-form.js';
import { PINK_READS } from '../../devices/noise/read-noise.js';
import type { ResponseCurves } from '../../devices/vcm/response-curves.js';
import { cycleModel, meanModel, type VcmModel } from '../../devices/vcm/vcm-model.js';
import type { PulseCosts } from '../../drivers/boards/pulse-costs.js';
import { RunError } from '../core/errors.js';
import { arrayNoise } from '../experiment/array-noise.js';
import { catalogue } from '../experiment/catalogue.js';
import type { Condition } from '../experiment/condition.js';
import type { Experiment } from '../experiment/experiment.js';
import { taskOf } from '../experiment/weights.js';
import type { Kernel } from './kernel.js';

/** What the kernel has room for: cells, actors of a cell, cells along a field’s reach of five widths, and steps of an episode. */
const ROOM = { cells: 128, actions: 8, reach: 6, steps: 2 ** 31 - 1 };
/** Numbers of a curve in its memory that are those of `ResponseCurves`; the other two are its noise. */
const RESPONSE = 10;

/**
 * Writes a condition into a kernel: its task, its learning, and its devices.
 *
 * @param placed for each weight, the index of its fit @returns the kernel's number of each weight
 * @throws RunError if the task is too large for the kernel
 */
export function fillKernel(
  kernel: Kernel,
  experiment: Experiment,
  condition: Condition,
  fits: readonly DeviceFit[],
  placed: Uint16Array,
  price: PulseCosts,
): Uint32Array {
  const { actions } = taskOf(experiment);
  const order = Uint32Array.from(placed, (_, d) => {
    const cell = Math.floor(d / (1 + actions));
    const head = d % (1 + actions);
    return head === 0 ? cell : kernel.call.ACTORS.value + cell * actions + head - 1;
  });
  const write = (column: Parameters<Kernel['numbers']>[0], value: (fit: DeviceFit, d: number) => number) => {
    const to = kernel.numbers(column);
    placed.forEach((fit, d) => (to[order[d]] = value(fits[fit], d)));
  };
  // Curves come first, because their room moves the memory.
  const model = modelOf(condition, fits, placed);
  const curves = model ? fillCurves(kernel, model) : 0;
  fillTask(kernel, experiment);
  const { learningRate, discount, temperature, threshold, stepLimit } = { ...experiment, ...condition };
  kernel.set({ learningRate, discount, temperature, threshold, stepLimit: Math.min(stepLimit, ROOM.steps) });
  const { believes = false } = catalogue.schemes.get(condition.scheme);
  const { cycles = 1, writeNoisy = false, readNoisy = false } = model ?? {};
  kernel.set({ exact: !model, openLoop: believes, cycles, writeNoisy, readNoisy, curves });
  write('range', ({ pulses }) => pulses);
  write('lowest', ({ lowestSiemens }) => lowestSiemens);
  write('highest', ({ highestSiemens }) => highestSiemens);
  write('setPrice', (_, d) => price.set[d]);
  write('resetPrice', (_, d) => price.reset[d]);
  write('readPrice', (_, d) => price.read[d]);
  write('curve', (_, d) => 2 * cycles * placed[d]);
  write('white', (_, d) => (model?.white[placed[d]] ?? 0) ** 2);
  write('pink', (_, d) => model?.pink[placed[d]] ?? 0);
  return order;
}

function fillTask(kernel: Kernel, experiment: Experiment): void {
  const { cells, actions, grid } = taskOf(experiment);
  const { side = cells, extent = 0, width = 1 } = grid ?? {};
  const reach = grid ? Math.ceil((5 * width * (side - 1)) / (2 * extent)) + 1 : 0;
  if (cells > ROOM.cells || actions > ROOM.actions || actions % 2 === 1 || reach > ROOM.reach)
    throw new RunError(
      `the compiled loop: got a task of ${cells} cells and ${actions} actions: expected at most ${ROOM.cells} cells, an even number of actions up to ${ROOM.actions}, and fields that reach ${ROOM.reach - 1} cells; set engine: ts`,
    );
  kernel.set({ inPlane: grid !== undefined, side, extent, width, actions });
}

/** The device model of measured devices; none for exact memories. */
function modelOf(
  { bank, sigma, noise }: Condition,
  fits: readonly DeviceFit[],
  placed: Uint16Array,
): VcmModel<ResponseCurves> | undefined {
  const { exact, walks } = catalogue.devices.get(bank);
  if (exact) return undefined;
  const { structure } = arrayNoise(sigma === undefined ? noise : { write: sigma }, fits, placed);
  return (walks ? cycleModel : meanModel)(fits, structure);
}

/** @returns the address of the curves */
function fillCurves(kernel: Kernel, { curves, update, pulse }: VcmModel<ResponseCurves>): number {
  const { call } = kernel;
  const address = call.reserve(call.CURVE.value * update.length);
  const width = call.CURVE.value / 8;
  const table = new Float64Array(call.memory.buffer, address, width * update.length);
  update.forEach((deviation, row) => {
    table.set(curves.table.subarray(row * RESPONSE, (row + 1) * RESPONSE), row * width);
    table.set([deviation, pulse[row]], row * width + RESPONSE);
  });
  const longest = call.LONGEST.value;
  const kept = kernel.numbers('kept', PINK_READS.length * (longest + 1));
  PINK_READS.forEach((reads, k) => {
    for (let gap = 0; gap < longest; gap++) kept[k * (longest + 1) + gap] = Math.exp(-gap / reads);
  });
  return address;
}
