import { nearest } from '../core/nearest.js';
import { Option, type Command } from 'commander';
import { UsageError } from '../core/errors.js';
import { offering } from './shell/offering.js';

/** An option whose value is a whole number from `minimum` to `maximum`. */
export function wholeNumber(flags: string, description: string, minimum: number, maximum = Infinity): Option {
  const option = new Option(flags, description);
  return option.argParser((text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= minimum && value <= maximum) return value;
    const range = maximum === Infinity ? `of at least ${minimum}` : `from ${minimum} to ${maximum}`;
    throw refusal(option, text, `a whole number ${range}`);
  });
}

/** An option whose value is a finite number from `minimum` to `maximum`. */
export function quantity(flags: string, description: string, minimum: number, maximum: number): Option {
  const option = new Option(flags, description);
  return option.argParser((text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= minimum && value <= maximum) return value;
    throw refusal(option, text, `a number from ${minimum} to ${maximum}`);
  });
}

/** An option whose value is one of some names. @param advice what to use instead of a name that another command takes */
export function choice(
  flags: string,
  description: string,
  names: readonly string[],
  advice = new Map<string, string>(),
): Option {
  const option = new Option(flags, description).choices(names);
  return option.argParser((text) => {
    if (names.includes(text)) return text;
    throw refusal(option, text, advice.get(text) ?? `one of ${names.join(', ')}${nearest(text, names)}`);
  });
}

/** An option whose value is several names, separated by commas. @param names those that shells offer; @param joiners what else joins names */
export function list(flags: string, description: string, names: () => readonly string[], joiners = ''): Option {
  const option = new Option(flags, description);
  return offering(option, names, `,${joiners}`).argParser((text: string) =>
    text.split(',').map((name) => name.trim()),
  );
} // prettier-ignore

const PATH = /<(?:dir|directory|file|path)>/;

/** Lets no option of a command take an empty text for a path, which would be the current directory. */
export function refuseEmptyPaths({ options }: Command): void {
  for (const option of options.filter(({ flags, parseArg }) => PATH.test(flags) && !parseArg))
    option.argParser((text) => {
      if (text.trim() !== '') return text;
      throw refusal(option, text, 'a path; write . for the current directory');
    });
}

function refusal({ long }: Option, text: string, expected: string): UsageError {
  return new UsageError(`${long}: got "${text}": expected ${expected}`);
}
