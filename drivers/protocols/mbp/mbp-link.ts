import { systemClock, type Clock } from '../../ports/clock.js';
import type { Transport } from '../../ports/transport.js';
import { BoardLapsed, BoardReset, BoardStuck, LinkLost, TrainWithdrawn } from '../../sessions/errors.js';
import { Exchange, RESENDS, type LinkOptions, type Request, type RequestOptions } from './exchange.js';
import { decodeLine, encodeRequest, hexadecimal, type Frame } from './frame.js';
import { LineReader } from './line-reader.js';
import { refusalOf } from './refusal.js';

type Kind<Name extends Frame['kind']> = Extract<Frame, { kind: Name }>;
type Answer = Kind<'reply' | 'refusal'>;

/**
 * The host's end of MBP/1 over one connection: stop and wait, each request with its own number. A frame without an answer
 * is sent again unchanged, so the board acts once on what it hears twice. An answer to no open request is dropped and
 * counted. The first failure ends the link for good.
 */
export class MbpLink {
  /** boot id of the board, as HELLO was answered */
  boot = 0;
  /** the last number used */
  seq: number;
  failure: Error | undefined;
  /** answers to no open request, and lines that are not frames */
  readonly dropped = { unmatched: 0, garbled: 0 };
  /** time at which the last frame was sent */
  lastSent = -Infinity;
  /** whether only silence can have disarmed the board: not SAFE, and no fault of its own */
  private keepsArmed = true;
  private readonly open = new Map<number, Exchange>();
  private readonly queue: Request[] = [];
  private readonly clock: Clock;
  private readonly reader = new LineReader((line) => this.hear(line));

  constructor(
    private readonly transport: Transport,
    private readonly options: LinkOptions = {},
  ) {
    this.clock = options.clock ?? systemClock;
    this.seq = options.after ?? 0xffff;
    transport.onBytes((bytes) => this.failure ?? this.reader.receive(bytes));
    transport.onClose((reason) => this.fail(new LinkLost(`the connection to the board was lost: ${reason}`)));
  }

