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
  /** volts on each device of the array for an input of one */
  gain: Float64Array;

  /** @param lines how many there can be; @param devices of the array */
  constructor(lines: number, devices: number) {
    this.first = new Uint32Array(lines);
    this.input = new Float64Array(lines);
    this.gain = new Float64Array(devices);
  }
}
