/** 0 … 65535 as the four upper-case digits that stand in a frame. */
export function hexadecimal(number: number): string {
  return number.toString(16).toUpperCase().padStart(4, '0');
}

/** The number that four upper-case digits stand for, and of anything else none. */
export function fromHexadecimal(digits: string | undefined): number | undefined {
  return digits !== undefined && /^[0-9A-F]{4}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}
