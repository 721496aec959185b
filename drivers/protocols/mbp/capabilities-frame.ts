import { RunError } from '../../../src/core/errors.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { encodeReply, hexadecimal, integer } from './frame.js';

/** The keys of CAPS, in the order in which they are sent. */
const KEYS = {
  rows: 'rows',
  columns: 'cols',
  microvoltsMin: 'vmin',
  microvoltsMax: 'vmax',
  microvoltsStep: 'vstep',
  nanosMin: 'wmin',
  nanosMax: 'wmax',
  pulsesMax: 'nmax',
  picoampsMax: 'imax',
  rowset: 'rowset',
  adcBits: 'adcbits',
  readDoseMax: 'rvs',
  calibrated: 'calib',
  measuresZeros: 'z',
  durable: 'durable',
} as const;
const MUST_BE_POSITIVE = ['rows', 'cols', 'vstep', 'wmin', 'wmax', 'nmax', 'imax', 'adcbits'];

/** The values of a CAPS reply. A value of 0 is left out, so that the longest reply fits into a frame. */
export function capabilitiesAsSent(can: Capabilities): string[] {
  return Object.entries(KEYS).flatMap(([name, key]) => {
    const value = Number(can[name as keyof typeof KEYS] ?? 0);
    return value === 0 ? [] : [`${key}=${value}`];
  });
}

/** The values of the answer to HELLO. */
export function helloValues({ model, firmware, serial }: Capabilities, nonce: string): string[] {
  return [model, firmware, serial, nonce];
}

/** @throws RunError if the answers to HELLO and CAPS do not fit into a frame */
export function refuseLongCapabilities(can: Capabilities): void {
  encodeReply(0, 0, helloValues(can, hexadecimal(0)));
  encodeReply(0, 0, capabilitiesAsSent(can));
}

/** What a board's answers to HELLO and CAPS say; unknown keys are ignored. */
export function capabilitiesFrom(hello: readonly string[], caps: readonly string[]): Capabilities {
  const sent = keyed(caps);
  const number = (name: keyof typeof KEYS) => sent.get(KEYS[name]) ?? 0;
  for (const key of MUST_BE_POSITIVE) {
    if (!((sent.get(key) ?? 0) > 0)) {
      throw new RunError(
        `the board must say ${key} > 0 in its answer to CAPS, got ${JSON.stringify(caps.join(' '))}`,
      );
    }
  }
  const [model = '', firmware = '', serial = ''] = hello;
  return {
    model,
    firmware,
    serial,
    rows: number('rows'),
    columns: number('columns'),
    microvoltsMin: number('microvoltsMin'),
    microvoltsMax: number('microvoltsMax'),
    microvoltsStep: number('microvoltsStep'),
    nanosMin: number('nanosMin'),
    nanosMax: number('nanosMax'),
    pulsesMax: number('pulsesMax'),
    picoampsMax: number('picoampsMax'),
    rowset: number('rowset'),
    adcBits: number('adcBits'),
    readDoseMax: number('readDoseMax'),
    calibrated: number('calibrated') === 1,
    durable: number('durable') === 1,
    ...(number('measuresZeros') === 1 && { measuresZeros: true }),
  };
}

/** Words of the form key=integer, as a map. */
export function keyed(words: readonly string[]): Map<string, number> {
  return new Map(
    words.map((word) => {
      const [key = '', value] = word.split('=');
      const number = integer(value);
      if (number === undefined)
        throw new RunError(`the board must answer key=integer, got ${JSON.stringify(word)}`);
      return [key, number];
    }),
  );
}
