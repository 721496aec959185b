import type { Capabilities } from '../../sessions/capabilities.js';
import type { CellArray } from '../../sessions/cell-array.js';
import type { RefusalCode } from '../../sessions/errors.js';
import { BoardNumbering } from './board-numbering.js';
import { BoardTrains, type Ending, type TrainJob } from './board-trains.js';
import { helloValues, refuseLongCapabilities } from './capabilities-frame.js';
import {
  decodeLine,
  encodeEvent,
  encodePart,
  encodeRefusal,
  encodeReply,
  type RequestFrame,
} from './frame.js';
import { GuardedCells, Refused } from './guarded-cells.js';
import { LineReader } from './line-reader.js';
import { Verbs, type Counts } from './verbs.js';

const VERSION = '1';

/**
 * The board's end of MBP/1, as a state machine over bytes and time: it receives bytes, sends bytes, and gives pulses as
 * its time passes. It takes the number of a train before the first pulse, so a train that is heard twice is given once.
 */
export class MbpMachine {
  private now = 0;
  private started = 0;
  private crcErrors = 0;
  private listener: (bytes: Uint8Array) => void = () => {};
  private reader = new LineReader((line) => this.hear(line));
  private readonly numbering: BoardNumbering;
  private readonly trains = new BoardTrains((...end) => this.trainEnded(...end));
  private readonly cells: GuardedCells;
  private readonly verbs: Verbs;

  /** @param nextBoot gives the id of the next boot, 1 … 65535, from the previous one */
  constructor(
    private readonly can: Capabilities,
    cells: CellArray,
    nextBoot?: (previous: number) => number,
  ) {
    refuseLongCapabilities(can);
    this.numbering = new BoardNumbering(nextBoot);
    this.cells = new GuardedCells(can, cells);
    this.verbs = new Verbs(can, this.cells, this.trains, (seq, part) =>
      this.say(encodePart(seq, this.boot, part)),
    );
    this.begin();
  }

