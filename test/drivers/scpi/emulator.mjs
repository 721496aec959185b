// A Keithley 2400 with a resistor of 10 kΩ on standard input and output.
import { Keithley2400Machine } from '../../../dist/drivers/scpi/keithley-2400-machine.js';

const OHMS = 1e4;
const resistor = {
  rows: 1,
  columns: 1,
  pulse() {},
  current: (_column, [volts]) => volts / OHMS,
};
const machine = new Keithley2400Machine(resistor);
machine.onBytes((bytes) => process.stdout.write(bytes));
process.stdin.on('data', (bytes) => machine.receive(bytes));
