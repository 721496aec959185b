// Runs examples/array and writes the tables, sentences and figure of docs/array-results.md, after npm run build in the root.
//   node docs/scripts/array-results.mjs                  runs what is not yet in runs/array: a quarter of an hour on two cores
//   node docs/scripts/array-results.mjs --runs there     in another directory
//   node docs/scripts/array-results.mjs --seeds 6        to try it: so many seeds everywhere, in runs/array-6
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeParts } from '../../bench/page-table.mjs';
import { runAxes } from './array-axes.mjs';
import { openRuns, root } from './array-runs.mjs';
import {
  atLevel,
  bullets,
  losses,
  lossCell,
  lossOf,
  pulses,
  pulsesAt,
  stepsOf,
  tableOf,
} from './array-text.mjs';

const page = new URL('../array-results.md', import.meta.url);
const { values: given } = parseArgs({
  options: { runs: { type: 'string' }, seeds: { type: 'string' }, 'water-seeds': { type: 'string' } },
});
const { seeds } = given;
const runs = openRuns(given.runs ?? (seeds ? `runs/array-${seeds}` : 'runs/array'), {
  't-maze': seeds,
  'water-maze': given['water-seeds'] ?? seeds,
});
const axes = runAxes(runs);
await runs.finish();
const rows = Object.fromEntries(Object.entries(axes).map(([name, axis]) => [name, runs.measured(axis)]));
const bare = 'self-correcting';
const feedback = { maze: 'self-correcting with threshold', pool: bare };

const parts = [];

// Feedback without a threshold is told of once: nearly everything costs it steps.
const told = (axis) =>
  new Map([...rows[axis]].filter(([name]) => name !== bare || !rows[axis].has(feedback.maze)));
const at = (axis, title) => atLevel(axes[axis], told(axis), title);
const more = (axis, title) => pulsesAt(axes[axis], rows[axis], title);
const found = (axis, scheme, title) =>
  rows[axis].get(scheme)[axes[axis].levels.findIndex((level) => level.title === title)];
const loss = (axis, scheme, title) => lossOf(found(axis, scheme, title));

// Axes from mild to hard have a last column: from where on each scheme shows a loss.
const graded = ['wires', 'bits', 'dac', 'height', 'water', 'waterBits', 'waterHeight'];
const others = ['wide', 'cells', 'dwell', 'ageing', 'wideWater', 'waterDwell', 'waterAgeing'];
for (const axis of [...graded, ...others]) {
  const { titles, cells } = stepsOf(axes[axis], graded.includes(axis));
  write('table', `${axis}, steps`, tableOf(axes[axis], rows[axis], cells, titles));
}
for (const axis of ['wires', 'bits', 'ageing'])
  write('table', `${axis}, pulses`, tableOf(axes[axis], rows[axis], pulses));

const said = {
  wires: ['1 Ω', '20 Ω', '50 Ω', '50 Ω, compensated', '200 Ω, compensated'],
  wide: ['200 Ω, compensated', '400 Ω, compensated'],
  bits: ['8 bits', '6 bits', '5 bits'],
  dac: ['8 bits', '5 bits', '3 bits'],
  cells: axes.cells.levels.map(({ title }) => title),
  height: ['0.1 of the window', '0.2 of the window', '0.4 of the window'],
  dwell: ['1000 readings', '2 readings'],
  ageing: ['85 °C, a day', '125 °C, an hour', '125 °C, a day', '150 °C, an hour', '150 °C, a day'],
  water: ['0.02 Ω', '0.1 Ω', '0.5 Ω', '0.5 Ω, both ends', '0.5 Ω, compensated'],
  wideWater: ['2 Ω, compensated'],
  waterBits: ['8 bits', '6 bits', '5 bits'],
  waterHeight: ['0.05 of the window', '0.2 of the window'],
  waterDwell: ['1000 readings', '2 readings'],
  waterAgeing: axes.waterAgeing.levels.map(({ title }) => title),
};
const multiples = { wires: ['1 Ω', '50 Ω'], bits: ['8 bits', '5 bits'], ageing: ['150 °C, a day'] };
for (const [axis, titles] of Object.entries(said)) {
  const extra = (multiples[axis] ?? []).map((title) => more(axis, title));
  write('facts', axis, bullets([...titles.map((title) => at(axis, title)), ...extra]));
}
write('facts', 'finding', finding());
write('facts', 'size', size());
write('facts', 'threshold', threshold());
write('table', 'both mazes', bothMazes());
await writeParts(page, parts);
copyFileSync(
  join(root, runs.place('adc-bits/figures/sweep.svg')),
  join(root, 'docs/images/array-adc-bits.svg'),
);

