// Eight hours of a run's events with two open pages, one of which reads nothing, as fast as they can be made. Prints the heap over time, and the CPU time.
import { connect } from 'node:net';
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { parseExperiment } from 'memloop';

const HOURS = Number(process.argv[2] ?? 8);
const STATES_PER_SECOND = 4;
const MARKS = 20;
const built = new URL('../../dist/src/', import.meta.url);
const { LiveRun } = await import(new URL('live/live-run.js', built));
const { LiveServer } = await import(new URL('live/server/live-server.js', built));
const { glimpseSlot } = await import(new URL('experiment/glimpse/glimpses.js', built));
const { shippedDevices } = await import(new URL('../devices/files/device-file.js', built));

const ticks = HOURS * 3600 * STATES_PER_SECOND;
const experiment = parseExperiment({ environment: 't-maze', seeds: 2 * ticks });
const [states, columns] = [9, 3];
const devices = shippedDevices();
const placement = Array.from({ length: states * columns }, (_, device) => device % devices.devices.length);
const run = { directory: 'runs/replayed', experiment, devices, manifest: { placement } };
const source = new LiveRun(run);
let listener;
source.follow({ subscribe: ({ next }) => (listener = next) });
const server = await LiveServer.open(0, new Map(), source, 2 ** 30);
const reader = await page(server.address);
let read = 0;
reader.on('data', (piece) => (read += piece.length));
(await page(server.address)).pause();

const slot = glimpseSlot(source.watching.glimpses, experiment, 1);
const total = experiment.seeds * experiment.conditions.length;
let done = 0;
listener({ type: 'started', done, total });
const kept = Array.from({ length: 60 }, (_, k) => result(k));
const heap = [];
const began = process.cpuUsage();
for (let tick = 0; tick < ticks; tick++) {
  const results = kept.slice(6 * (tick % 10), 6 * (tick % 10) + 6);
  done += results.length;
  listener({ type: 'progress', done, total, results });
  const seed = Math.floor(done / 3) + 1;
  if (slot.isWanted(seed))
    slot.answer({
      seed,
      episode: 100,
      steps: results[0].steps,
      weights: results[0].weights,
      costs: { set: tick, reset: tick, reads: tick },
    });
  server.clients.tick();
  await turn();
  while (reader.readableLength > 0) await turn();
  if ((tick + 1) % Math.floor(ticks / MARKS) === 0) {
    globalThis.gc();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    heap.push(heapUsed + external + arrayBuffers);
  }
}
const { user, system } = process.cpuUsage(began);
const seconds = (user + system) / 1e6;
process.stdout.write(`${JSON.stringify({ heap, read, ticks, seconds, pages: server.pages })}\n`);
process.exit();

function result(unit) {
  const random = Math.random();
  const steps = new Int32Array(experiment.episodes).map(
    (_, episode) => 6 + Math.floor((300 * random) / (1 + episode)),
  );
  const column = (value) => Float64Array.of(value);
  return {
    condition: unit % 3,
    seed: Math.floor(unit / 3),
    steps,
    weights: new Float64Array(states * columns).fill(random),
    costs: { set: column(unit), reset: column(unit), reads: column(unit) },
  };
}

async function page(address) {
  const { hostname, port, pathname } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${pathname}events HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  await once(socket, 'readable');
  return socket;
}
