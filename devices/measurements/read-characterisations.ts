import { basename, extname } from 'node:path';
import { UsageError } from '../../src/core/errors.js';
import { provenanceText } from '../files/device-provenance.js';
import type { Characterisation, ResetCounted } from '../fitting/characterisation.js';
import { readTable } from './csv-characterisations.js';
import { readJsonMeasurement } from './json-characterisation.js';
import type { Mapping } from './mapping.js';
import type { LeftOut } from './numbered-ramp.js';
import { readBytes } from '../../src/core/read-text.js';
import { textOfBytes, type DecodedText } from '../../src/core/text-of-bytes.js';

/** The devices in one file, and notes on what its reader had to decide. */
export interface ReadFile {
  path: string;
  devices: Characterisation[];
  notes: string[];
}

/** Names of files that hold tables of text; a file without such an ending may, too. */
const TABLES = ['.csv', '.tsv', '.txt', '.dat', '.asc', '.prn'];

/**
 * Reads the measurements in one file, a table or JSON, in any usual encoding.
 * @param mapping what the user says about the columns of a table
 * @param leftOut readings of a table that may be no numbers, because the user leaves them out
 * @throws UsageError that names the file
 */
export function readCharacterisations(path: string, mapping: Mapping = {}, leftOut?: LeftOut): ReadFile {
  const { text, encoding } = textOf(path);
  const extension = extname(path);
  const kind = extension.toLowerCase();
  if (kind !== '.json' && kind !== '' && !TABLES.includes(kind)) {
    const remedy = /^\.(xlsx?|ods|opju?)$/.test(kind) ? '; export the sheet as CSV' : '';
    throw new UsageError(
      `${path}: expected a .json or .csv file (or ${TABLES.slice(1).join(', ')}), got ${extension}${remedy}`,
    );
  }
  if (kind === '.json' || /^\s*\{/.test(text)) return readJson(path, text);
  const { devices, understood } = readTable(text, path, basename(path, extension), mapping, leftOut);
  const words = encoding === 'UTF-8' ? understood : [encoding, ...understood];
  const notes = words.length > 0 ? [`${path}: ${words.join(', ')}`] : [];
  return {
    path,
    devices,
    notes: [...notes, ...provenanceNote(path, devices), ...notesOf(path, devices, 'by pulses applied')],
  };
}

function readJson(path: string, text: string): ReadFile {
  const { device, understood } = readJsonMeasurement(text, path);
  const notes = understood.length > 0 ? [`${path}: ${understood.join(', ')}`] : [];
  return { path, devices: [device], notes: [...notes, ...notesOf(path, [device], 'by remaining position')] };
}

function textOf(path: string): DecodedText {
  try {
    return textOfBytes(readBytes(path));
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

/** One note per order of RESET; with the devices' names if a file has both orders. @param usual the order that needs no note */
function notesOf(path: string, devices: Characterisation[], usual: ResetCounted): string[] {
  const measured = devices.filter(({ reset }) => reset.length > 0);
  const orders = [...new Set(measured.map(({ resetCounted }) => resetCounted))];
  if (orders.length === 1 && orders[0] === usual) return [];
  return orders.map((order) => {
    const named = measured.filter(({ resetCounted }) => resetCounted === order).map(({ device }) => device);
    return `${path}: ${REASON[order]}${orders.length > 1 ? ` (${named.join(', ')})` : ''}`;
  });
}
