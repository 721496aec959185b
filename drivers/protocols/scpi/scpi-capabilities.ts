import type { Capabilities } from '../../sessions/capabilities.js';

/** What an instrument says of itself, part by part. */
export interface Identity {
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
}

/** Maker, model, serial number and firmware of an answer to `*IDN?`. */
export function identityParts(identity: string): Identity {
  const [, model = '', serial = '', firmware = ''] = identity.split(',').map((part) => part.trim());
  return { model, serial, firmware };
}

/** One device on a source-measure unit, in SI units. */
export function sourceMeterCapabilities(
  { model, serial, firmware }: Identity,
  can: { volts: number; pulseSeconds: readonly [number, number]; amperes: number },
): Capabilities {
  const [shortest, longest] = can.pulseSeconds;
  return {
    model,
    firmware,
    serial,
    rows: 1,
    columns: 1,
    microvoltsMin: -can.volts * 1e6,
    microvoltsMax: can.volts * 1e6,
    microvoltsStep: 1,
    nanosMin: Math.round(shortest * 1e9),
    nanosMax: Math.round(longest * 1e9),
    pulsesMax: 1000,
    picoampsMax: can.amperes * 1e12,
    rowset: 0,
    adcBits: 0,
    calibrated: true,
    durable: false,
  };
}
