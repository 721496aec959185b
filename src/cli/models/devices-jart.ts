import { Command, Option } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { sweepFindings, switchingTimes } from '../../../devices/jart/sweep-findings.js';
import { voltageSweep, type VoltageSweep } from '../../../devices/jart/voltage-sweep.js';
import { UsageError } from '../../core/errors.js';
import { asMeasured } from '../../core/as-measured.js';
import type { JartSweep } from '../../report/page/jart-page.js';
import { csvRow } from '../../runs/csv-text.js';
import { writeWhole } from '../../runs/write-whole.js';
import { freeDirectory, jsonOption, outOption } from '../run-options.js';
import { openOption } from '../output/open-page.js';
import { tellPlaces } from '../output/tell-places.js';
import { terminalWidth } from '../text/terminal-width.js';
import { wrapped } from '../text/wrapped.js';

interface JartOptions {
  sweep: number;
  out?: string;
  json?: true;
  open?: true;
}

/** Rates of a sweep, V/s: slower ones take hours of a bench, faster ones are beyond the model's quasi-static heat. */
const RATES = { default: 1, minimum: 1e-3, maximum: 1e6 };

/** `memloop devices jart`: the I–V loop and the switching times of JART VCM v1b. */
export function devicesJartCommand(): Command {
  return (
    new Command('jart')
      .description('Sweep the physical model JART VCM v1b: I–V loop, switching times, temperature.')
      .addOption(sweepOption())
      .addOption(outOption())
      .addOption(openOption())
      .addOption(jsonOption('the findings'))
      .addHelpText(
        'after',
        '\nmemloop writes a report with two figures, and their data as sweep.csv and switching-times.csv.\n\nExamples:\n  memloop devices jart --sweep\n  memloop devices jart --sweep 100 --out fast-sweep',
      )
      // Options that both commands have are found with the outer one.
      .action((_: JartOptions, command: Command) => sweepJart(command.optsWithGlobals()))
  );
}

function sweepOption(): Option {
  const { minimum, maximum } = RATES;
  return new Option('--sweep [rate]', 'rate of the voltage sweep, V/s')
    .default(RATES.default)
    .preset(String(RATES.default))
    .argParser((text) => {
      const rate = Number(text);
      if (text.trim() !== '' && rate >= minimum && rate <= maximum) return rate;
      throw new UsageError(`--sweep: got "${text}": expected a rate from ${minimum} to ${maximum} V/s`);
    });
}

async function sweepJart({ sweep: rate, out, json, open, ...stray }: JartOptions): Promise<void> {
  const [unknown] = Object.keys(stray);
  if (unknown !== undefined)
    throw new UsageError(`--${unknown}: memloop devices jart does not take it; leave it out`);
  const directory = out ?? freeDirectory('jart');
  if (existsSync(join(directory, 'report.html')))
    throw new UsageError(`${directory} already holds report.html; choose another directory with --out`);
  const sweep = voltageSweep({ rate });
  const swept: JartSweep = { rate, sweep, findings: sweepFindings(sweep), times: switchingTimes() };
  writeTables(directory, swept);
  // The library of figures takes long to load.
  const { jartFigures, jartFinding, jartPage, jartRemarks } = await import('../../report/page/jart-page.js');
  const { writePage } = await import('../output/write-report.js');
  const drawn = jartFigures(swept);
  const report = writePage(directory, drawn, jartPage(swept, drawn));
  if (json) {
    process.stdout.write(`${JSON.stringify({ rate, ...swept.findings, directory, report })}\n`);
    return;
  }
  const width = terminalWidth();
  const sentences = [jartFinding(swept), ...jartRemarks(swept)];
  process.stdout.write(`${sentences.map((sentence) => wrapped(sentence, width).join('\n')).join('\n\n')}\n`);
  await tellPlaces({ report, results: directory }, open);
}

function writeTables(directory: string, { sweep, times }: JartSweep): void {
  const table = (name: string, rows: (string | number)[][]) =>
    writeWhole(join(directory, name), `${rows.map(csvRow).join('\n')}\n`);
  table('sweep.csv', [
    ['seconds', 'volts', 'amperes', 'vacancies_1e26_per_m3', 'kelvin', 'hottest_kelvin'],
    ...sweepRows(sweep),
  ]);
  table('switching-times.csv', [
    ['polarity', 'volts', 'seconds', 'hottest_kelvin'],
    ...times.map(({ polarity, volts, seconds, hottestKelvin }) => [
      polarity,
      volts,
      asMeasured(seconds),
      asMeasured(hottestKelvin),
    ]),
  ]);
}

function sweepRows({ seconds, volts, amperes, n, kelvin, hottestKelvin }: VoltageSweep): number[][] {
  return Array.from(volts, (_, k) =>
    [seconds, volts, amperes, n, kelvin, hottestKelvin].map((column) => asMeasured(column[k])),
  );
}
