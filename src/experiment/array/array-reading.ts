import type { AdcSettings, DacSettings } from '../../../devices/array/converters/converter-settings.js';
import { makeWires } from '../../../devices/array/make-wires.js';
import type { MakeCircuit } from '../../../devices/array/circuit.js';
import type { Readout } from '../../../devices/array/readout.js';
import type { DeviceFit } from '../../../devices/files/device-form.js';
import { IdealBank } from '../../../devices/ideal.js';
import { SimulatedBoard } from '../../../drivers/boards/simulated-board.js';
import { cellCentres, observationAt } from '../../../envs/place-cells.js';
import { Observation } from '../../core/observation.js';
import { streams } from '../../core/random-stream.js';
import { ReadBatch } from '../../core/read-batch.js';
import { completeSettings } from '../../core/setting.js';
import { Crossbar } from '../../crossbar/crossbar.js';
import { arrayMaker } from '../array-maker.js';
import { catalogue } from '../catalogue.js';
import type { Condition } from '../condition.js';
import type { Experiment } from '../experiment.js';
import { placementOf, taskOf, weightsOf } from '../weights.js';
import { arrayOf, partOf } from './array-of.js';
import type { ArraySetup } from './array-setup.js';
import { encodingOf, periphery, wiresOf } from './periphery.js';

/** Share of the largest input from which a row is driven: place cells count as 0 where they are farther than five widths. */
const DRIVEN = 4e-6;

/** What the wires and converters of an array make of the weights in it: tables of cells × columns, row by row. */
export interface ArrayReading {
  readonly cells: number;
  readonly columns: number;
  /** whether wires or converters are other than ideal */
  readonly parts: { readonly wires: boolean; readonly converters: boolean };
  /** what each device adds to the product of its column for an input of one on its row alone, in an ideal array */
  readonly ideal: Float64Array;
  /** the same through wires and converters */
  readonly effective: Float64Array;
  /** 1 − T/G: which part of its conductance each device has lost behind the wires alone */
  readonly loss: Float64Array;
  /** product through the array minus the ideal one, at each state: a row alone, or the agent at the centre of a place cell */
  readonly error: Float64Array;
}

/**
 * Reads weights through the array of a condition. The read noise of its devices is left out, and so is the rounding error that a converter
 * carries: each value is rounded alone. Undefined where the array is
 * ideal, where weights are on a board, and where several devices share a weight.
 *
 * @param fits of the device file @param weights in the devices, cells × columns, row by row
 */
export function arrayReading(
  experiment: Experiment,
  condition: Condition,
  fits: readonly DeviceFit[],
  weights: ArrayLike<number>,
): ArrayReading | undefined {
  const setup = readableArray(experiment, condition);
  if (setup === undefined) return undefined;
  const { cells, heads } = weightsOf(experiment);
  const columns = heads.length;
  const { firstSeed } = experiment;
  const { lowest, highest } = arrayMaker(condition, fits, placementOf(experiment, fits)).bank(firstSeed);
  const bank = new IdealBank(lowest, highest);
  for (let d = 0; d < bank.size; d++) bank.conductance[d] = lowest[d] + weights[d] * (highest[d] - lowest[d]);
  const encoding = encodingOf(setup);
  const through = (wires: MakeCircuit, readout?: Readout) =>
    new Crossbar(new SimulatedBoard(bank, columns, wires, readout), encoding);
  const around = periphery(setup, bank, columns, streams(firstSeed, 0));
  const real = through(around.wires, around.readout);
  const plain = through(makeWires());
  const single = Array.from({ length: cells }, (_, cell) => only(cell, cells));
  const ideal = products(plain, single);
  const behindWires = products(through(wiresOf(setup)), single);
  const gain = encoding.gain(bank, 1);
  const states = statesOf(experiment) ?? single;
  const expected = products(plain, states);
  return {
    cells,
    columns,
    parts: { wires: partOf(setup.wires) !== undefined, converters: around.readout !== undefined },
    ideal,
    effective: products(real, single),
    loss: ideal.map((sum, d) => (sum - behindWires[d]) / (gain[d] * bank.conductance[d])),
    error: products(real, states).map((sum, i) => sum - expected[i]),
  };
}

/** The array of a condition, where it changes what is read of single devices. */
function readableArray(experiment: Experiment, condition: Condition): ArraySetup | undefined {
  const kind = catalogue.schemes.get(condition.scheme);
  const devices = kind.share(completeSettings(kind.settings, condition.schemeSettings)).length;
  if (experiment.board || devices > 1) return undefined;
  const setup = arrayOf(experiment, condition);
  return setup && [setup.wires, setup.dac, setup.adc].some((part) => partOf(part)) ? alone(setup) : undefined;
}

/** The array with converters that round each value alone. */
function alone({ dac, adc, ...others }: ArraySetup): ArraySetup {
  const rounding = <Part extends object>(part: Part) => ({ ...part, diffuse: false });
  const [up, down] = [partOf<DacSettings>(dac), partOf<AdcSettings>(adc)];
  return { ...others, ...(up && { dac: rounding(up) }), ...(down && { adc: rounding(down) }) };
}

/** What is seen at the centre of each place cell; undefined for tasks without them. */
function statesOf(experiment: Experiment): Observation[] | undefined {
  const { grid } = taskOf(experiment);
  if (!grid) return undefined;
  const centres = cellCentres(grid);
  return centres.map((place) => observing(observationAt(place, centres, grid.width)));
}

function only(cell: number, cells: number): Observation {
  const value = new Float64Array(cells);
  value[cell] = 1;
  return observing(value);
}

function observing(value: Float64Array): Observation {
  const seen = new Observation(value.length);
  seen.value.set(value);
  const driven = [...value.keys()].filter((cell) => value[cell] > DRIVEN * Math.max(...value));
  seen.active.set(driven);
  seen.count = driven.length;
  return seen;
}

/** The weighted sums of each observation, one after the other. */
function products(crossbar: Crossbar, observations: readonly Observation[]): Float64Array {
  const { columns } = crossbar;
  const batch = new ReadBatch(0, columns);
  const sums = new Float64Array(observations.length * columns);
  observations.forEach((observation, i) => {
    batch.clear();
    batch.drive(observation);
    // A simulated board answers in the call.
    void crossbar.multiply(batch);
    sums.set(batch.output, i * columns);
  });
  return sums;
}