/** What the page opens with. */
function finding() {
  const { maze, pool } = feedback;
  const schemes = [pool, 'write-verify', 'carried-packets'];
  return [
    `**In the T-maze, wires of 20 Ω a cell change the steps of feedback with a threshold by ${loss('wires', maze, '20 Ω')}, and an 8-bit converter by ${loss('bits', maze, '8 bits')}.`,
    `50 Ω change them by ${loss('wires', maze, '50 Ω')}, and only by ${loss('wires', maze, '50 Ω, compensated')} where drivers make up for the voltage that writes lose. 5 bits change them by ${loss('bits', maze, '5 bits')}.`,
    `In the water maze, 0.5 Ω a cell change them by ${loss('water', pool, '0.5 Ω')}, with such drivers by ${loss('water', pool, '0.5 Ω, compensated')}, and 6 bits by ${loss('waterBits', pool, '6 bits')}.**\n`,
    losses('Wires in the water maze', axes.water, rows.water, schemes),
    losses('Telegraph noise there, in shares of the window', axes.waterHeight, rows.waterHeight, schemes),
  ].join('\n');
}

/** What any wire costs feedback with and without a threshold. */
function threshold() {
  const [without, within] = [bare, feedback.maze].map((scheme) => loss('wires', scheme, '1 Ω'));
  return `At 1 Ω feedback without a threshold changes by ${without} steps, and with one by ${within}.`;
}

/** How many seeds and episodes there are. */
function size() {
  const [maze, pool] = ['ideal', 'water-ideal'].map((name) => runs.summary(name));
  return `The T-maze has 9 × 3 devices, and ${maze.seeds} seeds of ${maze.episodes} episodes. The water maze has 121 × 9 devices, and ${pool.seeds} seeds of ${pool.episodes}.`;
}

/** What each error costs three schemes in both mazes; bold where a loss is shown. */
function bothMazes() {
  const errors = [
    ['wires, with little drop', ['wires', '20 Ω'], ['water', '0.1 Ω']],
    ['wires, with much drop', ['wires', '50 Ω'], ['water', '0.5 Ω']],
    ['the same, compensated writes', ['wires', '50 Ω, compensated'], ['water', '0.5 Ω, compensated']],
    ['output converter, 8 bits', ['bits', '8 bits'], ['waterBits', '8 bits']],
    ['output converter, 6 bits', ['bits', '6 bits'], ['waterBits', '6 bits']],
    ['jumps of 0.1, 10 readings', ['height', '0.1 of the window'], ['waterHeight', '0.1 of the window']],
    ['jumps of 0.2, 10 readings', ['height', '0.2 of the window'], ['waterHeight', '0.2 of the window']],
    ['85 °C, a day between episodes', ['ageing', '85 °C, a day'], ['waterAgeing', '85 °C, a day']],
    ['125 °C, a day', ['ageing', '125 °C, a day'], ['waterAgeing', '125 °C, a day']],
    ['150 °C, an hour', ['ageing', '150 °C, an hour'], ['waterAgeing', '150 °C, an hour']],
  ];
  const schemes = ['write-verify', 'carried-packets'];
  const cell = ([axis, title], scheme) => lossCell(found(axis, scheme, title));
  const lines = [
    [
      'error',
      ...['T-maze', 'water maze'].flatMap((one) => ['feedback', ...schemes].map((two) => `${one}: ${two}`)),
    ],
    ['---', ...new Array(6).fill('---:')],
    ...errors.map(([words, maze, pool]) => [
      words,
      ...[feedback.maze, ...schemes].map((scheme) => cell(maze, scheme)),
      ...[feedback.pool, ...schemes].map((scheme) => cell(pool, scheme)),
    ]),
  ];
  return lines.map((line) => `| ${line.join(' | ')} |`).join('\n');
}

/** Takes note of a part of the page, which stands between its marks. */
function write(kind, name, text) {
  parts.push({ marks: [`<!-- ${kind}: ${name} -->\n`, `<!-- end of ${kind}: ${name} -->`], text });
}
