import {
  AVRADC,
  AVRClock,
  AVREEPROM,
  AVRIOPort,
  AVRSPI,
  AVRTimer,
  AVRUSART,
  AVRWatchdog,
  adcConfig,
  avrInstruction,
  clockConfig,
  CPU,
  eepromConfig,
  portBConfig,
  portDConfig,
  spiConfig,
  timer1Config,
  timer2Config,
  usart0Config,
  watchdogConfig,
  type EEPROMBackend,
} from 'avr8js';
import type { AnalogueArray } from './analogue-array.js';

export const HERTZ = 16e6;
const SLEEP = 0x9588;
/** Of SPCR: bits change at the rising edge of the clock. */
const CPHA = 4;
/** The comparator's output, and what lets it have the converter's input. */
const ACSR = 0x50;
const ACO = 0x20;
const ACME = 0x40;
const ADEN = 0x80;

/** What avr8js keeps to itself and a sleeping processor needs: when something happens next. */
interface Calendar {
  nextClockEvent: { cycles: number; callback: () => void; next: Calendar['nextClockEvent'] } | null;
}
interface TimerState {
  count: () => void;
  lastCycle: number;
  divider: number;
  tcnt: number;
  ocrA: number;
  TOP: number;
}

/** avr8js forgets a byte that waits to be read whenever UCSR0B is written; the chip does not. */
function keepWaitingByte(cpu: CPU, usart: AVRUSART): void {
  const { RXC } = usart as unknown as { RXC: Parameters<CPU['setInterruptFlag']>[0] };
  const write = cpu.writeHooks[usart0Config.UCSRB];
  cpu.writeHooks[usart0Config.UCSRB] = (...written) => {
    const waits = (cpu.data[usart0Config.UCSRA] & RXC.flagMask) !== 0;
    const done = write(...written);
    if (waits) cpu.setInterruptFlag(RXC);
    return done;
  };
}

/** Looked up once, for an import is looked up at each use. */
const execute = avrInstruction;

/** One life of an ATmega328P, from power-on to the next reset, in cycles. It sleeps through idle time at no cost. */
export class AvrProcessor {
  /** said, and not taken by anybody yet */
  readonly said: number[] = [];
  /** whether its own watchdog has bitten: nothing more happens */
  dead = false;
  /** whether it ended a line since it last began to run */
  spoke = false;
  private asleep = false;
  private readonly cpu: CPU;
  private readonly usart: AVRUSART;
  private readonly timers: TimerState[];
  private readonly incoming: number[] = [];
  /** parts that nobody outside speaks to */
  readonly inside: readonly object[];

  constructor(
    program: Uint16Array,
    eeprom: EEPROMBackend,
    private readonly array: AnalogueArray,
    startCycle: number,
    cause: number,
  ) {
    const cpu = (this.cpu = new CPU(program, 2048));
    cpu.cycles = startCycle;
    cpu.data[watchdogConfig.MCUSR] = cause;
    cpu.reset = () => (this.dead = true);
    this.usart = new AVRUSART(cpu, usart0Config, HERTZ);
    this.usart.onByteTransmit = (byte) => {
      this.said.push(byte);
      this.spoke = byte === 10;
    };
    this.usart.onRxComplete = () => this.feed();
    keepWaitingByte(cpu, this.usart);
    const timers = [new AVRTimer(cpu, timer1Config), new AVRTimer(cpu, timer2Config)];
    this.timers = timers as unknown as TimerState[];
    this.inside = [
      new AVREEPROM(cpu, eeprom, eepromConfig),
      new AVRWatchdog(cpu, watchdogConfig, new AVRClock(cpu, HERTZ, clockConfig)),
    ];
    this.wire();
  }

  get cycles(): number {
    return this.cpu.cycles;
  }

  get seconds(): number {
    return this.cpu.cycles / HERTZ;
  }

  receive(bytes: Uint8Array): void {
    this.incoming.push(...bytes);
    this.feed();
  }

  /** Lets it work to a cycle, or to the end of the first line that it says. */
  run(until: number): void {
    const { cpu } = this;
    const program = cpu.progMem;
    this.spoke = false;
    while (cpu.cycles < until && !this.dead && !this.spoke) {
      if (this.asleep) this.passTime(until);
      else {
        this.asleep = program[cpu.pc] === SLEEP;
        execute(cpu);
      }
      const { pc } = cpu;
      cpu.tick();
      if (cpu.pc !== pc) this.asleep = false;
    }
  }

  /** Ends no instruction after this one, as if it hung with its interrupts off. */
  hang(): void {
    const { cpu } = this;
    cpu.data[95] &= 0x7f;
    cpu.progMem = Uint16Array.from(cpu.progMem);
    // rjmp to itself, also where the instruction is being carried out
    cpu.progMem.fill(0xcfff, cpu.pc, cpu.pc + 2);
    this.asleep = false;
  }

  private wire(): void {
    const { cpu, array } = this;
    const portB = new AVRIOPort(cpu, portBConfig);
    const portD = new AVRIOPort(cpu, portDConfig);
    portB.addListener((value) => array.setPortB(value | (~cpu.data[portBConfig.DDR] & 7), this.seconds));
    portD.addListener((value) =>
      array.setPortD((value & cpu.data[portDConfig.DDR]) | (~cpu.data[portDConfig.DDR] & 0x20), this.seconds),
    );
    const spi = new AVRSPI(cpu, spiConfig, HERTZ);
    spi.onByte = (byte) => {
      cpu.addClockEvent(() => {
        array.shift(byte, (cpu.data[spiConfig.SPCR] & CPHA) !== 0);
        spi.completeTransfer(0);
      }, spi.transferCycles);
    };
    const adc = new AVRADC(cpu, adcConfig);
    adc.onADCRead = () => {
      const counts = array.sample(cpu.data[adcConfig.ADMUX] & 7);
      cpu.addClockEvent(() => adc.completeADCRead(counts), adc.sampleCycles);
    };
    cpu.readHooks[ACSR] = () => {
      const { ADCSRA, ADCSRB, ADMUX } = adcConfig;
      if (!(cpu.data[ADCSRB] & ACME) || cpu.data[ADCSRA] & ADEN)
        throw new Error('the comparator is looked at while it has no column');
      return array.isBelow(cpu.data[ADMUX] & 7, this.seconds) ? ACO : 0;
    };
  }

  private feed(): void {
    while (this.incoming.length > 0 && !this.usart.rxBusy) {
      if (this.usart.rxEnable) this.usart.writeByte(this.incoming[0]);
      this.incoming.shift();
    }
  }

  /** To the next thing that can wake it. A timer's count is nothing before its compare. */
  private passTime(until: number): void {
    const { cpu } = this;
    let next = until;
    for (let event = (cpu as unknown as Calendar).nextClockEvent; event; event = event.next) {
      next = Math.min(next, this.dueAt(event));
    }
    cpu.cycles = Math.max(cpu.cycles, next);
  }

  private dueAt(event: { cycles: number; callback: () => void }): number {
    const timer = this.timers.find(({ count }) => count === event.callback);
    if (!timer || timer.divider === 0) return event.cycles;
    // Past its compare it stops at its start too, for a whole round at once would look like none.
    const steps = timer.tcnt < timer.ocrA ? timer.ocrA - timer.tcnt : timer.TOP + 1 - timer.tcnt;
    return Math.max(event.cycles, timer.lastCycle + timer.divider * steps);
  }
}
