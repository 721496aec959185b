import { InvalidArgumentError } from 'commander';

/** A whole number from `least` on, as the value of an option. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= least) return value;
    throw new InvalidArgumentError(`Got "${text}", expected a whole number of at least ${least}.`);
  };
}
