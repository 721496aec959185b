import { Command } from 'commander';
import { basename } from 'node:path';
import { UsageError } from '../../../core/errors.js';
import { knowableActivations } from '../../../identify/knowable.js';
import { linearAnswer } from '../../../report/networks/identify/linear-answer.js';
import { withBenchOptions } from '../../bench/bench-options.js';
import { shippedExample } from '../../files/shipped-example.js';
import { choice, quantity, wholeNumber } from '../../options.js';
import { openOption } from '../../output/open-page.js';
import { freeDirectory, jsonOption, outOption, workersOption } from '../../run-options.js';
import { hidePulseOptions, refuseStray, targetOf } from './identify-target.js';
import { identifyArray, type ArrayOptions } from './identify-array.js';
import { identifyChip, type ChipOptions } from './identify-chip.js';
import { identifyBoard, type BoardOptions } from './identify-board.js';
import { identifyLayers } from './identify-layers.js';
import { identifyNetwork, type NetworkOptions } from './identify-network.js';
import { readProbes } from './read-probes.js';
import { refuseTaken, writeLinear } from './write-answer.js';

interface FileOptions extends NetworkOptions {
  layers: number;
  gain?: number;
  offset: boolean;
}

type IdentifyOptions = Omit<FileOptions & BoardOptions & ArrayOptions & ChipOptions, 'seed'> & {
  seed?: number;
};

const HELP = `
FILE.csv has a column for each input (x1, x2, ...) and for each output (y1, y2, ...), and a row for each probe.
One layer is its effective matrix, found by linear regression, with 95 % intervals. Two layers are found by
Expand-and-Cluster: the number of hidden neurons comes out, with every weight and its interval. Three and four layers
are found alike; that can take minutes, and needs many probes with hardly any noise. The answer says
"identified" only where the fit certifies itself, and otherwise what is missing; the exit code is 0 either way.

A port (or "virtual") is a board that speaks MBP/1 and sums currents: memloop drives its rows with small random voltages,
reads the current of each column, and finds the conductances that its terminals show, with wires and gains. If it is
stopped or killed, repeat the command with the same --out: it goes on with the next probe.

The directory of a run, or an experiment file (.yaml), is simulated: it learns, and then its array is probed.
A file of memloop flow with devices is a chip: its network learns, and then its weights are looked for behind the terminals,
from more and more probes.

Examples:
  memloop identify examples/probes.csv
  memloop identify examples/probes-network.csv --layers 2 --activation tanh
  memloop identify virtual --probes 200
  memloop identify /dev/ttyACM0 --out my-board
  memloop identify examples/probed-array.yaml
  memloop identify examples/sealed-chip.yaml`;

/** `memloop identify`: finds the weights of an unknown network or board from its inputs and outputs. */
export function identifyCommand(): Command {
  const command = new Command('identify')
    .argument('<what>', 'a CSV file of probes, a serial port, or an experiment or run')
    .addOption(wholeNumber('--layers <n>', 'layers of weights between inputs and outputs', 1, 4).default(1))
    .addOption(quantity('--gain <g>', 'what an output is for each unit of weight × input, for one layer (default: 1)', -1e30, 1e30))
    .option('--no-offset', 'take outputs as 0 where all inputs are 0, for one layer')
    .addOption(choice('--activation <name>', 'of the hidden neurons', knowableActivations()).default('tanh'))
    .addOption(quantity('--noise <s>', 'standard deviation of the noise of each output, for more than one layer (default: found)', 0, 1e30))
    .addOption(wholeNumber('--max-width <n>', 'neurons of a layer of the widest students (default: 32; 8 from three layers on)', 1, 256))
    .addOption(wholeNumber('--students <n>', 'students of each width (default: 10; 30 from three layers on)', 2, 1000))
    .addOption(workersOption())
    .addOption(wholeNumber('--seed <n>', 'seed of the students, of the voltages, or of the run', 0))
    .addOption(wholeNumber('--probes <n>', 'probes of a board or an array (default: 500, and four a row of an array)', 3, 1_000_000))
    .addOption(wholeNumber('--repeats <n>', 'answers to each probe of a chip, of which the mean is taken', 1, 100_000).default(1))
    .addOption(wholeNumber('--episodes <n>', 'episodes before a simulated array is probed (default: those of the experiment)', 0))
    .option('--condition <name>', 'condition of the experiment (default: the first with devices; of a chip, all)')
    .addOption(outOption())
    .addOption(openOption())
    .addOption(jsonOption('the result'));
  withBenchOptions(command);
  hidePulseOptions(command);
  return command.addHelpText('after', HELP).action(identify);
} // prettier-ignore

async function identify(named: string, options: IdentifyOptions, command: Command): Promise<void> {
  const what = shippedExample(named);
  const target = targetOf(what, options.layers);
  refuseStray(command, target);
  const directory = options.out ?? freeDirectory(named);
  refuseTaken(directory);
  const { seed = 0 } = options;
  if (target === 'board') return identifyBoard(what, directory, { ...options, seed });
  if (target === 'array') return identifyArray(what, directory, options);
  if (target === 'chip') return identifyChip(what, directory, options);
  const source = basename(what);
  const probes = readProbes(what);
  if (target === 'network' && options.layers > 2)
    return identifyLayers(directory, source, probes, options.layers, { ...options, seed });
  if (target === 'network') return identifyNetwork(directory, source, probes, { ...options, seed });
  const { gain = 1, offset } = options;
  if (gain === 0) throw new UsageError('--gain: got 0: expected another number');
  return writeLinear(directory, linearAnswer(source, probes, { gain, offset }), options);
}
