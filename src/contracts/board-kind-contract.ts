import { shown } from '../core/complaint.js';

/** The settings that a board can take beside its port. */
const SETTINGS = ['gpib', 'amperesPerCount'];

/** The faults of a board kind's form, a sentence each. Its sessions are checked on the board: `memloop board check --as`. */
export function boardKindFaults(kind: unknown): string[] {
  if (typeof kind !== 'object' || kind === null) return [`got ${shown(kind)}: expected an object`];
  const { meaning, line, takes, usb, connect } = kind as Record<string, unknown>;
  const baudRate = (line as { baudRate?: unknown } | undefined)?.baudRate;
  const isList = (value: unknown, allowed?: readonly string[]) =>
    Array.isArray(value) && value.every((one) => typeof one === 'string' && (allowed?.includes(one) ?? true));
  const checks: [right: boolean, part: string, got: unknown, expected: string][] = [
    [typeof meaning === 'string' && meaning !== '', 'meaning', meaning, 'a phrase that says what it is'],
    [Number.isInteger(baudRate) && Number(baudRate) > 0, 'line.baudRate', baudRate, 'a whole number above 0'],
    [isList(takes, SETTINGS), 'takes', takes, `a list with some of ${SETTINGS.join(', ')}`],
    [isList(usb), 'usb', usb, 'a list of USB identities, vendor:product'],
    [typeof connect === 'function', 'connect', connect, 'a function'],
  ];
  return checks
    .filter(([right]) => !right)
    .map(([, part, got, expected]) => `${part}: got ${shown(got)}: expected ${expected}`);
}
