import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { partResult } from '../../analysis/suite/part-result.js';
import { suiteMarkdown } from '../../analysis/suite/suite-table.js';
import { contestOfPart, folderOf, suiteOf } from '../../analysis/suite/suites.js';
import { StoppedRun } from '../../runs/runner.js';
import { sha256, version } from '../../runs/manifest.js';
import type { PluginRecord } from '../../runs/find-plugin.js';
import { refuseMistaken } from '../../runs/directory/refuse-mistaken.js';
import { isRun, openRun } from '../../runs/run-directory.js';
import { writeWhole } from '../../runs/write-whole.js';
import type { SuiteFile, SuitePartResult } from '../../runs/suite-file.js';
import { readTuning, isTuned } from '../../runs/tuning-file.js';
import { refuseOtherPlugins } from '../../runs/load-plugins.js';
import { UsageError } from '../../core/errors.js';
import type { Contest } from '../../analysis/compare/contest.js';
import type { LivePage } from '../../live/live-page.js';
import { suiteText } from '../text/suite-text.js';
import { beginComparison } from './finish-comparison.js';
import { finishRun, type RunOptions } from './finish-run.js';
import { withLivePage } from './with-live-page.js';
import { writeReport } from './write-report.js';

/** Runs all parts of a suite, each in a folder of its own, and writes one file with the result. Parts that are there already are kept. */
export function finishSuite(name: string, directory: string, options: SuiteOptions): Promise<void> {
  return withLivePage(options, (page) => finishParts(name, directory, options, page));
}

type SuiteOptions = RunOptions & { schemes?: string[] | undefined };

/** @returns the path of the result; undefined if a part was interrupted */
async function finishParts(
  name: string,
  directory: string,
  options: SuiteOptions,
  page?: LivePage,
): Promise<string | undefined> {
  const suite = suiteOf(name);
  refuseMistaken(directory, (found) => suite.parts.some((part) => folderOf(part) === found), true);
  const parts: SuitePartResult[] = [];
  let devices = '';
  const plugins = new Map<string, PluginRecord>();
  for (const [i, part] of suite.parts.entries()) {
    const contest = contestOfPart(suite, part, options.schemes);
    const folder = join(directory, folderOf(part));
    process.stderr.write(`memloop: ${part.name} (${i + 1} of ${suite.parts.length})\n`);
    if (isTuned(folder)) refuseOther(folder, contest);
    const done = await finishPart(folder, contest, options, page).catch((error: unknown) => {
      if (error instanceof StoppedRun)
        throw new StoppedRun(error.saved, again(name, directory, options.schemes));
      throw error;
    });
    if (!done) return undefined;
    const { run, summary } = done;
    await writeReport(run, summary);
    parts.push(partResult(part.name, contest, run));
    devices = run.manifest.devices.sha256;
    for (const plugin of run.manifest.plugins ?? []) plugins.set(plugin.name, plugin);
  }
  const file: SuiteFile = {
    memloop: version,
    suite: name,
    devices,
    plugins: [...plugins.values()],
    schemes: options.schemes ?? null,
    parts,
  };
  const path = join(directory, `suite-${name}.json`);
  const text = JSON.stringify(file);
  writeWhole(path, `${text}\n`);
  writeWhole(join(directory, `suite-${name}.md`), suiteMarkdown(file));
  if (options.json) process.stdout.write(`${text}\n`);
  else
    process.stdout.write(
      `${suiteText(file)}\nResult: ${path} (SHA-256 ${sha256(`${text}\n`).slice(0, 16)}…)\nCheck:  memloop verify ${path}\n`,
    );
  return path;
}

async function finishPart(folder: string, contest: Contest, options: RunOptions, page?: LivePage) {
  const run = isRun(folder) ? openRun(folder) : await beginComparison(folder, contest, options, page);
  const summary = await finishRun(run, options.workers, '', page);
  return summary && { run, summary };
}

/** The command that goes on with a suite. */
function again(name: string, directory: string, schemes?: readonly string[]): string {
  return `memloop compare --suite ${name} --out ${directory}${schemes ? ` --schemes ${schemes.join(',')}` : ''}`;
}

/** A part that is there already must be what would be run now. @throws UsageError if other schemes or plugins took part */
function refuseOther(folder: string, contest: Contest): void {
  const there = readTuning<Contest>(folder);
  refuseOtherPlugins(folder, there.plugins);
  // What was written has no undefined values.
  if (isDeepStrictEqual(there.contest, JSON.parse(JSON.stringify(contest)))) return;
  throw new UsageError(
    `${folder} holds a part of this suite with other schemes; choose another directory with --out, or name the same --schemes`,
  );
}
