import { Answers } from './mbp-answers.js';
import { capabilitiesAsSent } from './capabilities-frame.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { BoardTrains, type Ending } from './board-trains.js';
import type { CellArray } from '../../sessions/cell-array.js';
import { decodeLine, encodeEvent, encodePart, encodeRefusal, encodeReply, type Frame } from './frame.js';
import { hexadecimal } from './hexadecimal.js';
import { Instrument } from './instrument.js';
import { LineReader } from './line-reader.js';
import { Refused } from '../../sessions/refused.js';
import type { TrainJob } from './train-job.js';
import { Verbs, type Counts } from './verbs.js';

type Request = Extract<Frame, { kind: 'request' }>;

const VERSION = '1';
const NONCES = 4;

/**
 * The board's end of MBP/1, as a machine over bytes and time: it hears bytes, says bytes, and gives pulses as its time
 * passes. A train's number is committed before its first pulse, so that whatever is heard twice is done once.
 */
export class MbpMachine {
  private boot = 0;
  private now = 0;
  private started = 0;
  /** the last number taken, in the session of the last nonce */
  private seq = 0;
  /** of the greetings since the reset, the session's own last */
  private nonces: string[] = [];
  private heardAt = 0;
  private crcErrors = 0;
  private listener: (bytes: Uint8Array) => void = () => {};
  private reader = new LineReader((line) => this.hear(line));
  private readonly answers = new Answers();
  private readonly trains = new BoardTrains((...end) => this.trainEnded(...end));
  private readonly instrument: Instrument;
  private readonly verbs: Verbs;

  /** @param nextBoot the id of the boot that begins, 1 … 65535, told the one that ended */
  constructor(
    private readonly can: Capabilities,
    cells: CellArray,
    private readonly nextBoot: (previous: number) => number = anotherBoot,
  ) {
    // What it is called must fit a frame.
    encodeReply(0, 0, [can.model, can.firmware, can.serial, '0000']);
    encodeReply(0, 0, capabilitiesAsSent(can));
    this.instrument = new Instrument(can, cells);
    this.verbs = new Verbs(can, this.instrument, this.trains, (seq, cells) =>
      this.say(encodePart(seq, this.boot, cells)),
    );
    this.begin();
  }

