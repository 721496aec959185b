import type { ReadingRecord } from '../../bench/measure/measurement-kind.js';
import { conductanceText } from '../text/reading-text.js';
import { HEIGHT, picture } from './live-plot.js';

/** time between two pictures */
const REDRAW_MILLISECONDS = 100;

/** The progress of a measurement: a picture of its readings on a terminal; in a pipe it prints nothing. */
export class MeasurePlot {
  private readonly values: number[] = [];
  private drawn = -Infinity;
  private latest: ReadingRecord | undefined;

  constructor(private readonly out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>) {}

  add(row: ReadingRecord): void {
    if (!this.out.isTTY || row.siemens === undefined) return;
    this.latest = row;
    this.values.push(row.siemens);
    if (Date.now() - this.drawn >= REDRAW_MILLISECONDS) this.draw();
  }

  end(): void {
    if (this.latest) this.draw();
  }

  private draw(): void {
    const again = this.drawn > -Infinity ? `\u001B[${HEIGHT + 1}A` : '';
    this.drawn = Date.now();
    const { row, siemens } = this.latest!;
    const words = Object.entries(row!).map(([name, value]) => `${name} ${value}`);
    const lines = [
      ...picture(this.values, this.values.length),
      `${words.join('  ')}  ${conductanceText(siemens)}`,
    ];
    this.out.write(again + lines.map((line) => `\u001B[2K${line}\n`).join(''));
  }
}