  /** Sets who gets its bytes from now on. */
  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.listener = listener;
  }

  receive(bytes: Uint8Array): void {
    this.reader.receive(bytes);
    this.tick(this.now);
  }

  /** Lets time pass: gives the pulses that are due, and runs the watchdog. */
  tick(nowMs: number): void {
    while (this.due <= nowMs) {
      this.now = Math.max(this.now, this.due);
      if (this.trains.due <= this.now) this.trains.step();
      else this.watchdog();
    }
    this.now = Math.max(this.now, nowMs);
  }

  /** When `tick` next has something to do if nothing is heard, milliseconds; Infinity if never. */
  get due(): number {
    return Math.min(this.trains.due, this.cells.watchdogDue);
  }

  /** Whether pulses are possible, as a lamp on the board would show. */
  get armed(): boolean {
    return this.cells.armed;
  }

  /** As if its button were pressed: it forgets everything, but its cells keep their state. */
  reset(): void {
    this.begin();
    this.say(encodeEvent(this.boot, 'BOOT', ['RESET']));
  }

  private begin(): void {
    this.numbering.beginBoot();
    this.started = this.now;
    this.trains.forget();
    this.crcErrors = 0;
    this.reader = new LineReader((line) => this.hear(line));
    this.cells.forget();
  }

  private hear(line: string): void {
    const frame = decodeLine(line);
    if (frame?.kind !== 'request') this.crcErrors++;
    else if (frame.verb === 'HELLO') this.hello(frame, line);
    else if (frame.boot !== this.boot || this.numbering.nonce === undefined) this.refuse(frame, 'BOOT');
    else this.inTurn(frame, line);
  }

  /** HELLO begins a session: numbers continue from it, limits are void, and a running train ends. */
  private hello(frame: RequestFrame, line: string): void {
    const [version, nonce = ''] = frame.args;
    if (this.repeats(frame.seq, line)) return;
    if (version !== VERSION) return this.refuse(frame, 'RANGE', ['1', VERSION]);
    if (frame.boot !== 0 || frame.args.length !== 2 || !/^[0-9A-F]{4}$/.test(nonce))
      return this.refuse(frame, 'ARG');
    // A HELLO that was delayed must not bring an ended session back.
    if (this.numbering.knows(nonce)) return this.refuse(frame, 'SEQ', [this.numbering.seqAsSent]);
    this.trains.stop();
    this.cells.forget();
    this.numbering.beginSession(nonce);
    this.take(frame.seq, line, encodeReply(frame.seq, this.boot, helloValues(this.can, nonce)));
  }

  private inTurn(frame: RequestFrame, line: string): void {
    const isStop = frame.verb === 'ABORT' || frame.verb === 'SAFE';
    if (this.repeats(frame.seq, line)) return;
    if (!this.numbering.isNext(frame.seq, isStop)) this.refuse(frame, 'SEQ', [this.numbering.seqAsSent]);
    else if (this.trains.runs && !isStop) this.refuse(frame, 'BUSY');
    else this.obey(frame, line);
  }

  /** Whether the line was heard before. Then its answer is repeated, or comes when its train ends. */
  private repeats(seq: number, line: string): boolean {
    const answer = this.numbering.answerTo(seq, line);
    if (answer === undefined && !this.trains.began(line)) return false;
    if (seq === this.numbering.seq) this.cells.heardAt = this.now;
    // The host's line may still hold part of the previous answer; the LF in front ends it.
    if (answer !== undefined) this.say(`\n${answer}`);
    return true;
  }

  private obey(frame: RequestFrame, line: string): void {
    this.cells.heardAt = this.now;
    try {
      if (frame.verb === 'TRAIN') return this.beginTrain(frame, line);
      const values = this.verbs.obey(frame, this.numbering.nonce, this.counts);
      this.take(frame.seq, line, encodeReply(frame.seq, this.boot, values));
    } catch (error) {
      const { code, details } = error instanceof Refused ? error : new Refused('HW');
      this.take(frame.seq, line, encodeRefusal(frame.seq, this.boot, code, details));
      if (code === 'HW') this.fault();
    }
  }

  private beginTrain(frame: RequestFrame, line: string): void {
    const job = this.cells.train(frame.args, this.now);
    this.numbering.seq = frame.seq;
    this.trains.begin(frame.seq, this.numbering.nonce!, line, job);
  }

  /** The cells failed: no more pulses until the host arms the board again. */
  private fault(): void {
    this.cells.armed = false;
    this.say(encodeEvent(this.boot, 'FAULT', ['HW']));
  }

  private trainEnded(seq: number, line: string, how: Ending, { done, flags, train }: TrainJob): void {
    const answer =
      how === 'OK'
        ? encodeReply(seq, this.boot, [done, train.count, flags])
        : encodeRefusal(seq, this.boot, how, [done, train.count]);
    this.numbering.keep(seq, line, answer);
    this.say(answer);
    if (how === 'HW') this.fault();
  }

  private watchdog(): void {
    this.trains.stop('SAFE');
    this.cells.armed = false;
    this.say(encodeEvent(this.boot, 'SAFE', ['HEARTBEAT']));
  }

  private get boot(): number {
    return this.numbering.boot;
  }

  private get counts(): Counts {
    const uptime = Math.min(0x7fffffff, Math.floor(this.now - this.started));
    return { uptime, crc: this.crcErrors, overruns: this.reader.dropped };
  }

  private take(seq: number, line: string, answer: string): void {
    this.numbering.seq = seq;
    this.numbering.keep(seq, line, answer);
    this.say(answer);
  }

  private refuse({ seq }: RequestFrame, code: RefusalCode, details: string[] = []): void {
    this.say(encodeRefusal(seq, this.boot, code, details));
  }

  private say(frame: string): void {
    this.listener(Buffer.from(frame, 'latin1'));
  }
}
