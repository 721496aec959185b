import { Option } from 'commander';
import { UsageError } from '../core/errors.js';

/** An option whose value is a whole number from `least` on, up to `most` if there is a most. */
export function wholeNumber(flags: string, description: string, least: number, most = Infinity): Option {
  const option = new Option(flags, description);
  return option.argParser((text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
    const range = most === Infinity ? `of at least ${least}` : `from ${least} to ${most}`;
    throw refusal(option, text, `a whole number ${range}`);
  });
}

/** An option whose value is a finite number from `least` to `most`. */
export function quantity(flags: string, description: string, least: number, most: number): Option {
  const option = new Option(flags, description);
  return option.argParser((text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= least && value <= most) return value;
    throw refusal(option, text, `a number from ${least} to ${most}`);
  });
}

/** An option whose value is one of some names. @param instead what to give instead of other names that one may know */
export function choice(
  flags: string,
  description: string,
  names: readonly string[],
  instead = new Map<string, string>(),
): Option {
  const option = new Option(flags, description).choices(names);
  return option.argParser((text) => {
    if (names.includes(text)) return text;
    throw refusal(option, text, instead.get(text) ?? `one of ${names.join(', ')}`);
  });
}

/** An option whose value is several names with commas between. */
export function list(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text: string) =>
    text.split(',').map((name) => name.trim()),
  );
}

function refusal({ long }: Option, text: string, expected: string): UsageError {
  return new UsageError(`${long}: got "${text}": expected ${expected}`);
}
