import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { decodeLine, encodeRequest } from '../../drivers/protocols/mbp/frame.js';
import { describeWith } from '../rig.js';
import { scratch } from '../scratch.js';
import { FirmwareRig } from './firmware-rig.js';
import { programOf } from './intel-hex.js';

const firmware = fileURLToPath(new URL('../../firmware', import.meta.url));
const missing = ['/usr/bin/avr-gcc', '/usr/bin/make'].filter((path) => !existsSync(path));
/** with its LF, by the specification */
const FRAME_BYTES = 160;

/** What a board says to CAPS, twice, and to STAT then. */
async function told(program?: Uint16Array) {
  const rig = new FirmwareRig(program);
  await rig.clock.pass(50);
  await rig.answers(encodeRequest(0, 0, 'HELLO', [1, '5D1C']));
  const lines: string[] = [];
  for (const [before, verb] of ['CAPS', 'CAPS', 'STAT'].entries())
    lines.push(...(await rig.answers(encodeRequest(before + 1, 1, verb))));
  return lines.map((line) => ({ bytes: line.length + 1, kind: decodeLine(line)?.kind }));
}

it('fills a frame to its last byte with its capabilities', async () => {
  const [capabilities] = await told();
  expect(capabilities).toEqual({ bytes: FRAME_BYTES, kind: 'reply' });
});

describeWith(missing, 'a firmware whose answer is too long', () => {
  it.each([
    ['a byte', '1000000L'],
    ['three bytes', '100000000L'],
  ])('by %s ends it where a frame ends, and the host takes it for garbled', async (_, nanosMax) => {
    const copy = scratch();
    cpSync(firmware, copy, { recursive: true });
    const header = `${copy}/src/board.h`;
    const text = readFileSync(header, 'utf8');
    writeFileSync(header, text.replace('BOARD_NANOS_MAX 100000L', `BOARD_NANOS_MAX ${nanosMax}`));
    execFileSync('/usr/bin/make', ['-C', copy, `OUT=${copy}/long`], { stdio: 'ignore' });
    const [first, second, status] = await told(
      programOf(readFileSync(`${copy}/long/memloop-4x4.hex`, 'utf8')),
    );
    expect(first).toEqual({ bytes: FRAME_BYTES, kind: undefined });
    expect(second).toEqual(first);
    expect(status.kind).toBe('reply');
  });
});
