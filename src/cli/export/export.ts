import { Command } from 'commander';
import { join } from 'node:path';
import { RunError, UsageError } from '../../core/errors.js';
import type { Experiment } from '../../experiment/experiment.js';
import { layouts } from '../../runs/layout.js';
import { loadRecordedPlugins } from '../../runs/load-plugins.js';
import { readForeignManifest, version } from '../../runs/manifest.js';
import { readSummary } from '../../runs/run-directory.js';
import { madeWhole, writeWhole } from '../../runs/write-whole.js';
import { pluginOption } from '../plugin-option.js';
import { columnMeaning } from './column-meaning.js';
import { eventFile } from './event-file.js';
import { meanScalars } from './mean-scalars.js';
import { npzFile } from './npz-file.js';
import { writeParquetFile } from './parquet-file.js';
import { runTables, type FinishedRun } from './run-tables.js';

interface ExportOptions {
  parquet?: true;
  npz?: true;
  tensorboard?: true;
  out?: string;
}

const HELP = `
  --parquet      a file a table, as pandas, R (arrow), polars and DuckDB read it
  --npz          one file for NumPy: episodes/steps [seed, condition, episode], seeds/w0 [seed, condition], …
  --tensorboard  a directory a condition: means over seeds, by episode

columns.csv says what every column means, with its unit. The tables of a run are CSV files, which R, pandas and Excel
open as they are.

Examples:
  memloop export runs/t-maze-1 --parquet
  memloop export runs/t-maze-1 --npz --tensorboard --out exported
  python3 -c "import numpy; print(numpy.load('exported/run.npz')['episodes/steps'].mean(0))"`;

/** `memloop export`: a finished run in the formats of other programs. */
export function exportCommand(): Command {
  return new Command('export')
    .argument('<dir>', 'directory of a finished run')
    .option('--parquet', 'write Parquet files')
    .option('--npz', 'write a file for NumPy')
    .option('--tensorboard', 'write event files for TensorBoard')
    .option('--out <dir>', 'directory for the files (default: export in the directory of the run)')
    .addOption(pluginOption())
    .addHelpText('after', HELP)
    .action(exportRun);
}

async function exportRun(directory: string, options: ExportOptions): Promise<void> {
  const { parquet, npz, tensorboard, out = join(directory, 'export') } = options;
  if (!parquet && !npz && !tensorboard)
    throw new UsageError('export requires --parquet, --npz or --tensorboard, or several of them');
  const { experiment, plugins } = readForeignManifest(directory);
  readSummary(directory);
  await loadRecordedPlugins(plugins);
  const run = { directory, experiment: experiment as unknown as Experiment };
  const written = [
    ...(parquet ? await writeParquet(run, out) : []),
    ...(npz ? await writeNpz(run, out) : []),
    ...(tensorboard ? writeEvents(run, out) : []),
    writeColumns(run, out),
  ];
  for (const path of written) process.stdout.write(`${path}\n`);
}

async function writeParquet(run: FinishedRun, out: string): Promise<string[]> {
  const library = await optional('hyparquet-writer', () => import('hyparquet-writer'));
  const names = run.experiment.conditions.map(({ name }) => name);
  return runTables(run).map((table) => {
    const path = join(out, `${table.name}.parquet`);
    madeWhole(path, (part) => writeParquetFile(library, part, table, names, version));
    return path;
  });
}

async function writeNpz(run: FinishedRun, out: string): Promise<string[]> {
  const library = await optional('fflate', () => import('fflate'));
  return [write(join(out, 'run.npz'), npzFile(library, runTables(run), run.experiment))];
}

function writeEvents(run: FinishedRun, out: string): string[] {
  const { conditions } = run.experiment;
  return meanScalars(runTables(run), conditions.length).map((scalars, i) => {
    // A name may hold anything that a directory's cannot; its number keeps it apart.
    const directory = `${i}-${conditions[i].name.replaceAll(/[^\w.-]+/g, '-')}`;
    return write(join(out, 'tensorboard', directory, 'events.out.tfevents.0.memloop'), eventFile(scalars));
  });
}

/** The meaning of every column, as a table. */
function writeColumns({ experiment }: FinishedRun, out: string): string {
  const rows = Object.entries(layouts(experiment)).flatMap(([table, { header }]) =>
    header.map((name) => {
      const { type, unit, meaning } = columnMeaning(name);
      return `${table},${name},${type},${unit},"${meaning}"`;
    }),
  );
  return write(join(out, 'columns.csv'), `${['table,column,type,unit,meaning', ...rows].join('\n')}\n`);
}

function write(path: string, content: string | Uint8Array): string {
  writeWhole(path, content);
  return path;
}

/** An optional package, loaded when it is needed. @throws RunError with the remedy if it is not installed */
export async function optional<Library>(name: string, load: () => Promise<Library>): Promise<Library> {
  try {
    return await load();
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!code.endsWith('MODULE_NOT_FOUND')) throw error;
    throw new RunError(`the optional package ${name} is not installed; install it with: npm install ${name}`);
  }
}
