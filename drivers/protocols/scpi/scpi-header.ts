import { exponential } from '../unnumbered/line-format.js';

/** A pattern for a SCPI header, long or short. In `SOURce:VOLTage[:LEVel]` the capitals are the short form, and parts in brackets are optional. */
export function headerPattern(canonical: string): RegExp {
  const source = canonical.replace(
    /\[(:?)(\w+)\]|(\w+)/g,
    (_, colon: string, optional: string, word: string) =>
      optional ? `(?:${colon}${either(optional)})?` : either(word),
  );
  return new RegExp(`^:?${source.replace('*', '\\*')}$`, 'i');
}

function either(word: string): string {
  const [, short, rest, number] = /^(.*?)([a-z]*)(\d*)$/.exec(word)!;
  return `${short}(?:${rest})?${number}`;
}

/** The commands of a line: header, whether it is a query, and its arguments. */
export function commandsIn(line: string): { header: string; asks: boolean; words: string }[] {
  return line
    .split(';')
    .map((command) => command.trim())
    .filter((command) => command !== '')
    .map((command) => {
      const [, header, asks, words = ''] = /^:?([^\s?]+)(\??)\s*(.*)$/.exec(command) ?? ['', command, ''];
      return { header, asks: asks === '?', words };
    });
}

/** A number as instruments write it. */
export function signed(value: number): string {
  return `${value < 0 ? '' : '+'}${exponential(value).toUpperCase()}`;
}

/** A setting as it is answered: numbers that are not whole with an exponent. */
export function shown(value: string): string {
  return value !== '' && Number.isFinite(Number(value)) && /[.e]/i.test(value)
    ? signed(Number(value))
    : value;
}
