import { isIdentified } from '../../../drivers/ports/port-provenance.js';
import type { Port } from '../../../drivers/ports/ports.js';
import { textTable } from './text-table.js';

/** A port and whoever is there. */
export interface Found extends Port {
  readonly mayBe: readonly string[];
  /** whether it was asked who is there */
  readonly asked: boolean;
  /** what it answered */
  readonly answered: string | null;
}

/** Ports as a table. */
export function portsTable(ports: readonly Found[]): string {
  if (ports.length === 0) return 'No serial port found: expected a board to be plugged in.\n';
  return textTable([
    ['port', 'USB id', 'serial number', 'manufacturer', 'identified', 'may be'],
    ...ports.map(row),
  ]);
}

function row(port: Found): string[] {
  const { path, vendorId, productId, serialNumber, manufacturer } = port;
  const identity = vendorId === '' ? '–' : `${vendorId}:${productId}`;
  const identified = isIdentified({ kind: 'serial', ...port }) ? 'yes' : 'no';
  return [path, identity, serialNumber || '–', manufacturer || '–', identified, who(port)];
}

function who({ mayBe, asked, answered }: Found): string {
  if (answered !== null) return `it is ${answered}`;
  return asked ? 'nobody answered' : mayBe.join(' or ') || '–';
}
