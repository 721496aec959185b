// A board or instrument of `memloop virtual-board --as` on standard input and output, without delays, with resistors of
// 10 kΩ or, as `arc-one learning`, with the measured devices.
import { shippedDevices } from '../../dist/devices/files/device-file.js';
import { farEnds } from '../../dist/drivers/virtual/far-ends.js';
import { virtualCells } from '../../dist/src/on-board/virtual-cells.js';

const OHMS = 1e4;
const [, , name, learning] = process.argv;
const { rows, columns, make } = farEnds[name];
const resistors = {
  rows,
  columns,
  pulse() {},
  current: (_column, volts) => volts.reduce((sum, each) => sum + each / OHMS, 0),
};
const size = { rows: 9, columns: 3 };
const devices = () =>
  virtualCells(shippedDevices().devices, { ...size, bank: 'cycles', noise: 'read', seed: 1, faults: [] });
const clock = { now: () => 0, after: (_ms, callback) => (callback(), () => {}) };
make(learning ? devices() : resistors, { serial: '', amperesPerCount: 2e-8, clock }).plug({
  write: async (bytes) => void process.stdout.write(bytes),
  onBytes: (listener) => process.stdin.on('data', listener),
});
