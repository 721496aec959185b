import type { ArrayCells } from '../reads/array-cells.js';
import type { ShareSolver } from './write-drop.js';
import { WriteNetwork } from './write-network.js';

/** Any array, one exact solution of the whole network for each device: for lines that float, curved cells, and arrays that are wide and long. */
export class SolvedShares implements ShareSolver {
  readonly together = false;
  private readonly network: WriteNetwork;

  constructor(private readonly array: ArrayCells) {
    this.network = new WriteNetwork(array.rows, array.columns, array.wires, 'wires');
  }

  find(device: number, share: Float64Array): void {
    const { columns, conductance, wires } = this.array;
    const column = device % columns;
    this.network.solve(conductance, (device - column) / columns, column, wires.writeVolts);
    this.network.voltsOn(device, conductance, column, share);
    share[device] /= wires.writeVolts;
  }
}
