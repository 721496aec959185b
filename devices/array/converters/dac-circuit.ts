import { Observation } from '../../../src/core/observation.js';
import { ReadBatch } from '../../../src/core/read-batch.js';
import { DrivenLines } from '../../noise/driven-lines.js';
import type { Circuit } from '../circuit.js';
import type { Converter } from './converter.js';

/**
 * Any circuit behind digital-to-analogue converters, one a line: each driven line has the voltages that they make of it.
 * With a voltage for each device, columns are read one after the other; with one a line, all of them at once. Lines that
 * are not driven, and the reference current, have no converter. It allocates nothing per product.
 */
export class DacCircuit implements Circuit {
  readonly read?: NonNullable<Circuit['read']>;
  readonly drop?: NonNullable<Circuit['drop']>;
  private gain: Float64Array = new Float64Array(0);
  private readonly lines: DrivenLines;
  private readonly volts: Float64Array;
  private readonly which: Uint32Array;
  private readonly input: Observation;
  /** the products that the circuit behind is asked for, by first, count and direction, made when first needed */
  private readonly asked: (ReadBatch | undefined)[] = [];

  /** @param converter those of the rows, then those of the columns @param atOnce whether a line has one voltage */
  constructor(
    private readonly circuit: Circuit,
    private readonly converter: Converter,
    private readonly rows: number,
    private readonly columns: number,
    private readonly atOnce: boolean,
  ) {
    // The voltage of a single read is rounded where it is turned into a number.
    if (circuit.read) this.read = circuit.read.bind(circuit);
    if (circuit.drop) this.drop = circuit.drop;
    const lines = Math.max(rows, columns);
    this.lines = new DrivenLines(lines, 0);
    this.volts = new Float64Array(lines);
    this.which = new Uint32Array(lines);
    this.input = new Observation(lines);
  }

  calibrate(gain: Float64Array, unit: number): void {
    this.gain = gain;
    this.circuit.calibrate(gain, unit);
  }

  refresh(device: Uint32Array, count: number): void {
    this.circuit.refresh(device, count);
  }

  multiply(batch: ReadBatch): void {
    this.lines.list(batch, this.columns);
    const { input, lines } = this;
    for (let k = 0; k < lines.count; k++) input.active[k] = lines.line[k];
    input.count = lines.count;
    const width = this.atOnce ? batch.columns : 1;
    for (let c = 0; c < batch.columns; c += width) this.pass(batch, c, width);
    for (let k = 0; k < lines.count; k++) input.value[lines.line[k]] = 0;
  }

  /** Reads so many neighbouring sums with the voltages of the first of them. */
  private pass(batch: ReadBatch, from: number, width: number): void {
    const { lines, volts, gain, input, converter, which, rows } = this;
    const { count, stride, first, line } = lines;
    const at = from * stride;
    for (let k = 0; k < count; k++) {
      volts[k] = lines.input[k] * gain[first[k] + at];
      which[k] = batch.transposed ? rows + line[k] : line[k];
    }
    converter.emit(volts, which, count);
    for (let k = 0; k < count; k++) input.value[line[k]] = volts[k] / gain[first[k] + at];
    const asked = this.batchFor(batch.first + from, width, batch.transposed);
    asked.reference[0] = batch.reference[0];
    this.circuit.multiply(asked);
    for (let c = 0; c < width; c++) batch.amperes[from + c] = asked.amperes[c];
  }

  private batchFor(first: number, width: number, transposed: boolean): ReadBatch {
    const lines = Math.max(this.rows, this.columns) + 1;
    const place = (first * lines + width) * 2 + (transposed ? 1 : 0);
    const known = this.asked[place];
    if (known !== undefined) return known;
    const made = new ReadBatch(first, width, [1], transposed);
    made.drive(this.input);
    return (this.asked[place] = made);
  }
}
