// A board or instrument on standard input and output, by the name that memloop has for it, with resistors of 10 kΩ or,
// as `arc-one learning`, with the measured devices.
import { shippedDevices } from '../../dist/devices/files/device-file.js';
import { virtualCells } from '../../dist/src/on-board/virtual-cells.js';
import { ArcOneMachine } from '../../dist/drivers/protocols/arc-one/arc-one-machine.js';
import { OpenMenaMachine } from '../../dist/drivers/protocols/openmena/openmena-machine.js';
import { Keithley2400Machine } from '../../dist/drivers/protocols/scpi/keithley-2400-machine.js';

const OHMS = 1e4;
const side = { 'arc-one': 32, openmena: 8, 'source-meter': 1 }[process.argv[2]];
const resistors = {
  rows: side,
  columns: side,
  pulse() {},
  current: (_column, volts) => volts.reduce((sum, each) => sum + each / OHMS, 0),
};
const devices = () =>
  virtualCells(shippedDevices().devices, {
    rows: 9,
    columns: 3,
    bank: 'cycles',
    noise: 'read',
    seed: 1,
    faults: [],
  });
const cells = process.argv[3] === 'learning' ? devices() : resistors;
const machines = {
  'arc-one': () => new ArcOneMachine(cells),
  openmena: () => new OpenMenaMachine(resistors, 2e-8),
  'source-meter': () => new Keithley2400Machine(resistors),
};
const machine = machines[process.argv[2]]();
machine.onBytes((bytes) => process.stdout.write(bytes));
process.stdin.on('data', (bytes) => machine.receive(bytes));
