import type { ResidualObjective } from '../../core/maths/objective.js';
import { NONE, type Activation } from '../../networks/activations/activation.js';
import type { ColumnEngine, MakeEngine } from '../../networks/columns/column-engine.js';
import { PlainEngine } from '../../networks/columns/plain-engine.js';
import { laidOut } from '../../networks/columns/places.js';
import type { Probes } from '../probes.js';

/** Probes that are worked on at once, and columns whose products are. */
const [LENGTH, GROUP] = [256, 16];

/**
 * The mean square loss of networks of one hidden layer whose inputs reach the outputs directly too. Its parameters are those of `Network`, then
 * the weights of the inputs in each output.
 */
export class SkipLoss implements ResidualObjective {
  readonly size: number;
  private readonly engine: ColumnEngine;
  private readonly places: Places;
  /** number of columns: of values, of slopes times inputs, and of inputs */
  private readonly columns: number;
  private readonly rowLength: number;
  /** the weight of the column of each parameter in each output: [parameter × outputs + output] */
  private readonly factors: Float64Array;
  private readonly columnOf: Int32Array;

  constructor(
    private readonly probes: Probes,
    private readonly width: number,
    private readonly activation: Activation,
    make: MakeEngine = (numbers) => new PlainEngine(numbers),
  ) {
    const { inputs, outputs } = probes;
    const rowLength = inputs + 1;
    this.rowLength = rowLength;
    this.columns = width + (width + 1) * rowLength;
    this.size = width * rowLength + outputs * (width + rowLength);
    this.columnOf = columnsOf(width, inputs, outputs);
    this.factors = new Float64Array(this.size * outputs);
    const { engine, places } = laidOut(make, (take) => ({
      rows: take(width * rowLength),
      out: take(outputs * width),
      direct: take(outputs * rowLength),
      z: take(width * LENGTH),
      slopes: take(width * LENGTH),
      columns: take(this.columns * LENGTH),
      rest: take(outputs * LENGTH),
      gram: take(this.columns ** 2),
      toRest: take(this.columns * outputs),
    }));
    this.engine = engine;
    this.places = places;
  }

  gaussNewton(parameters: Float64Array, gradient: Float64Array, matrix: Float64Array): number {
    const { engine, places, columns, probes } = this;
    this.begin(parameters);
    engine.numbers.fill(0, places.gram, places.gram + columns ** 2);
    engine.numbers.fill(0, places.toRest, places.toRest + columns * probes.outputs);
    let squares = 0;
    for (let first = 0; first < probes.count; first += LENGTH)
      squares += this.add(first, Math.min(LENGTH, probes.count - first));
    this.copyTo(gradient, matrix);
    return squares / probes.count;
  }

  /** Takes up parameters: matrices for the engine, and the weight of each parameter's column in each output. */
  private begin(parameters: Float64Array): void {
    const { places, width, rowLength, factors, columnOf } = this;
    const { numbers } = this.engine;
    const { inputs, outputs } = this.probes;
    const rows = width * rowLength;
    numbers.set(parameters.subarray(0, rows), places.rows);
    const skip = rows + outputs * (width + 1);
    for (let o = 0; o < outputs; o++) {
      const from = rows + o * (width + 1);
      numbers.set(parameters.subarray(from, from + width), places.out + o * width);
      const direct = places.direct + o * rowLength;
      numbers.set(parameters.subarray(skip + o * inputs, skip + (o + 1) * inputs), direct);
      numbers[direct + inputs] = parameters[from + width];
      for (let p = 0; p < rows; p++)
        factors[p * outputs + o] = parameters[from + Math.floor((columnOf[p] - width) / rowLength)];
      for (let p = rows; p < skip; p++)
        factors[p * outputs + o] = +(Math.floor((p - rows) / (width + 1)) === o);
      for (let p = skip; p < this.size; p++)
        factors[p * outputs + o] = +(Math.floor((p - skip) / inputs) === o);
    }
  }

  /** Adds a run of probes to the products; returns the sum of squares that is left of them. */
  private add(first: number, length: number): number {
    const { engine, places, width, rowLength, columns } = this;
    const { count, inputs, outputs, x, y } = this.probes;
    const { numbers } = engine;
    const direct = places.columns + (columns - rowLength) * length;
    for (let i = 0; i < inputs; i++)
      numbers.set(x.subarray(i * count + first, i * count + first + length), direct + i * length);
    numbers.fill(1, direct + inputs * length, direct + rowLength * length);
    engine.combine(places.z, width, places.rows, rowLength, 1, direct, length, rowLength, length, false);
    engine.fill(this.activation, places.z, width * length, places.columns, places.slopes, NONE);
    for (let j = 0; j < width; j++) {
      const to = places.columns + (width + j * rowLength) * length;
      engine.multiply(to, direct, rowLength, places.slopes + j * length, length, false);
    }
    const { rest } = places;
    engine.combine(rest, outputs, places.out, width, 1, places.columns, length, width, length, false);
    engine.combine(rest, outputs, places.direct, rowLength, 1, direct, length, rowLength, length, true);
    let squares = 0;
    for (let o = 0; o < outputs; o++)
      for (let n = 0; n < length; n++) {
        const value = (numbers[rest + o * length + n] -= y[o * count + first + n]);
        squares += value * value;
      }
    for (let r = 0; r < columns; r += GROUP) {
      const some = Math.min(GROUP, columns - r);
      const left = places.columns + r * length;
      engine.dots(left, some, places.columns, r + some, length, places.gram + r * columns, columns, 1);
    }
    engine.dots(places.columns, columns, rest, outputs, length, places.toRest, outputs, 1);
    return squares;
  }

  /** Gradient and matrix from the products of columns. */
  private copyTo(gradient: Float64Array, matrix: Float64Array): void {
    const { places, columns, size, factors, columnOf } = this;
    const { numbers } = this.engine;
    const { count, outputs } = this.probes;
    for (let p = 0; p < size; p++) {
      let slope = 0;
      for (let o = 0; o < outputs; o++)
        slope += factors[p * outputs + o] * numbers[places.toRest + columnOf[p] * outputs + o];
      gradient[p] = (2 / count) * slope;
      for (let q = 0; q <= p; q++) {
        let factor = 0;
        for (let o = 0; o < outputs; o++) factor += factors[p * outputs + o] * factors[q * outputs + o];
        const [low, high] =
          columnOf[p] < columnOf[q] ? [columnOf[p], columnOf[q]] : [columnOf[q], columnOf[p]];
        const value = (2 / count) * factor * numbers[places.gram + high * columns + low];
        matrix[p * size + q] = value;
        matrix[q * size + p] = value;
      }
    }
  }
}

interface Places {
  readonly rows: number;
  readonly out: number;
  readonly direct: number;
  readonly z: number;
  readonly slopes: number;
  readonly columns: number;
  readonly rest: number;
  readonly gram: number;
  readonly toRest: number;
}

/** The column that each parameter multiplies, apart from outgoing weights. */
function columnsOf(width: number, inputs: number, outputs: number): Int32Array {
  const rows = Array.from({ length: width * (inputs + 1) }, (_, p) => width + p);
  const direct = width + rows.length;
  const out = Array.from({ length: width + 1 }, (_, j) => (j < width ? j : direct + inputs));
  const skip = Array.from({ length: inputs }, (_, i) => direct + i);
  const each = <Item>(items: readonly Item[]) => Array.from({ length: outputs }, () => items).flat();
  return Int32Array.from([...rows, ...each(out), ...each(skip)]);
}
