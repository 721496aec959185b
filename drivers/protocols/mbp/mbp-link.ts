import { systemClock, type Clock } from '../../ports/clock.js';
import type { Journal } from '../../journal/journal.js';
import type { Transport } from '../../ports/transport.js';
import { BoardRefused, BoardReset, BoardStuck, LinkLost, TrainWithdrawn } from '../../sessions/errors.js';
import { Exchange, RESENDS, type Patience } from './exchange.js';
import { decodeLine, encodeRequest, type Frame } from './frame.js';
import { hexadecimal } from './hexadecimal.js';
import { LineReader } from './line-reader.js';

interface Order {
  readonly verb: string;
  readonly args: readonly (string | number)[];
  readonly patience: Patience;
  readonly resolve: (values: readonly string[]) => void;
  readonly reject: (error: Error) => void;
}

type Answer = Extract<Frame, { kind: 'reply' | 'refusal' }>;
type BoardEvent = Extract<Frame, { kind: 'event' }>;

export interface LinkOptions {
  readonly clock?: Clock;
  readonly journal?: Journal;
  /** the sequence number after which this link goes on; a link that follows another goes on after its last */
  readonly after?: number;
  readonly onEvent?: (event: BoardEvent) => void;
}

/**
 * The host's end of MBP/1 over one connection: stop and wait, each request under a number of its own. A frame without
 * answer goes out again, the same bytes under the same number, so that the board does once what it hears twice; an
 * answer to no open request is dropped and counted. The first failure ends the link for good.
 */
export class MbpLink {
  /** of the board that was greeted */
  boot = 0;
  /** the last number used */
  seq: number;
  failure: Error | undefined;
  /** answers to no open request, and lines that were no frame */
  readonly dropped = { unmatched: 0, garbled: 0 };
  /** when the last frame left */
  lastSent = -Infinity;
  private readonly open = new Map<number, Exchange>();
  private readonly queue: Order[] = [];
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

  /** Sends a request when its turn comes, and gives the values of its answer. */
  request(verb: string, args: readonly (string | number)[], patience: Patience): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      this.queue.push({ verb, args, patience, resolve, reject });
      this.next();
    });
  }

  /**
   * Sends a request past all that wait, and at once if a train is on its way: that is sent no more, and if it is not
   * answered by itself it is answered with what `stead` makes of the answer to this one. Trains that wait are withdrawn.
   */
  interrupt(
    verb: string,
    patience: Patience,
    stead: (values: readonly string[]) => readonly string[],
  ): Promise<readonly string[]> {
    this.withdrawTrains();
    // Once interrupted it is the first interruption alone that knows its outcome; a second waits its turn.
    const [onlyOne, another] = this.open.values();
    const train = onlyOne?.verb === 'TRAIN' && !another ? onlyOne : undefined;
    return new Promise((resolve, reject) => {
      const answered = (values: readonly string[]) => {
        if (train) this.settle(train, () => train.resolve(stead(values)));
        resolve(values);
      };
      this.queue.unshift({ verb, args: [], patience, resolve: answered, reject });
      train?.hold();
      if (train) this.launch(this.queue.shift()!);
      else this.next();
    });
  }

  private withdrawTrains(): void {
    for (const order of this.queue.splice(0)) {
      if (order.verb === 'TRAIN') order.reject(new TrainWithdrawn());
      else this.queue.push(order);
    }
  }

  /** Whether a request is on its way. */
  get busy(): boolean {
    return this.open.size > 0;
  }

  /** Ends the link: all that is open or waits is refused with this error, and all that comes later too. */
  fail(error: Error): void {
    if (this.failure) return;
    this.failure = error;
    for (const exchange of this.open.values()) {
      exchange.hold();
      exchange.reject(error);
    }
    this.open.clear();
    for (const order of this.queue.splice(0)) order.reject(error);
  }

  private next(): void {
    while (!this.busy && this.queue.length > 0) this.launch(this.queue.shift()!);
  }

  private launch(order: Order): void {
    if (this.failure) return order.reject(this.failure);
    const { verb, args, patience, resolve, reject } = order;
    const seq = (this.seq + 1) & 0xffff;
    let line: string;
    try {
      line = encodeRequest(seq, verb === 'HELLO' ? 0 : this.boot, verb, args);
    } catch (error) {
      return reject(error as Error);
    }
    this.seq = seq;
    const exchange = new Exchange(
      seq,
      verb,
      line,
      resolve,
      reject,
      patience,
      this.clock,
      (line) => this.send(line),
      () => this.fail(new BoardStuck(`the board does not answer: ${verb} was sent ${RESENDS + 1} times`)),
    );
    this.open.set(seq, exchange);
    patience.leaves?.(seq);
    // What was sent to the board before us may have been cut short; the LF ends it.
    if (verb === 'HELLO') this.write('\n');
    exchange.start();
  }

  private send(line: string): void {
    this.lastSent = this.clock.now();
    this.options.journal?.note({ at: this.lastSent, sent: line.trim() });
    this.write(line);
  }

  private write(text: string): void {
    // Not waited for: a port may never say that bytes have left. The deadline of the answer covers it.
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
    if (frame?.kind === 'event') this.options.onEvent?.(frame);
    else if (frame?.kind === 'reply' || frame?.kind === 'refusal') this.answer(frame);
    else if (frame?.kind === 'part') this.part(frame);
    else this.dropped.garbled++;
  }

  private part({ seq, boot, values }: Extract<Frame, { kind: 'part' }>): void {
    const part = this.open.get(seq)?.patience.part;
    if (part && boot === this.boot) part(values);
    else this.dropped.unmatched++;
  }

  private answer(frame: Answer): void {
    const exchange = this.open.get(frame.seq);
    if (!exchange) this.dropped.unmatched++;
    else if (exchange.verb === 'HELLO') this.greeted(exchange, frame);
    else if (frame.boot !== this.boot || (frame.kind === 'refusal' && frame.code === 'BOOT'))
      this.reset(frame);
    else if (frame.kind === 'reply') this.settle(exchange, () => exchange.resolve(frame.values));
    else this.refused(exchange, frame);
  }

  private greeted(exchange: Exchange, frame: Answer): void {
    if (frame.kind === 'refusal') return this.refused(exchange, frame);
    // An answer to a greeting of an earlier program may still lie in a buffer; ours comes with our nonce.
    if (!exchange.line.includes(` ${frame.values[3]}*`)) return void this.dropped.unmatched++;
    this.boot = frame.boot;
    this.settle(exchange, () => exchange.resolve(frame.values));
  }

  private reset({ boot }: Answer): void {
    this.fail(
      new BoardReset(
        `the board was reset: its boot id was ${hexadecimal(this.boot)} and is ${hexadecimal(boot)}`,
      ),
    );
  }

  private refused(exchange: Exchange, { code, details }: Extract<Answer, { kind: 'refusal' }>): void {
    const sent = decodeLine(exchange.line.trimEnd());
    const args = sent?.kind === 'request' ? sent.args : [];
    const error = new BoardRefused(exchange.verb, code, details, args);
    // Out of step, nothing that follows can be right; a new greeting sets both ends to one number.
    if (code === 'SEQ' && exchange.verb !== 'HELLO') this.fail(error);
    else this.settle(exchange, () => exchange.reject(error));
  }

  private settle(exchange: Exchange, tell: () => void): void {
    if (this.open.get(exchange.seq) !== exchange) return;
    exchange.hold();
    this.open.delete(exchange.seq);
    tell();
    this.next();
  }
}
