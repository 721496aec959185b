import type { DeviceFit } from '../../../devices/files/device-form.js';
import { provenanceText } from '../../../devices/files/device-provenance.js';

/** Where fitted devices come from: what is said of it, and what they were measured on, which nothing that is said replaces. */
export function sourceText(
  said: string,
  devices: readonly Pick<DeviceFit, 'device' | 'provenance'>[],
): string {
  const boards = new Map<string, string[]>();
  for (const { device, provenance } of devices) {
    const board = provenance ? provenanceText(provenance) : '';
    boards.set(board, [...(boards.get(board) ?? []), device]);
  }
  const named = ([board, names]: [string, string[]]) =>
    boards.size === 1 ? board : `${names.join(', ')}: ${board}`;
  return [said, ...[...boards].filter(([board]) => board !== '').map(named)].join('; ');
}