  /** Whom its bytes go to from now on. */
  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.listener = listener;
  }

  receive(bytes: Uint8Array): void {
    this.reader.receive(bytes);
    this.tick(this.now);
  }

  /** Lets time pass: pulses that are due, and the watchdog. */
  tick(nowMs: number): void {
    while (this.due <= nowMs) {
      this.now = Math.max(this.now, this.due);
      if (this.trains.due <= this.now) this.trains.step();
      else this.watchdog();
    }
    this.now = Math.max(this.now, nowMs);
  }

  /** When `tick` next has something to do, milliseconds; never, if nothing is heard. */
  get due(): number {
    const watchdog = this.instrument.armed ? this.heardAt + this.instrument.heartbeatMs : Infinity;
    return Math.min(this.trains.due, watchdog);
  }

  /** Whether pulses are possible, as an indicator on the board would show. */
  get armed(): boolean {
    return this.instrument.armed;
  }

  /** As by the button: all but the cells is forgotten. */
  reset(): void {
    this.begin();
    this.say(encodeEvent(this.boot, 'BOOT', ['RESET']));
  }

  private begin(): void {
    this.boot = this.nextBoot(this.boot);
    this.started = this.now;
    this.nonces = [];
    this.trains.forget();
    this.crcErrors = 0;
    this.reader = new LineReader((line) => this.hear(line));
    this.answers.clear();
    this.instrument.forget();
  }

  private hear(line: string): void {
    const frame = decodeLine(line);
    if (frame?.kind !== 'request') this.crcErrors++;
    else if (frame.verb === 'HELLO') this.greet(frame, line);
    else if (frame.boot !== this.boot || this.nonces.length === 0) this.refuse(frame, 'BOOT');
    else this.inTurn(frame, line);
  }

  /** A greeting begins a session: numbers start from it, limits are void, a train that runs ends. */
  private greet(frame: Request, line: string): void {
    const [version, nonce = ''] = frame.args;
    if (this.repeats(frame.seq, line)) return;
    if (version !== VERSION) return this.refuse(frame, 'RANGE', ['1', VERSION]);
    if (frame.boot !== 0 || frame.args.length !== 2 || !/^[0-9A-F]{4}$/.test(nonce))
      return this.refuse(frame, 'ARG');
    // A greeting that was under way for long must not bring an ended session back.
    if (this.nonces.includes(nonce)) return this.refuse(frame, 'SEQ', [hexadecimal(this.seq)]);
    this.trains.stop();
    this.instrument.forget();
    this.answers.clear();
    this.nonces = [...this.nonces, nonce].slice(-NONCES);
    const { model, firmware, serial } = this.can;
    this.take(frame.seq, line, encodeReply(frame.seq, this.boot, [model, firmware, serial, nonce]));
  }

  private inTurn(frame: Request, line: string): void {
    const ahead = (frame.seq - this.seq) & 0xffff;
    // The stop of a train that never came passes over that train's number, which is void from then on.
    const stop = frame.verb === 'ABORT' || frame.verb === 'SAFE';
    if (this.repeats(frame.seq, line)) return;
    if (ahead !== 1 && !(stop && ahead === 2)) this.refuse(frame, 'SEQ', [hexadecimal(this.seq)]);
    else if (this.trains.runs && !stop) this.refuse(frame, 'BUSY');
    else this.obey(frame, line);
  }

  /** Whether the line was heard before; then it is answered as before, or not before its train ends. */
  private repeats(seq: number, line: string): boolean {
    const answer = this.answers.to(seq, line);
    if (answer === undefined && !this.trains.began(line)) return false;
    if (seq === this.seq) this.heardAt = this.now;
    // Of the answer before, something may stand in the host's line; the LF in front ends that.
    if (answer !== undefined) this.say(`\n${answer}`);
    return true;
  }

  private obey(frame: Request, line: string): void {
    this.heardAt = this.now;
    try {
      if (frame.verb === 'TRAIN') this.beginTrain(frame, line);
      else
        this.take(
          frame.seq,
          line,
          encodeReply(frame.seq, this.boot, this.verbs.obey(frame, this.nonces.at(-1), this.counts)),
        );
    } catch (error) {
      const { code, details } = error instanceof Refused ? error : new Refused('HW');
      this.take(frame.seq, line, encodeRefusal(frame.seq, this.boot, code, details));
      if (code === 'HW') this.fault();
    }
  }

  private beginTrain(frame: Request, line: string): void {
    const job = this.instrument.train(frame.args, this.now);
    this.seq = frame.seq;
    this.trains.begin(frame.seq, this.nonces.at(-1)!, line, job);
  }

  /** The cells failed: no more pulses before the host has looked. */
  private fault(): void {
    this.instrument.armed = false;
    this.say(encodeEvent(this.boot, 'FAULT', ['HW']));
  }

  private trainEnded(seq: number, line: string, how: Ending, { done, flags, train }: TrainJob): void {
    const answer =
      how === 'OK'
        ? encodeReply(seq, this.boot, [done, train.count, flags])
        : encodeRefusal(seq, this.boot, how, [done, train.count]);
    this.answers.note(seq, line, answer);
    this.say(answer);
    if (how === 'HW') this.fault();
  }

  private watchdog(): void {
    this.trains.stop('SAFE');
    this.instrument.armed = false;
    this.say(encodeEvent(this.boot, 'SAFE', ['HEARTBEAT']));
  }

  private get counts(): Counts {
    const uptime = Math.min(0x7fffffff, Math.floor(this.now - this.started));
    return { uptime, crc: this.crcErrors, overruns: this.reader.dropped };
  }

  private take(seq: number, line: string, answer: string): void {
    this.seq = seq;
    this.answers.note(seq, line, answer);
    this.say(answer);
  }

  private refuse(
    { seq }: Request,
    code: 'BOOT' | 'SEQ' | 'BUSY' | 'ARG' | 'RANGE',
    details: string[] = [],
  ): void {
    this.say(encodeRefusal(seq, this.boot, code, details));
  }

  private say(frame: string): void {
    this.listener(Buffer.from(frame, 'latin1'));
  }
}

function anotherBoot(previous: number): number {
  const boot = 1 + Math.floor(Math.random() * 0xffff);
  return boot === previous ? anotherBoot(previous) : boot;
}
