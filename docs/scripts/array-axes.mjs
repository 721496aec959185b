// What docs/array-results.md compares: for each axis, what stands in its columns, from mild to hard.
import { example, memloop } from './array-runs.mjs';

const maze = 'examples/array/t-maze.yaml';
const pool = 'examples/array/water-maze.yaml';

const ohms = (one) => [`wires.ohms=${one}`];
const wiresOf = (values, aside = []) => [
  ...values.map((one) => ({ title: `${one} Ω`, array: ohms(one) })),
  ...aside.map((one) => ({ ...one, aside: true })),
];
/** Drivers that give each device its whole voltage, so that only reads see the wires. */
const compensated = (one) => ({
  title: `${one} Ω, compensated`,
  array: [...ohms(one), 'wires.writes=compensated'],
});
const bothEnds = (one) => ({
  title: `${one} Ω, both ends`,
  array: [...ohms(one), 'wires.drivenEnds=2', 'wires.sensedEnds=2'],
});
const bitsOf = (converter, values) =>
  values.map((one) => ({ title: `${one} bits`, array: [`${converter}.bits=${one}`] }));
const transistor = ['wires.cell=1T1R', 'wires.accessOhms=100'];
const places = (list) =>
  list.map(([kelvin, pause, title]) => ({
    title,
    array: [
      'stepSeconds=0.1',
      `kelvin=${kelvin}`,
      `pauseSeconds=${pause}`,
      ...['seconds=3.156e8', 'kelvin=358.15', 'electronvolts=1.35'].map(
        (one) => `reliability.retention.${one}`,
      ),
    ],
  }));

/** Asks for the runs of each axis, and says where they are. */
export function runAxes(runs) {
  const wide = ['--devices', wideDevices(runs)];
  runs.run('ideal', 'run', maze);
  runs.run('wide-ideal', 'run', maze, [], wide);
  runs.run('water-ideal', 'run', pool);
  runs.run('wide-water-ideal', 'run', pool, [], wide);
  return {
    wires: runs.axis(
      'wires',
      maze,
      'ideal',
      wiresOf([1, 5, 20, 50], [bothEnds(50), compensated(50), compensated(200)]),
    ),
    wide: runs.axis('wide', maze, 'wide-ideal', [50, 200, 400].map(compensated), wide),
    bits: sweptBits(runs, [10, 8, 7, 6, 5, 4]),
    dac: runs.axis('dac', maze, 'ideal', bitsOf('dac', [8, 6, 5, 4, 3])),
    cells: runs.axis('cells', maze, 'ideal', [
      { title: '20 Ω, passive', array: ohms(20) },
      { title: '20 Ω, 1T1R', array: [...ohms(20), ...transistor] },
      { title: 'one voltage a row', array: ['encoding=shared'] },
      { title: 'one voltage a row, 20 Ω, passive', array: ['encoding=shared', ...ohms(20)] },
      { title: 'one voltage a row, 20 Ω, 1T1R', array: ['encoding=shared', ...ohms(20), ...transistor] },
    ]),
    height: jumps(runs, 'maze', [0.05, 0.1, 0.2, 0.4], [10]),
    dwell: jumps(runs, 'maze', [0.2], [1000, 100, 10, 2]),
    ageing: runs.axis(
      'ageing',
      maze,
      'ideal',
      places([
        [358.15, 86400, '85 °C, a day'],
        [398.15, 3600, '125 °C, an hour'],
        [398.15, 86400, '125 °C, a day'],
        [423.15, 60, '150 °C, a minute'],
        [423.15, 3600, '150 °C, an hour'],
        [423.15, 86400, '150 °C, a day'],
      ]),
    ),
    water: runs.axis(
      'water',
      pool,
      'water-ideal',
      wiresOf([0.02, 0.1, 0.5], [bothEnds(0.5), compensated(0.5), compensated(2)]),
    ),
    wideWater: runs.axis('wide-water', pool, 'wide-water-ideal', [compensated(2)], wide),
    waterBits: runs.axis('water-bits', pool, 'water-ideal', bitsOf('adc', [10, 8, 6, 5])),
    waterHeight: jumps(runs, 'pool', [0.05, 0.1, 0.2], [10]),
    waterDwell: jumps(runs, 'pool', [0.1], [1000, 10, 2]),
    waterAgeing: runs.axis(
      'water-ageing',
      pool,
      'water-ideal',
      places([
        [358.15, 86400, '85 °C, a day'],
        [398.15, 86400, '125 °C, a day'],
        [423.15, 60, '150 °C, a minute'],
        [423.15, 3600, '150 °C, an hour'],
      ]),
    ),
  };
}

/** The bits of the output converter, as one sweep: its figure stands on the page. */
function sweptBits(runs, values) {
  runs.run('adc-bits', 'sweep', 'examples/array/adc-bits.yaml');
  const levels = values.map((one) => ({
    title: `${one} bits`,
    run: 'adc-bits',
    named: (name) => `${name}: array.adc.bits ${one}`,
  }));
  return { ideal: 'ideal', levels };
}

/** Telegraph noise of some heights and dwells in the conditions of a maze. Digital copies do not see it. */
function jumps(runs, which, heights, dwells) {
  const [file, ideal] = which === 'maze' ? [maze, 'ideal'] : [pool, 'water-ideal'];
  const levels = heights.flatMap((height) =>
    dwells.map((dwell) => {
      const name = `${which}-jumps-${height}-${dwell}`;
      const telegraph = { height, highDwell: dwell, lowDwell: dwell };
      const experiment = example(file);
      experiment.conditions = experiment.conditions
        .filter(({ scheme }) => scheme !== 'open-loop')
        .map((condition) => ({ ...condition, noise: { write: 'fitted', telegraph } }));
      runs.run(name, 'run', runs.write(`${name}.json`, experiment));
      const title = heights.length > 1 ? `${height} of the window` : `${dwell} readings`;
      return { title, run: name, named: (condition) => condition };
    }),
  );
  return { ideal, levels };
}

/** The 27 devices with a lowest conductance of a tenth of their highest, as a file. */
function wideDevices(runs) {
  const file = JSON.parse(memloop(['devices', '--json']));
  for (const device of file.devices) device.lowestSiemens = device.highestSiemens / 10;
  return runs.write('wide-devices.json', file);
}
