import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { UsageError } from '../../src/core/errors.js';
import { provenanceText } from '../files/device-provenance.js';
import type { Characterisation, ResetCounted } from './characterisation.js';
import { csvCharacterisations } from './csv-characterisation.js';
import { jsonCharacterisation } from './json-characterisation.js';

/** The devices in one file, and notes on what its reader had to decide. */
export interface ReadFile {
  path: string;
  devices: Characterisation[];
  notes: string[];
}

/** Reads the measurements in one file: `.csv` as CSV, `.json` or no extension as JSON. @throws UsageError that names the file */
export function readCharacterisations(path: string): ReadFile {
  const text = textOf(path);
  const extension = extname(path);
  const kind = extension.toLowerCase();
  if (!['.csv', '.json', ''].includes(kind))
    throw new UsageError(`${path}: expected a .json or .csv file, got ${extension}`);
  if (kind !== '.csv') {
    const device = jsonCharacterisation(text, path);
    // In JSON the remaining position is the rule, so it needs no note.
    const notes = device.resetCounted === 'by remaining position' ? [] : notesOf(path, [device]);
    return { path, devices: [device], notes };
  }
  const devices = csvCharacterisations(text, path, basename(path, extension));
  return { path, devices, notes: [...provenanceNote(path, devices), ...notesOf(path, devices)] };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: cannot read the measurement: ${(error as Error).message}`);
  }
}

/** The provenance in a file's header, which holds for all its devices. */
function provenanceNote(path: string, [{ provenance }]: Characterisation[]): string[] {
  return provenance ? [`${path}: provenance: ${provenanceText(provenance)}`] : [];
}

const REASON: Record<ResetCounted, string> = {
  'by pulses applied': 'conductance falls along the pulses of RESET, so they are read as pulses applied',
  'by remaining position':
    'conductance rises along the pulses of RESET, so they are read as the remaining position',
};

/** One note per order of RESET; with the devices' names if a file has both orders. */
function notesOf(path: string, devices: Characterisation[]): string[] {
  const orders = [...new Set(devices.map(({ resetCounted }) => resetCounted))];
  return orders.map((order) => {
    const named = devices.filter(({ resetCounted }) => resetCounted === order).map(({ device }) => device);
    return `${path}: ${REASON[order]}${orders.length > 1 ? ` (${named.join(', ')})` : ''}`;
  });
}
