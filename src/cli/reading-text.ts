import type { DeviceReading } from '../../drivers/bench/read-device.js';

/** A reading in one line, with whatever the board remarked on it. */
export function readingText({ siemens, amperes, volts, remarks }: DeviceReading): string {
  const said = remarks.map((remark) => `; ${remark}`).join('');
  return `${microsiemens(siemens)} (${(amperes * 1e6).toFixed(4)} µA at ${volts} V)${said}`;
}

/** A conductance as a person at the bench reads it. */
export function microsiemens(siemens: number): string {
  return `${(siemens * 1e6).toFixed(3)} µS`;
}
