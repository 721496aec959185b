import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { UsageError } from '../../src/core/errors.js';
import { provenanceText } from '../files/device-provenance.js';
import type { Characterisation, ResetCounted } from './characterisation.js';
import { csvCharacterisations } from './csv-characterisation.js';
import { jsonCharacterisation } from './json-characterisation.js';

/** What one file holds, and what its reader had to decide. */
export interface ReadFile {
  path: string;
  devices: Characterisation[];
  notes: string[];
}

/** The measurements in one file: CSV by its ending, JSON by its ending or without one. @throws UsageError that names the file */
export function readCharacterisations(path: string): ReadFile {
  const text = textOf(path);
  const ending = extname(path);
  const kind = ending.toLowerCase();
  if (!['.csv', '.json', ''].includes(kind))
    throw new UsageError(`${path}: got a file name that ends in ${ending}: expected .json or .csv`);
  if (kind !== '.csv') {
    const device = jsonCharacterisation(text, path);
    // In JSON the remaining position is what is expected, and no news.
    const notes = device.resetCounted === 'by remaining position' ? [] : notesOf(path, [device]);
    return { path, devices: [device], notes };
  }
  const devices = csvCharacterisations(text, path, basename(path, ending));
  return { path, devices, notes: [...provenanceNote(path, devices), ...notesOf(path, devices)] };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path}: cannot read the measurement: ${(error as Error).message}`);
  }
}

/** What the header of a file tells of all its devices. */
function provenanceNote(path: string, [{ provenance }]: Characterisation[]): string[] {
  return provenance ? [`${path}: provenance: ${provenanceText(provenance)}`] : [];
}

const REASON: Record<ResetCounted, string> = {
  'by pulses applied': 'conductance falls with the pulse index of RESET, so that counts pulses applied',
  'by remaining position':
    'conductance rises with the pulse index of RESET, so that counts the remaining position',
};

/** One note a way of counting, with the devices where the file has both. */
function notesOf(path: string, devices: Characterisation[]): string[] {
  const ways = [...new Set(devices.map(({ resetCounted }) => resetCounted))];
  return ways.map((way) => {
    const named = devices.filter(({ resetCounted }) => resetCounted === way).map(({ device }) => device);
    return `${path}: ${REASON[way]}${ways.length > 1 ? ` (${named.join(', ')})` : ''}`;
  });
}
