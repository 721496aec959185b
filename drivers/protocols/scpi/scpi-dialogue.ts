import { BoardRefused, OutOfStep } from '../../sessions/errors.js';
import { lines } from '../unnumbered/line-format.js';
import type { UnnumberedLink, UnnumberedTiming } from '../unnumbered/unnumbered-link.js';
import type { Complaint, Query, SourceMeter } from './source-meter.js';

const ANSWER_MS = 1500;
/** Maximum number of entries in an error queue. */
const MAXIMUM_ERRORS = 50;

/** Asks an instrument for its identity. */
export async function askIdentity(link: UnnumberedLink): Promise<string> {
  const [identity] = await link.ask(['*IDN?'], lines(1), ANSWER_MS);
  return identity;
}

/** Asks for an identity for the first time: the port may hold part of a line, or the instrument may not listen yet. */
export async function firstIdentity(
  link: UnnumberedLink,
  { guardMs, quietMs }: UnnumberedTiming,
): Promise<string> {
  for (let again = 0; ; again++) {
    await link.waitForSilence(again === 0 ? guardMs : quietMs);
    try {
      return await askIdentity(link);
    } catch (error) {
      if (again > 0 || !(error instanceof OutOfStep)) throw error;
    }
  }
}

/** Commands and queries over a link to a source-measure unit. It waits for every command, and numbers every query. */
export class ScpiDialogue {
  private number = 0;

  constructor(
    private readonly link: UnnumberedLink,
    private readonly meter: SourceMeter,
  ) {}

  /** Sends commands one by one, and waits until each is done. */
  async send(...commands: readonly string[]): Promise<void> {
    for (const command of commands) {
      const done = this.meter.done(this.nextNumber());
      const [answer] = await this.link.ask([command, done.line], lines(1), ANSWER_MS);
      done.meaning(answer);
    }
  }

  /** Makes a query. @param takesMs time that the measurement itself takes */
  async ask<Value>(query: (number: number) => Query<Value>, takesMs = 0): Promise<Value> {
    const { line, meaning } = query(this.nextNumber());
    const [answer] = await this.link.ask([line], lines(1), ANSWER_MS + takesMs);
    return meaning(answer);
  }

  /** Empties the error queue, and returns its entries. */
  async errors(): Promise<Complaint[]> {
    const found: Complaint[] = [];
    while (found.length < MAXIMUM_ERRORS) {
      const complaint = await this.ask((number) => this.meter.error(number));
      if (!complaint) return found;
      found.push(complaint);
    }
    throw new OutOfStep(`got ${MAXIMUM_ERRORS} errors: expected an end of the error queue`);
  }

  /** @throws BoardRefused for the first entry of the error queue */
  async refuseErrors(what: string): Promise<void> {
    const [complaint] = await this.errors();
    if (complaint) throw new BoardRefused(what, complaint.code, [complaint.text]);
  }

  private nextNumber(): number {
    this.number = (this.number % 9999) + 1;
    return this.number;
  }
}
