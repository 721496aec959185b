/** A resistor network written down node by node. */
interface Network {
  /** A resistor between two nodes. */
  between(a: number, b: number, siemens: number): void;
  /** A resistor from a node to a known voltage. */
  source(a: number, siemens: number, volts: number): void;
  /** The voltage of each node. */
  solve(): Float64Array;
}

/** Solved by Gaussian elimination of the full matrix with partial pivoting. */
class DenseNetwork implements Network {
  private readonly matrix: Float64Array[];
  private readonly right: Float64Array;

  constructor(private readonly nodes: number) {
    this.matrix = Array.from({ length: nodes }, () => new Float64Array(nodes));
    this.right = new Float64Array(nodes);
  }

  between(a: number, b: number, siemens: number): void {
    this.matrix[a][a] += siemens;
    this.matrix[b][b] += siemens;
    this.matrix[a][b] -= siemens;
    this.matrix[b][a] -= siemens;
  }

  source(a: number, siemens: number, volts: number): void {
    this.matrix[a][a] += siemens;
    this.right[a] += siemens * volts;
  }

  solve(): Float64Array {
    const { matrix: a, right: x, nodes: n } = this;
    for (let k = 0; k < n; k++) {
      let pivot = k;
      for (let i = k + 1; i < n; i++) if (Math.abs(a[i][k]) > Math.abs(a[pivot][k])) pivot = i;
      [a[k], a[pivot]] = [a[pivot], a[k]];
      [x[k], x[pivot]] = [x[pivot], x[k]];
      for (let i = k + 1; i < n; i++) {
        const factor = a[i][k] / a[k][k];
        if (factor === 0) continue;
        for (let j = k; j < n; j++) a[i][j] -= factor * a[k][j];
        x[i] -= factor * x[k];
      }
    }
    for (let k = n - 1; k >= 0; k--) {
      for (let j = k + 1; j < n; j++) x[k] -= a[k][j] * x[j];
      x[k] /= a[k][k];
    }
    return x;
  }
}

/** The same for nodes that only meet nodes at most `width` further: elimination of the band, without pivots. */
class BandedNetwork implements Network {
  private readonly band: Float64Array;
  private readonly right: Float64Array;

  constructor(
    private readonly nodes: number,
    private readonly width: number,
  ) {
    this.band = new Float64Array(nodes * (2 * width + 1));
    this.right = new Float64Array(nodes);
  }

  private at(i: number, j: number): number {
    return i * (2 * this.width + 1) + (j - i + this.width);
  }

  between(a: number, b: number, siemens: number): void {
    this.band[this.at(a, a)] += siemens;
    this.band[this.at(b, b)] += siemens;
    this.band[this.at(a, b)] -= siemens;
    this.band[this.at(b, a)] -= siemens;
  }

  source(a: number, siemens: number, volts: number): void {
    this.band[this.at(a, a)] += siemens;
    this.right[a] += siemens * volts;
  }

  solve(): Float64Array {
    const { band, right: x, nodes: n, width } = this;
    for (let k = 0; k < n; k++) {
      const end = Math.min(n - 1, k + width);
      const pivots = this.at(k, k);
      for (let i = k + 1; i <= end; i++) {
        const line = this.at(i, k);
        const factor = band[line] / band[pivots];
        if (factor === 0) continue;
        for (let j = 0; j <= end - k; j++) band[line + j] -= factor * band[pivots + j];
        x[i] -= factor * x[k];
      }
    }
    for (let k = n - 1; k >= 0; k--) {
      const end = Math.min(n - 1, k + width);
      for (let j = k + 1; j <= end; j++) x[k] -= band[this.at(k, j)] * x[j];
      x[k] /= band[this.at(k, k)];
    }
    return x;
  }
}

/** An array whose wires all have resistance, and how it is driven. A line whose volts are undefined floats. */
export interface NodalArray {
  readonly rows: number;
  readonly columns: number;
  readonly conductance: ArrayLike<number>;
  readonly rowOhms: number;
  readonly columnOhms: number;
  readonly sourceOhms: number;
  readonly senseOhms: number;
  readonly drivenEnds: 1 | 2;
  readonly sensedEnds: 1 | 2;
  readonly volts: ArrayLike<number | undefined>;
  readonly columnVolts?: ArrayLike<number | undefined>;
}

/** Voltages and currents of an array, written down node by node. @param banded for large arrays */
export function solveNodal(array: NodalArray, banded = false) {
  const { rows, columns, conductance, rowOhms, columnOhms, volts } = array;
  const { columnVolts = new Float64Array(columns) } = array;
  const nodes = 2 * rows * columns;
  const network: Network = banded ? new BandedNetwork(nodes, 2 * columns) : new DenseNetwork(nodes);
  const row = (i: number, j: number) => 2 * (i * columns + j);
  const column = (i: number, j: number) => row(i, j) + 1;
  const end = 1 / (array.sourceOhms + rowOhms);
  const foot = 1 / (array.senseOhms + columnOhms);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      network.between(row(i, j), column(i, j), conductance[i * columns + j]);
      if (j > 0) network.between(row(i, j - 1), row(i, j), 1 / rowOhms);
      if (i > 0) network.between(column(i - 1, j), column(i, j), 1 / columnOhms);
    }
  for (let i = 0; i < rows; i++) {
    const driven = volts[i];
    if (driven === undefined) continue;
    network.source(row(i, 0), end, driven);
    if (array.drivenEnds === 2) network.source(row(i, columns - 1), end, driven);
  }
  for (let j = 0; j < columns; j++) {
    const held = columnVolts[j];
    if (held === undefined) continue;
    network.source(column(rows - 1, j), foot, held);
    if (array.sensedEnds === 2) network.source(column(0, j), foot, held);
  }
  const node = network.solve();
  const cellVolts = Float64Array.from({ length: rows * columns }, (_, e) => node[2 * e] - node[2 * e + 1]);
  const columnAmperes = Float64Array.from({ length: columns }, (_, j) =>
    cellVolts.reduce((sum, v, e) => (e % columns === j ? sum + v * conductance[e] : sum), 0),
  );
  return { node, cellVolts, columnAmperes };
}
