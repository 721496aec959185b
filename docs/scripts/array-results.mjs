// Runs examples/array and writes the tables and the figure of docs/array-results.md, after npm run build in the root.
//   node docs/scripts/array-results.mjs                  runs what is not yet in runs/array: some minutes
//   node docs/scripts/array-results.mjs --runs there     in another directory
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeTable } from '../../bench/page-table.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const page = new URL('../array-results.md', import.meta.url);
const { values: given } = parseArgs({ options: { runs: { type: 'string', default: 'runs/array' } } });

const bits = [4, 5, 6, 7, 8, 10];
const heights = ['0.05 10', '0.1 10', '0.2 10', '0.4 10'];
const dwells = ['0.2 2', '0.2 10', '0.2 100', '0.2 1000'];

run('ideal', 'run', 't-maze.yaml');
run('adc-bits', 'sweep', 'adc-bits.yaml');
run('telegraph', 'run', 'telegraph.yaml');
run('water-ideal', 'run', 'water-maze.yaml');
const wires = withWires('wires', 't-maze.yaml', [1, 20, 50, 100, 200]);
run('wires-200-ends', 'run', 't-maze.yaml', [...ohmsOf(200), 'wires.drivenEnds=2', 'wires.sensedEnds=2']);
wires.push({ title: '200 Ω, both ends', run: 'wires-200-ends', named: (name) => name });
const water = withWires('water', 'water-maze.yaml', [0.25, 0.5, 1, 2]);
run('water-2-ends', 'run', 'water-maze.yaml', [...ohmsOf(2), 'wires.drivenEnds=2', 'wires.sensedEnds=2']);
water.push({ title: '2 Ω, both ends', run: 'water-2-ends', named: (name) => name });
const wide = wideDevices();
run('wide-ideal', 'run', 't-maze.yaml', [], wide);
const wideWindows = withWires('wide', 't-maze.yaml', [100, 200, 400], wide);
run('wide-water-ideal', 'run', 'water-maze.yaml', [], wide);
const wideWater = withWires('wide-water', 'water-maze.yaml', [1, 2], wide);
run('ageing', 'sweep', 'ageing.yaml');
const ageing = [
  [358.15, 86400, '85 °C, a day'],
  [398.15, 3600, '125 °C, an hour'],
  [398.15, 86400, '125 °C, a day'],
  [423.15, 60, '150 °C, a minute'],
  [423.15, 3600, '150 °C, an hour'],
  [423.15, 86400, '150 °C, a day'],
].map(([kelvin, pause, title]) => ({
  title,
  run: 'ageing',
  named: (name) => `${name}: array.kelvin ${kelvin} / array.pauseSeconds ${pause}`,
}));
const converters = bits.map((one) => ({
  title: `${one} bits`,
  run: 'adc-bits',
  named: (name) => `${name}: array.adc.bits ${one}`,
}));
const jumps = (levels, titled) =>
  levels.map((level) => ({
    title: titled(level.split(' ')),
    run: 'telegraph',
    named: (name) => `${name} ${level}`,
  }));

await write('wires, steps', 'ideal', wires, steps);
await write('wires, pulses', 'ideal', wires, pulses);
await write('wide windows, steps', 'wide-ideal', wideWindows, steps);
await write('bits, steps', 'ideal', converters, steps);
await write('bits, pulses', 'ideal', converters, pulses);
await write(
  'height, steps',
  'ideal',
  jumps(heights, ([height]) => `${height} of the window`),
  steps,
);
await write(
  'dwell, steps',
  'ideal',
  jumps(dwells, ([, dwell]) => `${dwell} readings`),
  steps,
);
await write('ageing, steps', 'ideal', ageing, steps);
await write('ageing, pulses', 'ideal', ageing, pulses);
await write('water maze, steps', 'water-ideal', water, steps);
await write('water maze with wide windows, steps', 'wide-water-ideal', wideWater, steps);
copyFileSync(
  join(root, given.runs, 'adc-bits/figures/sweep.svg'),
  join(root, 'docs/images/array-adc-bits.svg'),
);

/** Runs an experiment into a directory of its own, unless it is there. */
function run(name, command, file, array = [], more = []) {
  const out = join(given.runs, name);
  if (existsSync(join(root, out, 'summary.json'))) return;
  memloop([
    command,
    `examples/array/${file}`,
    ...array.flatMap((one) => ['--array', one]),
    ...more,
    '--out',
    out,
  ]);
}

/** Runs an experiment with each resistance of a piece of wire, and says where. */
function withWires(name, file, ohms, more = []) {
  return ohms.map((one) => {
    const level = `${name}-${one}`;
    run(level, 'run', file, ohmsOf(one), more);
    return { title: `${one} Ω`, run: level, named: (condition) => condition };
  });
}

function ohmsOf(one) {
  return [`wires.rowOhms=${one}`, `wires.columnOhms=${one}`];
}

/** The 27 devices with a lowest conductance of a tenth of their highest, as an option. */
function wideDevices() {
  const file = JSON.parse(memloop(['devices', '--json']));
  for (const device of file.devices) device.lowestSiemens = device.highestSiemens / 10;
  mkdirSync(join(root, given.runs), { recursive: true });
  const path = join(given.runs, 'wide-devices.json');
  writeFileSync(join(root, path), JSON.stringify(file));
  return ['--devices', path];
}

/** What memloop prints. */
function memloop(args) {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'dist/src/cli/main.js'), ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(`memloop ${args.join(' ')} failed`);
  return stdout;
}

/** Writes the table of an axis: a row a scheme, a column a level, differences from the ideal array paired by seed. */
async function write(name, ideal, levels, cells) {
  const names = conditionsOf(ideal);
  const rows = new Map(names.map((one) => [one, []]));
  for (const level of levels) {
    const own = conditionsOf(level.run);
    const paired = names.filter((one) => own.includes(level.named(one)));
    const asked = paired.flatMap((one) => ['--condition', `${one}=${level.named(one)}`]);
    const places = [ideal, level.run].map((one) => join(given.runs, one));
    const { pairs } = JSON.parse(memloop(['diff', ...places, '--json', ...asked]));
    pairs.forEach((pair) => rows.get(pair.a).push(pair.quantities));
  }
  const filled = [...rows].filter(([, found]) => found.length > 0);
  const lines = [
    ['scheme', 'ideal array', ...levels.map(({ title }) => title)],
    ['---', '---:', ...levels.map(() => '---:')],
    ...filled.map(([one, found]) => [one === 'open-loop' ? 'open-loop †' : one, ...cells(found)]),
  ];
  const table = lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
  await writeTable(page, [`<!-- table: ${name} -->\n`, `<!-- end of ${name} -->`], table);
}

function conditionsOf(name) {
  const { conditions } = JSON.parse(readFileSync(join(root, given.runs, name, 'summary.json'), 'utf8'));
  return conditions.map((one) => one.name);
}

/** Steps in the ideal array, and the difference at each level with its 95 % interval. */
function steps(found) {
  return [found[0].steps.a.toFixed(2), ...found.map((one) => difference(one.steps.difference))];
}

/** Pulses of a whole run at each level. */
function pulses(found) {
  const rounded = (value) => Math.round(value).toLocaleString('en-US');
  return [rounded(found[0].pulses.a), ...found.map((one) => rounded(one.pulses.b))];
}

function difference({ value, interval }) {
  return `${signed(value)}${interval ? ` [${interval.map(signed).join(', ')}]` : ''}`;
}

function signed(value) {
  const digits = Math.abs(value) < 10 ? 2 : 1;
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}
