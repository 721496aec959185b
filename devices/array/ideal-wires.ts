import type { ReadBatch } from '../../src/core/read-batch.js';
import type { Circuit } from './circuit.js';

/** Wires without resistance: Kirchhoff's sum, I_c = Σ_k V_kc (G_kc − G0_kc) + I_ref. It allocates nothing. */
export class IdealWires implements Circuit {
  private readonly conductance: Float64Array;
  private readonly lowest: Float64Array;
  private gain: Float64Array;
  private unit = 1;
  /** what each device adds to its column for an input of one, amperes */
  private readonly current: Float64Array;

  constructor(
    devices: { readonly conductance: Float64Array; readonly lowest: Float64Array },
    private readonly columns: number,
  ) {
    this.conductance = devices.conductance;
    this.lowest = devices.lowest;
    this.gain = new Float64Array(devices.lowest.length);
    this.current = new Float64Array(devices.lowest.length);
  }

  calibrate(gain: Float64Array, unit: number): void {
    this.gain = gain;
    this.unit = unit;
    this.current.set(gain.map((volts, d) => volts * (this.conductance[d] - this.lowest[d])));
  }

  refresh(device: Uint32Array, count: number): void {
    const { current, gain, conductance, lowest } = this;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      current[d] = gain[d] * (conductance[d] - lowest[d]);
    }
  }

  multiply(batch: ReadBatch): void {
    const { columns, amperes } = batch;
    const start = batch.reference[0] * this.unit;
    for (let c = 0; c < columns; c++) amperes[c] = start;
    for (let k = 0; k < batch.count; k++) {
      let c = 0;
      if (batch.transposed) for (; c < columns; c++) this.oneRow(batch, k, c);
      for (; c + 8 <= columns; c += 8) this.eightColumns(batch, k, c);
      for (; c < columns; c++) this.oneColumn(batch, k, c);
    }
  }

  private oneRow({ observation, factor, amperes, first }: ReadBatch, k: number, r: number): void {
    const { value, active, count } = observation[k];
    const { current, columns } = this;
    const row = (first + r) * columns;
    let sum = 0.0;
    for (let i = 0; i < count; i++) sum += value[active[i]] * current[row + active[i]];
    amperes[r] += factor[k] * sum;
  }

  private oneColumn({ observation, factor, amperes, first }: ReadBatch, k: number, c: number): void {
    const { value, active, count } = observation[k];
    const { current, columns } = this;
    const column = first + c;
    let even = 0.0;
    let odd = 0.0;
    let i = 0;
    for (; i + 2 <= count; i += 2) {
      const row = active[i];
      const next = active[i + 1];
      even += value[row] * current[(row * columns + column) | 0];
      odd += value[next] * current[(next * columns + column) | 0];
    }
    if (i < count) even += value[active[i]] * current[(active[i] * columns + column) | 0];
    amperes[c] += factor[k] * (even + odd);
  }

  /** Eight neighbouring columns at a time: sums in registers cost a third of sums in memory. */
  private eightColumns({ observation, factor, amperes, first }: ReadBatch, k: number, c: number): void {
    const { value, active, count } = observation[k];
    const share = factor[k];
    const { current, columns } = this;
    let s0 = amperes[c];
    let s1 = amperes[c + 1];
    let s2 = amperes[c + 2];
    let s3 = amperes[c + 3];
    let s4 = amperes[c + 4];
    let s5 = amperes[c + 5];
    let s6 = amperes[c + 6];
    let s7 = amperes[c + 7];
    for (let i = 0; i < count; i++) {
      const row = active[i];
      const cell = (row * columns + first + c) | 0;
      const x = share * value[row];
      s0 += x * current[cell];
      s1 += x * current[(cell + 1) | 0];
      s2 += x * current[(cell + 2) | 0];
      s3 += x * current[(cell + 3) | 0];
      s4 += x * current[(cell + 4) | 0];
      s5 += x * current[(cell + 5) | 0];
      s6 += x * current[(cell + 6) | 0];
      s7 += x * current[(cell + 7) | 0];
    }
    amperes[c] = s0;
    amperes[c + 1] = s1;
    amperes[c + 2] = s2;
    amperes[c + 3] = s3;
    amperes[c + 4] = s4;
    amperes[c + 5] = s5;
    amperes[c + 6] = s6;
    amperes[c + 7] = s7;
  }
}
