// Prints, for each reliability effect, the bytes and nanoseconds of a step of an array of the size of the water maze.
import { Session } from 'node:inspector/promises';
import { DrivenLines } from '../../dist/devices/noise/driven-lines.js';
import { SummedReads } from '../../dist/devices/noise/summed-reads.js';
import { reliabilityKinds } from '../../dist/devices/wrappers/reliability/reliability-kinds.js';
import { completeSettings } from '../../dist/src/core/setting.js';
import { RandomStream } from '../../dist/src/core/random-stream.js';
import { UpdateBatch } from '../../dist/src/core/update-batch.js';

const [ROWS, COLUMNS] = [121, 9];
const SIZE = ROWS * COLUMNS;
const STEPS = 2000;
const SPANS = 20;

class Still {
  size = SIZE;
  conductance = new Float64Array(SIZE).fill(4e-5);
  lowest = new Float64Array(SIZE).fill(3e-5);
  highest = new Float64Array(SIZE).fill(5e-5);
  pulse() {}
}

function walker(name) {
  const still = new Still();
  const kind = reliabilityKinds[name];
  const array = { random: new RandomStream('probe'), columns: COLUMNS, kelvin: 330 };
  const bank = kind ? kind.wrap(still, completeSettings(kind.settings), array) : still;
  const batch = new UpdateBatch(ROWS);
  for (let r = 0; r < ROWS; r++) {
    batch.add(r * COLUMNS, 1);
    batch.pulses[r] = (r % 7) - 3;
  }
  const lines = new DrivenLines(ROWS, SIZE);
  for (let r = 0; r < ROWS; r++) {
    lines.first[r] = r * COLUMNS;
    lines.input[r] = r / ROWS;
  }
  lines.count = ROWS;
  lines.gain.fill(0.1);
  const amperes = new Float64Array(COLUMNS);
  const summed = new SummedReads(SIZE);
  return (steps) => {
    for (let i = 0; i < steps; i++) {
      bank.readStress?.product(lines, COLUMNS);
      if (bank.readNoise) summed.add(bank.readNoise, lines, amperes);
      bank.pulse(batch);
      bank.rest?.(0.5, 310);
    }
  };
}

async function bytesPerStep(session, walk) {
  const flags = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true };
  await session.post('HeapProfiler.startSampling', { samplingInterval: 256, ...flags });
  walk(STEPS);
  const { profile } = await session.post('HeapProfiler.stopSampling');
  const size = (node) => node.selfSize + node.children.reduce((sum, child) => sum + size(child), 0);
  return size(profile.head) / STEPS;
}

const session = new Session();
session.connect();
const found = {};
for (const name of ['none', ...Object.keys(reliabilityKinds)]) {
  const walk = walker(name);
  walk(2 * STEPS);
  const start = performance.now();
  walk(STEPS);
  const microseconds = (1000 * (performance.now() - start)) / STEPS;
  let bytes = Infinity;
  for (let span = 0; span < SPANS && bytes >= 1; span++)
    bytes = Math.min(bytes, await bytesPerStep(session, walk));
  found[name] = { bytes, microseconds };
}
process.stdout.write(JSON.stringify(found));
