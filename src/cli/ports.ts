import { Command } from 'commander';
import { isIdentified } from '../../drivers/port-provenance.js';
import { systemClock } from '../../drivers/clock.js';
import { listPorts, type Port } from '../../drivers/ports.js';
import { candidates, recognise } from '../../drivers/recognise.js';
import { SerialTransport } from '../../drivers/serial-transport.js';
import { textTable } from './text-table.js';

const HELP = `
A result counts as measured on hardware only over a port with a USB identity and a serial number. Pseudo-terminals are not
listed: what is behind them is emulated.

"may be" goes by the USB identity alone, which many things share. --ask opens each port that may be a board, asks who is
there, and waits up to a minute for it; it pulses nothing, but it resets an ArC ONE and switches an instrument's output off.

Example:
  memloop ports`;

/** `memloop ports`: where a board may be plugged in. */
export function portsCommand(): Command {
  return new Command('ports')
    .description('List the serial ports of this machine, with the USB identity of what is plugged in.')
    .option('--ask', 'ask whoever may be there who it is')
    .option('--json', 'print the ports as one line of JSON')
    .addHelpText('after', HELP)
    .action(list);
}

/** A port and whoever is there. */
interface Found extends Port {
  readonly mayBe: readonly string[];
  /** what it answered; null where nobody did, or was asked */
  readonly answered: string | null;
}

async function list({ json, ask }: { json?: true; ask?: true }): Promise<void> {
  const found: Found[] = [];
  for (const port of await listPorts()) {
    const ways = candidates(port);
    const answered = ask
      ? await recognise(
          ways,
          ({ baudRate, parity }) => SerialTransport.open(port.path, baudRate, parity),
          systemClock,
        )
      : undefined;
    found.push({ ...port, mayBe: ways.map(({ title }) => title), answered: answered ?? null });
  }
  process.stdout.write(json ? `${JSON.stringify(found)}\n` : listing(found));
}

function listing(ports: readonly Found[]): string {
  if (ports.length === 0) return 'No serial port found: expected a board to be plugged in.\n';
  return textTable([
    ['port', 'USB id', 'serial number', 'manufacturer', 'identified', 'may be'],
    ...ports.map(row),
  ]);
}

function row(port: Found): string[] {
  const { path, vendorId, productId, serialNumber, manufacturer, mayBe, answered } = port;
  const identity = vendorId === '' ? '–' : `${vendorId}:${productId}`;
  const identified = isIdentified({ kind: 'serial', ...port }) ? 'yes' : 'no';
  const who = answered === null ? mayBe.join(' or ') || '–' : `it is ${answered}`;
  return [path, identity, serialNumber || '–', manufacturer || '–', identified, who];
}
