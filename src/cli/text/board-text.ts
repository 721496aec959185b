import type { Capabilities } from '../../../drivers/sessions/capabilities.js';
import type { Limits } from '../../../drivers/sessions/limits.js';

/** Who a board is, what it can do, and what it is allowed to do, row by row. */
export function boardText(can: Capabilities, may: Limits): string[][] {
  const volts = (microvolts: number) => `${microvolts / 1e6} V`;
  return [
    ['', 'the board', 'limit here'],
    ['model', `${can.model}, firmware ${can.firmware}`, ''],
    ['serial number', can.serial, ''],
    ['array', `${can.rows} × ${can.columns}`, ''],
    ['SET up to', volts(can.microvoltsMax), volts(may.microvoltsMax)],
    ['RESET down to', volts(can.microvoltsMin), volts(may.microvoltsMin)],
    [
      'reads up to',
      volts(Math.min(can.microvoltsMax, -can.microvoltsMin)),
      `±${volts(may.readMicrovoltsMax)}`,
    ],
    ['steps of', `${can.microvoltsStep} µV`, ''],
    ['width', `${can.nanosMin / 1e3} … ${can.nanosMax / 1e3} µs`, `${may.nanosMax / 1e3} µs`],
    ['pulses in a train', `${can.pulsesMax}`, `${may.pulsesMax}`],
    ['current', `${can.picoampsMax / 1e6} µA`, `${may.picoampsMax / 1e6} µA`],
    ['energy of a train', '', `${may.picojoulesMax / 1e6} µJ`],
    ['rows summed at once', can.rowset > 0 ? `${can.rowset}` : 'none: sums are the host\u2019s', ''],
    ['converter', `${can.adcBits} bits, ${can.calibrated ? 'calibrated' : 'not calibrated'}`, ''],
    ['boot ids', can.durable ? 'counted through power cuts' : 'random', ''],
  ];
}
