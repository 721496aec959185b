import { readingsPerCycle, stepCount, type Protocol, type StepReading } from '../bench/protocol.js';
import { LinkState } from './link-state.js';
import type { DeviceState, DeviceView } from './page/wire.js';
import type { LiveSource } from './server/event-clients.js';
import { TimeLeft } from './time-left.js';

/** A device that is being measured, as the page shows it: the present cycle, the one before, and the link to its board. */
export class LiveDevice implements LiveSource {
  readonly view: string;
  private readonly link = new LinkState();
  private readonly time = new TimeLeft();
  private present: number[] = [];
  private before: number[] = [];
  private cycle = 0;

  /** @param done number of readings of earlier attempts */
  constructor(
    private readonly protocol: Protocol,
    { port, file }: Pick<DeviceView, 'port' | 'file'>,
    done: number,
  ) {
    const { cycles, pulses } = protocol;
    const view: DeviceView = { draws: 'device', title: `device at ${port}`, port, file, cycles, pulses };
    this.view = JSON.stringify(view);
    this.time.note(done, stepCount(protocol));
  }

  /** Takes an entry of the board's journal. */
  noteEntry(entry: object): void {
    this.link.note(entry);
  }

  /** Takes a reading. One at the start of a cycle begins it anew. */
  add({ cycle, polarity, pulse, siemens }: StepReading): void {
    const { pulses } = this.protocol;
    const within = pulse + (polarity === 'set' ? 0 : pulses + 1);
    if (within === 0) {
      if (cycle !== this.cycle) this.before = this.present;
      this.present = [];
    }
    this.cycle = cycle;
    this.present.push(siemens);
    this.time.note(cycle * readingsPerCycle(pulses) + within + 1, stepCount(this.protocol));
  }

  state(): string {
    const { cycle, present, before } = this;
    const state: DeviceState = {
      progress: this.time.view(),
      cycle,
      present,
      before,
      link: this.link.view(),
    };
    return JSON.stringify(state);
  }
}
