import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import {
  decodeLine,
  encodeRefusal,
  encodeReply,
  encodeRequest,
} from '../../../../drivers/protocols/mbp/frame.js';
import { LineReader } from '../../../../drivers/protocols/mbp/line-reader.js';
import { MbpMachine } from '../../../../drivers/protocols/mbp/mbp-machine.js';
import { RandomStream } from '../../../../src/core/random-stream.js';
import { CAPABILITIES, CountingCells } from './rig.js';

const BYTES = 1e7;
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Megabytes in use after a collection. */
function heap(): number {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
}

const frames = [
  encodeRequest(2, 0xb3f2, 'LIMITS', [-1200000, 1200000, 200000, 500000, 10000, 100, 1000]),
  encodeRequest(5, 0xb3f2, 'READSET', [1, 3, 0, -50000, 2, 45000, 5, 100000, 1000, 16]),
  encodeRequest(6, 0xb3f2, 'TRAIN', [3, 1, 1000000, 10000, 500000, 12, 0]),
  encodeReply(5, 0xb3f2, [-812345, -402, 0]),
  encodeRefusal(6, 0xb3f2, 'COMPL', [7, 12]),
].map((frame) => Buffer.from(frame, 'latin1'));

/** Bits flipped, bytes lost, doubled, inserted and bursts, in copies of real frames; now and then plain noise. */
function spoil(frame: Buffer, random: RandomStream): number[] {
  if (random.below(20) === 0) return Array.from({ length: random.below(400) }, () => random.below(256));
  const bytes = [...frame];
  for (let edits = random.below(4); edits > 0; edits--) {
    const at = random.below(bytes.length);
    const kind = random.below(5);
    if (kind === 0) bytes[at] ^= 1 << random.below(8);
    else if (kind === 1) bytes.splice(at, 1);
    else if (kind === 2) bytes.splice(at, 0, bytes[at]);
    else if (kind === 3) bytes.splice(at, 0, 0x20 + random.below(95));
    else for (let k = at; k < Math.min(at + 6, bytes.length); k++) bytes[k] = 0x20 + random.below(95);
  }
  return bytes;
}

it('survives ten million fuzzed bytes, grows by nothing, and believes no more than a CRC-16 must', () => {
  const random = new RandomStream('fuzz');
  const right = new Set(frames.map((frame) => frame.toString('latin1').trimEnd()));
  const tally = { bytes: 0, lines: 0, right: 0, odd: 0, wrong: 0 };
  const reader = new LineReader((line) => {
    tally.lines++;
    const known = right.has(line);
    if (known) tally.right++;
    else tally.odd++;
    if (!known && decodeLine(line)) tally.wrong++;
    if (known && !decodeLine(line)) throw new Error(`not understood: ${line}`);
  });
  const before = heap();
  while (tally.bytes < BYTES) {
    const bytes = Uint8Array.from(spoil(frames[random.below(frames.length)], random));
    tally.bytes += bytes.length;
    reader.receive(bytes);
  }
  const growth = heap() - before;
  const odds = tally.odd / 65536;
  process.stdout.write(`${JSON.stringify({ ...tally, dropped: reader.dropped, odds, growthMB: growth })}\n`);
  expect(tally.odd).toBeGreaterThan(1e5);
  expect(tally.right).toBeGreaterThan(1e4);
  // Six deviations of a count whose mean is the odds of the CRC alone; the form of a frame forbids some more.
  expect(tally.wrong).toBeLessThan(odds + 6 * Math.sqrt(odds) + 1);
  expect(growth).toBeLessThan(2);
});

it('a board survives them too: no throw, no pulse', () => {
  const random = new RandomStream('fuzz board');
  const cells = new CountingCells();
  const machine = new MbpMachine(CAPABILITIES, cells, () => 0xb3f2);
  let said = 0;
  machine.onBytes((bytes) => (said += bytes.length));
  machine.receive(Buffer.from(encodeRequest(0, 0, 'HELLO', [1, '5D1C']), 'latin1'));
  const before = heap();
  for (let n = 0; n < 2e6;) {
    const bytes = Uint8Array.from(spoil(frames[random.below(frames.length)], random));
    n += bytes.length;
    machine.receive(bytes);
    machine.tick(n);
  }
  expect(heap() - before).toBeLessThan(2);
  expect(said).toBeGreaterThan(1e4);
  expect(cells.total).toBe(0);
});
