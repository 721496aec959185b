import { readingsPerCycle, stepCount, type Protocol, type StepReading } from '../../bench/protocol.js';
import { rangeOf } from '../../core/maths/vectors.js';
import { conductanceText } from '../text/reading-text.js';

const WIDTH = 72;
/** lines of a picture */
export const HEIGHT = 6;
const EIGHTHS = ' ▁▂▃▄▅▆▇█';
/** time between two pictures */
const REDRAW_MILLISECONDS = 100;

/** The progress of a characterisation: a picture of the current cycle on a terminal, one line per branch in a pipe. */
export class LivePlot {
  private readonly cycle: number[] = [];
  private done = 0;
  private began = 0;
  private drawn = -Infinity;
  private latest: StepReading | undefined;

  constructor(
    private readonly protocol: Protocol,
    private readonly out: Pick<NodeJS.WriteStream, 'write' | 'isTTY'>,
  ) {}

  /** Starts a cycle with its first reading. @returns the number of readings before it */
  begin({ cycle }: StepReading): number {
    this.cycle.length = 0;
    return cycle * readingsPerCycle(this.protocol.pulses);
  }

  add(reading: StepReading): void {
    if (this.done++ === 0) this.began = Date.now();
    this.latest = reading;
    this.cycle.push(reading.siemens);
    if (!this.out.isTTY) this.line(reading);
    else if (Date.now() - this.drawn >= REDRAW_MILLISECONDS) this.draw();
  }

  end(): void {
    if (this.out.isTTY && this.latest) this.draw();
  }

  private line({ cycle, polarity, pulse, siemens }: StepReading): void {
    const { pulses, cycles } = this.protocol;
    if (pulse !== pulses) return;
    const from = this.cycle.at(-1 - pulses);
    const start = from === undefined ? 'resumed' : conductanceText(from);
    this.out.write(
      `cycle ${cycle + 1} of ${cycles}, ${polarity.toUpperCase()}: ${start} → ${conductanceText(siemens)}\n`,
    );
  }

  private draw(): void {
    const again = this.drawn > -Infinity ? `\u001B[${HEIGHT + 1}A` : '';
    this.drawn = Date.now();
    const lines = [...picture(this.cycle, readingsPerCycle(this.protocol.pulses)), this.status()];
    this.out.write(again + lines.map((line) => `\u001B[2K${line}\n`).join(''));
  }

  private status(): string {
    const { cycle, polarity, pulse, siemens } = this.latest!;
    const { cycles, pulses } = this.protocol;
    const remaining = stepCount(this.protocol) - cycle * readingsPerCycle(pulses) - this.cycle.length;
    const seconds = (((Date.now() - this.began) / this.done) * remaining) / 1000;
    return `cycle ${cycle + 1}/${cycles}  ${polarity.toUpperCase()} ${pulse}/${pulses}  ${conductanceText(siemens)}  ${Math.ceil(seconds)} s left`;
  }
}

/** Values as bars in eighths of a character, with the ends of the axis. @param expected number of values in a full picture */
export function picture(values: readonly number[], expected: number): string[] {
  const [low, high] = rangeOf(values);
  const levels = columns(values, expected).map(
    (value) => 1 + ((value - low) / (high - low || 1)) * (8 * HEIGHT - 1),
  );
  return Array.from({ length: HEIGHT }, (_, fromTop) => {
    const floor = 8 * (HEIGHT - 1 - fromTop);
    const bars = levels.map((level) => EIGHTHS[Math.max(0, Math.min(8, Math.round(level - floor)))]).join('');
    const end = fromTop === 0 ? high : fromTop === HEIGHT - 1 ? low : undefined;
    return `${(end === undefined ? '' : conductanceText(end)).padStart(11)} ${bars}`;
  });
}

/** The mean of the values in each column. */
function columns(values: readonly number[], expected: number): number[] {
  const width = Math.min(WIDTH, expected);
  const sums = Array.from({ length: width }, () => ({ sum: 0, count: 0 }));
  for (const [at, value] of values.entries()) {
    const column = sums[Math.min(width - 1, Math.floor((at * width) / expected))];
    column.sum += value;
    column.count++;
  }
  return sums.filter(({ count }) => count > 0).map(({ sum, count }) => sum / count);
}
