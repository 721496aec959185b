import { lines } from '../unnumbered/answer.js';
import type { BareLink, BareTiming } from '../unnumbered/unnumbered-link.js';
import { OutOfStep } from '../unnumbered/out-of-step.js';

/** Who is at the end of a link. The first question may follow what was left of a line, or come before anybody listens. */
export async function identityOver(
  link: BareLink,
  { guardMs, quietMs }: BareTiming,
  answerMs: number,
): Promise<string> {
  for (let again = 0; ; again++) {
    await link.settle(again === 0 ? guardMs : quietMs);
    try {
      const [identity] = await link.ask(['*IDN?'], lines(1), answerMs);
      return identity;
    } catch (error) {
      if (again > 0 || !(error instanceof OutOfStep)) throw error;
    }
  }
}
