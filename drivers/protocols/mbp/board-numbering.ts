import { hexadecimal } from './frame.js';

/** Nonces of this boot that a board remembers. */
const NONCES = 4;
/** Answers that a board keeps for repeated requests. */
const ANSWERS = 4;

/**
 * How a board numbers its boots, sessions and requests: the boot id, the nonces of this boot, the last sequence number
 * that it took, and its last answers. So it can answer a repeated request again without acting on it again.
 */
export class BoardNumbering {
  boot = 0;
  /** the last number taken, in the present session */
  seq = 0;
  private nonces: string[] = [];
  private readonly answers: { seq: number; line: string; answer: string }[] = [];

  /** @param nextBoot gives the id of the next boot, 1 … 65535, from the previous one; default: at random */
  constructor(private readonly nextBoot: (previous: number) => number = anotherBoot) {}

  /** The nonce of the present session; undefined before the first HELLO of this boot. */
  get nonce(): string | undefined {
    return this.nonces.at(-1);
  }

  /** Begins a boot. Sessions and answers of the previous one are forgotten. */
  beginBoot(): void {
    this.boot = this.nextBoot(this.boot);
    this.nonces = [];
    this.answers.length = 0;
  }

  /** The last number taken, as `ER SEQ` sends it. */
  get seqAsSent(): string {
    return hexadecimal(this.seq);
  }

  /** Whether a session of this boot had this nonce. */
  knows(nonce: string): boolean {
    return this.nonces.includes(nonce);
  }

  /** Begins a session. Earlier answers are void. */
  beginSession(nonce: string): void {
    this.answers.length = 0;
    this.nonces = [...this.nonces, nonce].slice(-NONCES);
  }

  /** Whether this number's turn has come. A stop may pass over the number of a train that never came. */
  isNext(seq: number, isStop: boolean): boolean {
    const ahead = (seq - this.seq) & 0xffff;
    return ahead === 1 || (isStop && ahead === 2);
  }

  keep(seq: number, line: string, answer: string): void {
    this.answers.unshift({ seq, line, answer });
    this.answers.length = Math.min(this.answers.length, ANSWERS);
  }

  /** The kept answer to exactly this line; another line with the same number has none. */
  answerTo(seq: number, line: string): string | undefined {
    return this.answers.find((kept) => kept.seq === seq && kept.line === line)?.answer;
  }
}

function anotherBoot(previous: number): number {
  const boot = 1 + Math.floor(Math.random() * 0xffff);
  return boot === previous ? anotherBoot(previous) : boot;
}
