import type { Argument, Option } from 'commander';

/** What a shell offers for an option or an argument. */
export interface Offered {
  values(): readonly string[];
  /** characters that join several values, as in read,write+pulse; empty where one value is all */
  readonly joiners: string;
}

const offered = new WeakMap<Option | Argument, Offered>();

/** The option or argument itself, for which shells now offer these values. @param joiners characters that join several values */
export function offering<To extends Option | Argument>(
  to: To,
  values: () => readonly string[],
  joiners = '',
): To {
  offered.set(to, { values, joiners });
  return to;
}

/** What shells offer for an option or an argument: what it was given, or its choices. */
export function offeredFor(to: Option | Argument): Offered | undefined {
  const { argChoices } = to;
  return offered.get(to) ?? (argChoices && { values: () => argChoices, joiners: '' });
}