  /** Sends a request when its turn comes, and resolves with the values of its answer. */
  request(verb: string, args: Request['args'], options: RequestOptions): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      this.queue.push({ verb, args, options, resolve, reject });
      this.next();
    });
  }

  /**
   * Sends a request before all that wait, and at once if a train is running. The frame of that train is not repeated any
   * more. If the train gets no answer of its own, it resolves with `trainAnswer` of the answer to this request.
   * Waiting trains are withdrawn.
   */
  interrupt(
    verb: string,
    options: RequestOptions,
    trainAnswer: (values: readonly string[]) => readonly string[],
  ): Promise<readonly string[]> {
    this.withdrawTrains();
    // Only the first interruption knows the outcome of the train; a second one waits for its turn.
    const [onlyOne, another] = this.open.values();
    const train = onlyOne?.request.verb === 'TRAIN' && !another ? onlyOne : undefined;
    return new Promise((resolve, reject) => {
      const answered = (values: readonly string[]) => {
        if (train) this.settle(train, () => train.request.resolve(trainAnswer(values)));
        resolve(values);
      };
      this.queue.unshift({ verb, args: [], options, resolve: answered, reject });
      train?.hold();
      if (train) this.launch(this.queue.shift()!);
      else this.next();
    });
  }

  /** Whether a request is open. */
  get busy(): boolean {
    return this.open.size > 0;
  }

  /** Ends the link: all open, waiting and later requests reject with this error. */
  fail(error: Error): void {
    if (this.failure) return;
    this.failure = error;
    for (const exchange of this.open.values()) {
      exchange.hold();
      exchange.request.reject(error);
    }
    this.open.clear();
    for (const request of this.queue.splice(0)) request.reject(error);
  }

  private withdrawTrains(): void {
    for (const request of this.queue.splice(0))
      if (request.verb === 'TRAIN') request.reject(new TrainWithdrawn());
      else this.queue.push(request);
  }

  private next(): void {
    while (!this.busy && this.queue.length > 0) this.launch(this.queue.shift()!);
  }

  private launch(request: Request): void {
    if (this.failure) return request.reject(this.failure);
    const { verb, args, options } = request;
    const seq = (this.seq + 1) & 0xffff;
    let line: string;
    try {
      line = encodeRequest(seq, verb === 'HELLO' ? 0 : this.boot, verb, args);
    } catch (error) {
      return request.reject(error as Error);
    }
    this.seq = seq;
    if (verb === 'SAFE') this.keepsArmed = false;
    const stuck = () =>
      this.fail(new BoardStuck(`the board does not answer: ${verb} was sent ${RESENDS + 1} times`));
    const exchange = new Exchange(seq, line, request, this.clock, (sent) => this.send(sent), stuck);
    this.open.set(seq, exchange);
    options.onSend?.(seq);
    // An earlier program may have sent part of a line; the LF ends it.
    if (verb === 'HELLO') this.write('\n');
    exchange.start();
  }

  private send(line: string): void {
    this.lastSent = this.clock.now();
    this.options.journal?.note({ at: this.lastSent, sent: line.trim() });
    this.write(line);
  }

  private write(text: string): void {
    // Not awaited: a port may never report that bytes have left. The deadline of the answer covers that.
    this.transport
      .write(Buffer.from(text, 'latin1'))
      .catch((error: Error) =>
        this.fail(new LinkLost(`the board could not be written to: ${error.message}`)),
      );
  }

  private hear(line: string): void {
    if (this.failure) return;
    this.options.journal?.note({ at: this.clock.now(), received: line });
    const frame = decodeLine(line);
    if (frame?.kind === 'reply' || frame?.kind === 'refusal') this.answer(frame);
    else if (frame?.kind === 'part') this.part(frame);
    else if (frame?.kind === 'event') this.notice(frame);
    else this.dropped.garbled++;
  }

  /** Of a reset, the next answer tells too. */
  private notice({ boot, event, details }: Kind<'event'>): void {
    if (boot === this.boot && event === 'FAULT') this.keepsArmed = false;
    if (boot === this.boot && event === 'SAFE' && details[0] === 'HEARTBEAT') this.fail(new BoardLapsed());
  }

  private part({ seq, boot, values }: Kind<'part'>): void {
    const onPart = this.open.get(seq)?.request.options.onPart;
    if (onPart && boot === this.boot) onPart(values);
    else this.dropped.unmatched++;
  }

  private answer(frame: Answer): void {
    const exchange = this.open.get(frame.seq);
    if (!exchange) this.dropped.unmatched++;
    else if (exchange.request.verb === 'HELLO') this.answerToHello(exchange, frame);
    else if (frame.boot !== this.boot || (frame.kind === 'refusal' && frame.code === 'BOOT'))
      this.fail(new BoardReset(hexadecimal(this.boot), hexadecimal(frame.boot)));
    else if (frame.kind === 'reply') this.settle(exchange, () => exchange.request.resolve(frame.values));
    else this.refused(exchange, frame);
  }

  private answerToHello(exchange: Exchange, frame: Answer): void {
    if (frame.kind === 'refusal') return this.refused(exchange, frame);
    // A buffer may still hold the answer to the HELLO of an earlier program; ours carries our nonce.
    if (!exchange.line.includes(` ${frame.values[3]}*`)) return void this.dropped.unmatched++;
    this.boot = frame.boot;
    this.settle(exchange, () => exchange.request.resolve(frame.values));
  }

  private refused(exchange: Exchange, frame: Kind<'refusal'>): void {
    const { request } = exchange;
    const { error, ends } = refusalOf(request, frame, this.keepsArmed);
    if (ends) this.fail(error);
    else this.settle(exchange, () => request.reject(error));
  }

  private settle(exchange: Exchange, tell: () => void): void {
    if (this.open.get(exchange.seq) !== exchange) return;
    exchange.hold();
    this.open.delete(exchange.seq);
    tell();
    this.next();
  }
}
