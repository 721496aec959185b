/** The parts that apply, as one paragraph. */
export function paragraph(...parts: (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' ');
}

/** A number of things in words: 1 seed, 2 seeds. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en-US')} ${noun}${number === 1 ? '' : 's'}`;
}
