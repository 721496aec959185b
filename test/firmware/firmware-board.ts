import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EEPROMMemoryBackend } from 'avr8js';
import type { Transport } from '../../drivers/ports/transport.js';
import type { AnalogueArray } from './analogue-array.js';
import { AvrProcessor, HERTZ } from './avr-processor.js';
import { programOf } from './intel-hex.js';

const HEX = fileURLToPath(new URL('../../firmware/memloop-4x4.hex', import.meta.url));
const PROGRAM = programOf(readFileSync(HEX, 'utf8'));

/** Why a processor starts, as bits of MCUSR. */
export const CAUSE = { power: 1, button: 2, brownOut: 4, watchdog: 8 } as const;

/** The board with the released firmware: its EEPROM and cells outlive the processor, which begins anew at every reset. */
export class FirmwareBoard {
  resets = 0;
  onReset: () => void = () => {};
  readonly eeprom = new EEPROMMemoryBackend(1024);
  private processor: AvrProcessor;
  private cause: number = CAUSE.watchdog;
  private transport: Transport | undefined;

  constructor(
    readonly array: AnalogueArray,
    private readonly program = PROGRAM,
  ) {
    this.processor = new AvrProcessor(program, this.eeprom, array, 0, CAUSE.power);
  }

  get milliseconds(): number {
    return this.processor.seconds * 1e3;
  }

  /** From now on it speaks into this connection. */
  plug(transport: Transport): void {
    this.transport = transport;
    transport.onBytes((bytes) => this.processor.receive(bytes));
  }

  reset(cause: number = CAUSE.button): void {
    this.resets++;
    this.cause = CAUSE.watchdog;
    this.onReset();
    this.array.powerOff(this.processor.seconds);
    this.processor = new AvrProcessor(this.program, this.eeprom, this.array, this.processor.cycles, cause);
  }

  /** Resets it from within its own work: at this very instruction. */
  resetNow(cause: number): void {
    this.cause = cause;
    this.processor.dead = true;
  }

  /** The firmware gets stuck, and only its own watchdog can help. */
  hang(): void {
    this.processor.hang();
  }

  /** Runs to a time or to the end of a line that it says; whether it said one, which `deliver` sends. */
  run(untilMs: number): boolean {
    const { processor } = this;
    processor.run(Math.round((untilMs / 1e3) * HERTZ));
    if (processor.dead) this.reset(this.cause);
    return processor.spoke;
  }

  deliver(): void {
    const bytes = Uint8Array.from(this.processor.said.splice(0));
    void this.transport?.write(bytes).catch(() => {});
  }
}
