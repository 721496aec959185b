import type { Capabilities } from '../../sessions/capabilities.js';
import type { Limits } from '../../sessions/limits.js';

/** A question to an instrument and what its answer means. @throws OutOfStep where it cannot be the answer */
export interface Query<Value> {
  readonly line: string;
  meaning(answer: string): Value;
}

/** One measurement. */
export interface Measured {
  readonly volts: number;
  readonly amperes: number;
  readonly flags: number;
}

/** What an instrument complains of. */
export interface Complaint {
  readonly code: string;
  readonly text: string;
}

/** A pulse of a train, in SI units, with what the experiment allows. */
export interface SourcedPulse {
  readonly volts: number;
  readonly seconds: number;
  readonly limits: Limits;
}

/** The language of a family of source-measure units. Queries are given a number, which those that can tell back. */
export interface SourceMeter {
  readonly recognises: RegExp;
  capabilities(identity: string): Capabilities;
  readonly cannot: readonly string[];
  /** ends what is going on and forgets old errors */
  readonly breakOff: readonly string[];
  /** output off, function, range, compliance, level zero, output on: in this order */
  prepare(limits: Limits): readonly string[];
  /** the compliance in force, amperes */
  compliance(number: number): Query<number>;
  level(volts: number): string;
  measure(number: number): Query<Measured>;
  /** before the first pulse of a train, and after its last */
  beginTrain(pulse: SourcedPulse): readonly string[];
  readonly endTrain: readonly string[];
  /** one pulse, and what was measured during it */
  pulse(number: number, pulse: SourcedPulse): Query<Measured>;
  readonly off: readonly string[];
  /** answered when all before it is done */
  done(number: number): Query<void>;
  error(number: number): Query<Complaint | undefined>;
}
