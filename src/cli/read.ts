import { Command } from 'commander';
import { PORT_HELP, limitsOf, settingsOf, withBenchOptions, type BenchOptions } from './bench-options.js';
import { carryOutBench } from './carry-out-bench.js';
import { readingText } from './reading-text.js';
import { refuseBeyond } from './refuse-beyond.js';

/** `memloop read`: reads one device on a board. */
export function readCommand(): Command {
  return withBenchOptions(new Command('read'))
    .description('Read one device on a board.')
    .argument('<port>', 'path of a serial port, or virtual')
    .option('--json', 'print the reading as one line of JSON')
    .addHelpText('after', `${PORT_HELP}\n\nExample:\n  memloop read /dev/ttyACM0 --row 3 --column 1`)
    .action(async (port: string, options: BenchOptions & { json?: true }) => {
      const settings = settingsOf(options);
      refuseBeyond(settings, limitsOf(options), {});
      const outcome = await carryOutBench(port, options, 'read', settings);
      if (!outcome) return;
      const { result, provenance } = outcome;
      process.stdout.write(
        options.json ? `${JSON.stringify({ ...result, provenance })}\n` : `${readingText(result)}\n`,
      );
    });
}
