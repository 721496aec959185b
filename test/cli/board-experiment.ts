import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from '../scratch.js';

/** The number of trains that a run has sent. */
export function trainsSent(out: string): number {
  const journal = join(out, 'journal.jsonl');
  return existsSync(journal) ? readFileSync(journal, 'utf8').split(' TRAIN ').length - 1 : 0;
}

/** A file with a T-maze whose board, at a port, holds two critic weights. */
export function experimentOn(port: string, changes: object = {}, board: object = {}): string {
  const path = join(scratch(), 'experiment.json');
  const experiment = {
    environment: 't-maze',
    seeds: 1,
    threshold: 0.0025,
    conditions: [{ name: 'pair', bank: 'cycles', noise: 'read' }],
    ...changes,
    board: {
      port,
      weights: { C0: [0, 0], C1: [1, 0] },
      reference: { row: 9, ohms: 9990 },
      read: { scale: 5, averages: 64 },
      ...board,
    },
  };
  writeFileSync(path, JSON.stringify(experiment));
  return path;
}
