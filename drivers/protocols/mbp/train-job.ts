import type { CellArray } from '../../sessions/cell-array.js';
import { FLAG } from '../../sessions/flag.js';

/** A train as a board holds it, ready to run. */
export interface BoardTrain {
  readonly row: number;
  readonly column: number;
  readonly volts: number;
  readonly seconds: number;
  readonly periodMs: number;
  readonly count: number;
  /** compliance, amperes */
  readonly amperesMax: number;
}

/** A train that is being given, pulse by pulse as time passes; what it has done is always known. */
export class TrainJob {
  done = 0;
  flags = 0;
  /** when the next pulse starts or, after the last, when that ends; milliseconds */
  due: number;

  constructor(
    readonly train: BoardTrain,
    private readonly cells: CellArray,
    now: number,
  ) {
    this.due = now;
  }

  get finished(): boolean {
    return this.done === this.train.count || this.flags !== 0;
  }

  /** Starts the pulse that is due. A pulse that started is a pulse delivered. */
  pulse(): void {
    const { train, cells } = this;
    const { row, column, volts, seconds, amperesMax } = train;
    const over = cells.exceeds?.(row, column, volts, amperesMax) ?? this.drawn() > amperesMax;
    this.done++;
    cells.pulse(row, column, volts, seconds);
    if (over) this.flags |= FLAG.compliance;
    this.due += this.finished ? train.seconds * 1e3 : train.periodMs;
  }

  private drawn(): number {
    const { cells, train } = this;
    const rowVolts = new Float64Array(cells.rows);
    rowVolts[train.row] = train.volts;
    return Math.abs(cells.current(train.column, rowVolts, 1));
  }
}
