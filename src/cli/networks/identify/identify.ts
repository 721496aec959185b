import { Command } from 'commander';
import { basename } from 'node:path';
import { UsageError } from '../../../core/errors.js';
import { knowableActivations } from '../../../identify/knowable.js';
import { shippedExample } from '../../files/shipped-example.js';
import { choice, quantity, wholeNumber } from '../../options.js';
import { openOption } from '../../output/open-page.js';
import { freeDirectory, jsonOption, outOption } from '../../run-options.js';
import { identifyNetwork } from './identify-network.js';
import { linearAnswer } from '../../../report/networks/identify/linear-answer.js';
import { readProbes } from './read-probes.js';
import { refuseTaken, writeLinear, type AnswerOptions } from './write-answer.js';

/** The options of `memloop identify`. */
export interface IdentifyOptions extends AnswerOptions {
  layers: number;
  gain?: number;
  offset: boolean;
  activation: string;
  noise?: number;
  maxWidth: number;
  students: number;
  seed: number;
}

const HELP = `
FILE.csv has a column for each input (x1, x2, ...) and for each output (y1, y2, ...), and a row for each probe.
One layer is its effective matrix, found by linear regression, with 95 % intervals. Two layers are found by
Expand-and-Cluster: the number of hidden neurons comes out, with every weight and its interval. The answer says
"identified" only where the fit certifies itself, and otherwise what is missing; the exit code is 0 either way.

Examples:
  memloop identify examples/probes.csv
  memloop identify examples/probes-network.csv --layers 2 --activation tanh`;

/** The options that only two layers take. */
const NETWORK = ['activation', 'noise', 'maxWidth', 'students'];

/** `memloop identify`: finds the weights of an unknown network or board from its inputs and outputs. */
export function identifyCommand(): Command {
  return new Command('identify')
    .argument('<file>', 'a CSV file of probes')
    .addOption(wholeNumber('--layers <n>', 'layers of weights between inputs and outputs', 1, 2).default(1))
    .addOption(quantity('--gain <g>', 'what an output is for each unit of weight × input, for one layer (default: 1)', -1e30, 1e30))
    .option('--no-offset', 'take outputs as 0 where all inputs are 0, for one layer')
    .addOption(choice('--activation <name>', 'of the hidden neurons', knowableActivations()).default('tanh'))
    .addOption(quantity('--noise <s>', 'standard deviation of the noise of each output, for two layers (default: found)', 0, 1e30))
    .addOption(wholeNumber('--max-width <n>', 'neurons of the widest students', 1, 256).default(32))
    .addOption(wholeNumber('--students <n>', 'students of each width', 2, 1000).default(10))
    .addOption(wholeNumber('--seed <n>', 'seed of the students', 0).default(0))
    .addOption(outOption())
    .addOption(openOption())
    .addOption(jsonOption('the result'))
    .addHelpText('after', HELP)
    .action(identify);
} // prettier-ignore

async function identify(named: string, options: IdentifyOptions, command: Command): Promise<void> {
  const isNetwork = options.layers === 2;
  refuseStray(command, isNetwork ? ['gain', 'offset'] : NETWORK, isNetwork ? 1 : 2);
  const path = shippedExample(named);
  const directory = options.out ?? freeDirectory(named);
  refuseTaken(directory);
  const source = basename(path);
  const probes = readProbes(path);
  if (isNetwork) return identifyNetwork(directory, source, probes, options);
  const { gain = 1, offset } = options;
  if (gain === 0) throw new UsageError('--gain: got 0: expected another number');
  return writeLinear(directory, linearAnswer(source, probes, { gain, offset }), options);
}

/** @throws UsageError for an option that was given and that another number of layers takes */
function refuseStray(command: Command, names: readonly string[], layers: number): void {
  const stray = command.options.find(
    (option) =>
      names.includes(option.attributeName()) &&
      command.getOptionValueSource(option.attributeName()) === 'cli',
  );
  if (stray) throw new UsageError(`${stray.long} requires --layers ${layers}`);
}
