import { Command } from 'commander';
import { isIdentified } from '../../drivers/port-provenance.js';
import { listPorts, type Port } from '../../drivers/ports.js';
import { textTable } from './text-table.js';

const HELP = `
A result counts as measured on hardware only over a port with a USB identity and a serial number. Pseudo-terminals are not
listed: what is behind them is emulated.

Example:
  memloop ports`;

/** `memloop ports`: where a board may be plugged in. */
export function portsCommand(): Command {
  return new Command('ports')
    .description('List the serial ports of this machine, with the USB identity of what is plugged in.')
    .option('--json', 'print the ports as one line of JSON')
    .addHelpText('after', HELP)
    .action(async ({ json }: { json?: true }) => {
      const ports = await listPorts();
      process.stdout.write(json ? `${JSON.stringify(ports)}\n` : listing(ports));
    });
}

function listing(ports: readonly Port[]): string {
  if (ports.length === 0) return 'No serial port found: expected a board to be plugged in.\n';
  return textTable([['port', 'USB id', 'serial number', 'manufacturer', 'identified'], ...ports.map(row)]);
}

function row(port: Port): string[] {
  const { path, vendorId, productId, serialNumber, manufacturer } = port;
  const identity = vendorId === '' ? '–' : `${vendorId}:${productId}`;
  const identified = isIdentified({ kind: 'serial', ...port }) ? 'yes' : 'no';
  return [path, identity, serialNumber || '–', manufacturer || '–', identified];
}
