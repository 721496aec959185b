import { Command } from 'commander';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { readFlowOrCritic } from '../../experiment/critic/flow-or-critic.js';
import type { FlowFilePlan } from '../../experiment/networks/network-condition.js';
import { makeData } from '../../flow/data/make-data.js';
import { methods } from '../../flow/methods/methods.js';
import { deviceResultsCsv } from '../../runs/networks/device-tables.js';
import { deviceRuns, methodsPlan } from '../../runs/networks/device-runs.js';
import { flowRuns } from '../../runs/networks/flow-runs.js';
import { flowSummary, type FlowSummary } from '../../runs/networks/flow-summary.js';
import { flowParameters, flowResults } from '../../runs/networks/flow-tables.js';
import { writeWhole } from '../../runs/write-whole.js';
import { shippedExample } from '../files/shipped-example.js';
import { wholeNumber } from '../options.js';
import { openOption } from '../output/open-page.js';
import { tellPlaces } from '../output/tell-places.js';
import { freeDirectory, jsonOption, outOption, workersOption } from '../run-options.js';
import { terminalWidth } from '../text/terminal-width.js';
import { criticFlowTo } from './critic-flow.js';
import { deviceText } from './device-text.js';
import { flowText } from './flow-text.js';

interface FlowOptions {
  seeds?: number;
  workers?: number;
  out?: string;
  json?: true;
  open?: true;
}

const HELP = `
The file says what is learned (data), by which network (layers), and how (method):

  data:
    teacher: { layers: [{ width: 4, activation: softplus }, { width: 1 }] }
    inputs: 2
    samples: 1000
  layers: [{ width: 4, activation: softplus }, { width: 1 }]
  method: rodas5p
  until: 1000

Methods:
${methods.entries.map(([name, { meaning }]) => `  ${name.padEnd(20)} ${meaning}`).join('\n')}

The end of each run is judged by its slope and by the eigenvalues of its Hessian: a minimum, a saddle, still descending,
or running off to infinity.

With devices, the same network learns in crossbars beside its flow, from the same start:

  devices:
    rate: 0.05
    conditions:
      - { name: exact memories, bank: ideal }
      - { name: measured devices, bank: cycles, noise: write }

With task: t-maze instead of data and layers, a critic learns the values of a fixed policy beside its expected update.

Examples:
  memloop flow examples/flow.yaml --seeds 8
  memloop flow examples/flow-on-devices.yaml
  memloop flow examples/critic-flow.yaml`;

/** `memloop flow`: lets a network learn without devices, by exact gradient flow or another method. */
export function flowCommand(): Command {
  return new Command('flow')
    .argument('<file>', 'a YAML or JSON file')
    .addOption(wholeNumber('--seeds <n>', 'runs of each method, from different weights', 1, 10_000))
    .addOption(workersOption())
    .addOption(outOption())
    .addOption(openOption())
    .addOption(jsonOption('the summary'))
    .addHelpText('after', HELP)
    .action(flow);
}

async function flow(named: string, options: FlowOptions): Promise<void> {
  const read = readFlowOrCritic(shippedExample(named));
  if ('task' in read)
    return criticFlowTo(
      outDirectory(named, options),
      { ...read, seeds: options.seeds ?? read.seeds },
      options,
    );
  return networkFlow(outDirectory(named, options), read, options);
}

/** The directory that results go to. @throws UsageError if it holds a report */
function outDirectory(named: string, { out }: FlowOptions): string {
  const directory = out ?? freeDirectory(named);
  if (existsSync(join(directory, 'report.html')))
    throw new UsageError(`${directory} already holds report.html; choose another directory with --out`);
  return directory;
}

async function networkFlow(directory: string, read: FlowFilePlan, options: FlowOptions): Promise<void> {
  const plan: FlowFilePlan = { ...read, seeds: options.seeds ?? read.seeds };
  const own = methodsPlan(plan);
  const data = makeData(plan.data);
  const courses = await flowRuns(own, data, options.workers);
  const devices = plan.devices && (await deviceRuns(plan, data, options.workers));
  const { version } = createRequire(import.meta.url)('memloop/package.json') as { version: string };
  const summary = flowSummary(version, plan, data.samples?.count, courses, devices);
  writeWhole(join(directory, 'results.csv'), flowResults(courses));
  writeWhole(join(directory, 'parameters.csv'), flowParameters(plan, data.inputs, courses));
  if (devices) writeWhole(join(directory, 'devices.csv'), deviceResultsCsv(devices));
  writeWhole(join(directory, 'summary.json'), `${JSON.stringify(summary, undefined, 1)}\n`);
  // The library of figures takes long to load.
  const { flowFigures } = await import('../../report/networks/flow-figures.js');
  const { flowPage } = await import('../../report/networks/flow-page.js');
  const { flowLead } = await import('../../report/networks/flow-lead.js');
  const { writePage } = await import('../output/write-report.js');
  const drawn = flowFigures(own, courses, devices);
  const report = writePage(
    directory,
    drawn,
    flowPage({ ...own, ...(plan.devices && { devices: plan.devices }) }, courses, summary, drawn, devices),
  );
  if (options.json) return printJson(summary, directory, report);
  if (devices) {
    const { deviceLead } = await import('../../report/networks/device-lead.js');
    process.stdout.write(`${deviceText(deviceLead(devices), devices, terminalWidth())}\n`);
  }
  process.stdout.write(flowText(flowLead(own, courses), summary, terminalWidth()));
  await tellPlaces({ report, results: directory }, options.open);
}

function printJson(summary: FlowSummary, directory: string, report: string): void {
  process.stdout.write(`${JSON.stringify({ ...summary, directory, report })}\n`);
}
