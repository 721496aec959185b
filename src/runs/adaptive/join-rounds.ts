import type { Experiment } from '../../experiment/experiment.js';
import { layouts, tableNames, type TableName } from '../layout.js';
import { keepLock, lock } from '../lock.js';
import { Results } from '../results.js';
import type { Run } from '../run-directory.js';
import { TableRows } from '../table-rows.js';

/**
 * Fills the tables of a run from rounds, each of which has its next seeds, with the conditions of the run among its own. The tables
 * are those of a run in one piece, byte by byte. An interrupted join goes on.
 *
 * @throws UsageError if another process writes there, RunError if tables cannot be read or written
 */
export function joinRounds(rounds: readonly Run[], { directory, experiment }: Run): void {
  const release = lock(directory);
  try {
    const results = new Results(directory, experiment);
    let known = results.done;
    for (const round of rounds) {
      const perRound = round.experiment.seeds * experiment.conditions.length;
      if (known < perRound) append(round, experiment, results, known, () => keepLock(directory));
      known = Math.max(0, known - perRound);
    }
    results.close();
  } finally {
    release();
  }
} // prettier-ignore

/** @param known runs of the round that the tables have */
function append(round: Run, whole: Experiment, results: Results, known: number, alive: () => void): void {
  const kept = new Set(whole.conditions.map(({ name }) => name));
  const columns = columnsOf(round.experiment, whole);
  const rows = new TableRows(round.directory, round.experiment);
  let left = known;
  try {
    for (let seed = 0; seed < round.experiment.seeds; seed++) {
      alive();
      for (const { name } of round.experiment.conditions) {
        if (!kept.has(name) || left-- > 0) rows.skip(1);
        else results.appendRows(inColumns(rows.take(1), columns), 1);
      }
    }
  } finally {
    rows.close();
  }
} // prettier-ignore

/** Where the columns of some tables stand in others; undefined for a table whose columns are the same. */
type Columns = Record<TableName, readonly number[] | undefined>;

/** A table of a round has columns that only a dropped condition needs, as those for converters. */
function columnsOf(round: Experiment, whole: Experiment): Columns {
  const [from, to] = [layouts(round), layouts(whole)];
  const places = tableNames.map((name) => {
    const [own, wanted] = [from[name].header, to[name].header];
    return [name, own.length === wanted.length ? undefined : wanted.map((column) => own.indexOf(column))];
  });
  return Object.fromEntries(places) as Columns;
}

function inColumns(rows: Record<TableName, Uint8Array>, columns: Columns): Record<TableName, Uint8Array> {
  const chosen = tableNames.map((name) => {
    const places = columns[name];
    return [name, places ? chosenFields(rows[name], places) : rows[name]];
  });
  return Object.fromEntries(chosen) as Record<TableName, Uint8Array>;
}

/** Names hold no commas. */
function chosenFields(rows: Uint8Array, places: readonly number[]): Uint8Array {
  const lines = Buffer.from(rows).toString('utf8').split('\n').slice(0, -1);
  const fields = lines.map((line) => line.split(','));
  return Buffer.from(fields.map((row) => `${places.map((place) => row[place]).join(',')}\n`).join(''));
}
