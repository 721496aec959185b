import type { ReadBatch } from '../../src/core/read-batch.js';

/**
 * The lines of an array that a product drives, as a table: rows, or columns where it is transposed. A line has one voltage a
 * device, input · gain, and stands here once. Its device in sum c is `first` + c · `stride`.
 */
export class DrivenLines {
  count = 0;
  /** distance between the devices of neighbouring sums: 1, or the columns of the array where the product is transposed */
  stride = 1;
  /** the device of each line in the first sum */
  readonly first: Uint32Array;
  /** the input of each line, signed */
  readonly input: Float64Array;
  /** the number of each line: a row, or a column where the product is transposed */
  readonly line: Uint32Array;
  /** volts on each device of the array for an input of one */
  gain: Float64Array;
  /** the sum of the inputs of each line while it is listed; zero between products */
  private readonly sum: Float64Array;

  /** @param lines how many there can be; @param devices of the array */
  constructor(lines: number, devices: number) {
    this.first = new Uint32Array(lines);
    this.input = new Float64Array(lines);
    this.line = new Uint32Array(lines);
    this.sum = new Float64Array(lines);
    this.gain = new Float64Array(devices);
  }

  /** Lists each line that a product drives once, with the sum of its inputs. @param columns of the array */
  list({ observation, factor, count, first, transposed }: ReadBatch, columns: number): void {
    const { line, sum } = this;
    let listed = 0;
    for (let k = 0; k < count; k++) {
      const { value, active, count: cells } = observation[k];
      for (let i = 0; i < cells; i++) {
        const cell = active[i];
        const x = factor[k] * value[cell];
        if (x === 0) continue;
        if (sum[cell] === 0) line[listed++] = cell;
        sum[cell] += x;
      }
    }
    for (let k = 0; k < listed; k++) {
      const cell = line[k];
      this.input[k] = sum[cell]!;
      sum[cell] = 0;
      this.first[k] = transposed ? first * columns + cell : cell * columns + first;
    }
    this.count = listed;
    this.stride = transposed ? columns : 1;
  }
}
