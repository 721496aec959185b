import type { Activation } from '../activations/activation.js';
import type { ColumnEngine } from './column-engine.js';

/** The arithmetic in TypeScript. Sums keep several parts at once, so that the processor need not wait for each. */
export class PlainEngine implements ColumnEngine {
  readonly numbers: Float64Array;

  constructor(numbers: number) {
    this.numbers = new Float64Array(numbers);
  }

  combine(
    target: number,
    rows: number,
    matrix: number,
    rowStep: number,
    columnStep: number,
    source: number,
    sourceStep: number,
    columns: number,
    length: number,
    add: boolean,
  ): void {
    const { numbers } = this;
    if (!add) numbers.fill(0, target, target + rows * length);
    for (let r = 0; r < rows; r++) {
      const row = matrix + r * rowStep;
      const to = target + r * length;
      let c = 0;
      for (; c + 4 <= columns; c += 4)
        addFour(numbers, to, row + c * columnStep, columnStep, source + c * sourceStep, sourceStep, length);
      for (; c < columns; c++)
        addOne(numbers, to, numbers[row + c * columnStep], source + c * sourceStep, length);
    }
  }

  dots(
    left: number,
    rows: number,
    right: number,
    columns: number,
    length: number,
    matrix: number,
    rowStep: number,
    columnStep: number,
  ): void {
    const { numbers } = this;
    for (let r = 0; r < rows; r += 2) {
      const two = r + 1 < rows;
      const to = matrix + r * rowStep;
      const from = left + r * length;
      let c = two ? columns - (columns % 3) : 0;
      for (let k = 0; k < c; k += 3)
        addDots(numbers, from, right + k * length, length, to + k * columnStep, rowStep, columnStep);
      for (; c < columns; c++) {
        numbers[to + c * columnStep] += dot(numbers, from, right + c * length, length);
        if (two)
          numbers[to + rowStep + c * columnStep] += dot(numbers, from + length, right + c * length, length);
      }
    }
  }

  multiply(target: number, left: number, rows: number, right: number, length: number, add: boolean): void {
    const { numbers } = this;
    for (let r = 0; r < rows * length; r += length)
      if (add) addProduct(numbers, target + r, left + r, right, length);
      else setProduct(numbers, target + r, left + r, right, length);
  }

  fill(
    activation: Activation,
    z: number,
    length: number,
    value: number,
    slope: number,
    curvature: number,
  ): void {
    activation.fill(this.numbers, z, length, value, slope, curvature);
  }
}

function addOne(numbers: Float64Array, target: number, scale: number, source: number, length: number): void {
  for (let n = 0; n < length; n++) numbers[target + n] += scale * numbers[source + n];
}

function addFour(
  numbers: Float64Array,
  target: number,
  matrix: number,
  step: number,
  source: number,
  sourceStep: number,
  length: number,
): void {
  const a = numbers[matrix];
  const b = numbers[matrix + step];
  const c = numbers[matrix + 2 * step];
  const d = numbers[matrix + 3 * step];
  const second = source + sourceStep;
  const third = second + sourceStep;
  const fourth = third + sourceStep;
  for (let n = 0; n < length; n++)
    numbers[target + n] +=
      a * numbers[source + n] + b * numbers[second + n] + (c * numbers[third + n] + d * numbers[fourth + n]);
}

function dot(numbers: Float64Array, left: number, right: number, length: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let n = 0;
  for (; n + 4 <= length; n += 4) {
    a += numbers[left + n] * numbers[right + n];
    b += numbers[left + n + 1] * numbers[right + n + 1];
    c += numbers[left + n + 2] * numbers[right + n + 2];
    d += numbers[left + n + 3] * numbers[right + n + 3];
  }
  for (; n < length; n++) a += numbers[left + n] * numbers[right + n];
  return a + b + (c + d);
}

function setProduct(
  numbers: Float64Array,
  target: number,
  left: number,
  right: number,
  length: number,
): void {
  for (let n = 0; n < length; n++) numbers[target + n] = numbers[left + n] * numbers[right + n];
}

function addProduct(
  numbers: Float64Array,
  target: number,
  left: number,
  right: number,
  length: number,
): void {
  for (let n = 0; n < length; n++) numbers[target + n] += numbers[left + n] * numbers[right + n];
}

/** The scalar products of two columns with three. */
function addDots(
  numbers: Float64Array,
  left: number,
  right: number,
  length: number,
  matrix: number,
  rowStep: number,
  columnStep: number,
): void {
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  const other = left + length;
  const second = right + length;
  const third = second + length;
  for (let n = 0; n < length; n++) {
    const x = numbers[left + n];
    const y = numbers[other + n];
    const u = numbers[right + n];
    const v = numbers[second + n];
    const w = numbers[third + n];
    a0 += x * u;
    a1 += x * v;
    a2 += x * w;
    b0 += y * u;
    b1 += y * v;
    b2 += y * w;
  }
  numbers[matrix] += a0;
  numbers[matrix + columnStep] += a1;
  numbers[matrix + 2 * columnStep] += a2;
  numbers[matrix + rowStep] += b0;
  numbers[matrix + rowStep + columnStep] += b1;
  numbers[matrix + rowStep + 2 * columnStep] += b2;
}
