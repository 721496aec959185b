import { describe, expect, it } from 'vitest';
import {
  decodeLine,
  encodeEvent,
  encodePart,
  encodeRefusal,
  encodeReply,
  encodeRequest,
} from '../../drivers/protocols/mbp/frame.js';
import { FirmwareRig } from './firmware-rig.js';

const BOOT = 1;
const LIMITS = [-1200000, 1200000, 200000, 100000000, 10000, 100, 1000000];

/** A board that was greeted with number 0, and asks itself its next. */
async function greeted() {
  const rig = new FirmwareRig();
  let seq = 0;
  await rig.clock.pass(50);
  await rig.answers(encodeRequest(0, 0, 'HELLO', [1, '5D1C']));
  const ask = async (verb: string, ...args: (string | number)[]) => {
    const [line = '', ...more] = await rig.answers(
      encodeRequest(++seq, BOOT, verb, args),
      verb === 'ARM' ? 100 : 50,
    );
    expect(more).toEqual([]);
    const frame = decodeLine(line);
    expect(frame).toMatchObject({ seq, boot: BOOT });
    if (frame?.kind === 'refusal') return [frame.code, ...frame.details].join(' ');
    return frame?.kind === 'reply' ? ['OK', ...frame.values].join(' ') : line;
  };
  return { rig, ask };
}

describe('the firmware, byte for byte,', () => {
  it('tells of its boot, answers the published greeting, and repeats that answer', async () => {
    const rig = new FirmwareRig();
    expect(await rig.answers('')).toEqual([encodeEvent(BOOT, 'BOOT', ['RESET']).trimEnd()]);
    const hello = await rig.answers('>0000 0000 HELLO 1 5D1C*264F\n');
    expect(hello).toEqual([encodeReply(0, BOOT, ['memloop-4x4', '1.1', 'FFFF', '5D1C']).trimEnd()]);
    expect(await rig.answers('>0000 0000 HELLO 1 5D1C*264F\r\n')).toEqual(hello);
    expect(await rig.answers('>0001 B3F2 CAPS*3736\n')).toEqual([
      expect.stringMatching(/^<0001 0001 ER BOOT\*/),
    ]);
  });

  it('answers nothing to what is no frame, and counts it', async () => {
    const { rig, ask } = await greeted();
    const good = encodeRequest(1, BOOT, 'CAPS').trimEnd();
    for (let at = 0; at < good.length; at++) {
      const flipped = String.fromCharCode(good.charCodeAt(at) ^ 1);
      expect(await rig.answers(`${good.slice(0, at)}${flipped}${good.slice(at + 1)}\n`, 5)).toEqual([]);
    }
    expect(await rig.answers(`${'x'.repeat(300)}\n`)).toEqual([]);
    expect(await ask('STAT')).toMatch(
      new RegExp(`^OK uptime=\\d+ crc=${good.length} overruns=1 armed=0 limits=0 cause=1$`),
    );
  });

  it.each([
    ['READ', [0, 0, 1000, 0, 1], 'NOLIMITS'],
    ['ARM', [1000], 'NOLIMITS'],
    ['LIMITS', LIMITS.with(1, 2000001), 'RANGE 2'],
    ['LIMITS', LIMITS.with(3, 220000001), 'RANGE 4'],
    ['LIMITS', LIMITS.with(3, 439999), 'RANGE 4'],
    ['LIMITS', LIMITS.slice(1), 'ARG 6'],
    ['READALL', [1000, 0, 1], 'NOLIMITS'],
    ['FIRE', [], 'VERB'],
    ['PING', [1], 'ARG 1'],
  ])('refuses %s %j with %s', async (verb, args, refusal) => {
    const { ask } = await greeted();
    expect(await ask(verb, ...args)).toBe(refusal);
  });

  it.each([
    ['READ', [4, 0, 1000, 0, 1], 'RANGE 1'],
    ['READ', [0, -1, 1000, 0, 1], 'RANGE 2'],
    ['READ', [0, 0, -200001, 0, 1], 'LIMIT 3'],
    ['READ', [0, 0, 1000, 0, 257], 'RANGE 5'],
    ['READ', [0, 0, 200000, 1853001, 256], 'RANGE 5'],
    ['READALL', [-200000, 1853001, 256], 'RANGE 3'],
    ['READSET', [0, 2, 0, 1000, 1, -200000, 1853001, 256], 'RANGE 8'],
    ['ARM', [60001], 'RANGE 1'],
    ['READ', [0, 0, 1000, 10000001, 1], 'RANGE 4'],
    ['READ', [0, 0, '01000', 0, 1], 'ARG 5'],
    ['READ', [0, 0, 2147483648, 0, 1], 'ARG 5'],
    ['READ', [0, 0, -2147483648, 0, 1], 'LIMIT 3'],
    ['READSET', [0, 2, 1, 1000, 1, 1000, 0, 1], 'RANGE 5'],
    ['READSET', [0, 1, 1, 200001, 0, 1], 'LIMIT 4'],
    ['READSET', [0, 2, 1, 1000, 0, 1], 'ARG 6'],
    ['READALL', [200001, 0, 1], 'LIMIT 1'],
    ['READALL', [1000, -1, 1], 'RANGE 2'],
    ['READALL', [1000, 0, 0], 'RANGE 3'],
    ['READALL', [1000, 0], 'ARG 2'],
    ['TRAIN', [0, 0, 1200001, 10000, 500000, 1, 0], 'LIMIT'],
    ['TRAIN', [0, 0, -2000001, 10000, 500000, 1, 0], 'RANGE 3'],
    ['TRAIN', [0, 0, 1000000, 10001, 500000, 1, 0], 'LIMIT'],
    ['TRAIN', [0, 0, 1000000, 10000, 100000, 1, 0], 'RANGE 5'],
    ['TRAIN', [0, 0, 1000000, 10000, 500000, 101, 0], 'LIMIT'],
    ['TRAIN', [0, 0, 1000000, 10000, 500000, 1, 1], 'RANGE 7'],
  ])('refuses %s %j with %s, and puts no voltage on a row', async (verb, args, refusal) => {
    const { rig, ask } = await greeted();
    await ask('LIMITS', ...LIMITS);
    await ask('ARM', 1000);
    expect(await ask(verb, ...args)).toBe(refusal);
    expect(rig.array.highestRow).toBe(0);
  });

  it('allows a train of just the energy of its limits, and refuses one of a picojoule more', async () => {
    const { rig, ask } = await greeted();
    // 1 V, 100 µA, 10 µs, 3 pulses: 3 000 pJ
    for (const [picojoules, answer] of [
      [2999, 'LIMIT'],
      [3000, 'OK 3 3 0'],
    ] as const) {
      await ask('LIMITS', ...LIMITS.with(6, picojoules));
      await ask('ARM', 1000);
      expect(await ask('TRAIN', 0, 0, 1000000, 10000, 500000, 3, 0)).toBe(answer);
    }
    expect(rig.cells.total).toBe(3);
  });

  it.each([1000000, -1000000])('stops at the compliance, and says in which pulse: %i µV', async (volts) => {
    const { rig, ask } = await greeted();
    await ask('LIMITS', ...LIMITS);
    await ask('ARM', 1000);
    rig.array.onPulse = () => {
      if (rig.cells.total === 6) rig.cells.siemens[0] = 100.1e-6;
    };
    expect(await ask('TRAIN', 0, 0, volts, 10000, 500000, 12, 0)).toBe('COMPL 7 12');
    expect(rig.cells.pulses[0]).toBe(7);
  });

  it('reads all cells, a line a row, and says only that it did when it is asked again', async () => {
    const { rig, ask } = await greeted();
    await ask('LIMITS', ...LIMITS);
    rig.cells.siemens[5] = 1e-3;
    const asked = encodeRequest(2, BOOT, 'READALL', [100900, 0, 16]);
    const lines = await rig.answers(asked, 200);
    const cell = (k: number) => (k === 5 ? [100100000, 228, 0] : [4980000, 125, 0]);
    const rows = [0, 1, 2, 3].map((row) => [row, 0, ...[0, 1, 2, 3].flatMap((k) => cell(row * 4 + k))]);
    const said = encodeReply(2, BOOT, [4, 4, 100000]);
    expect(lines.map((line) => `${line}\n`)).toEqual([...rows.map((row) => encodePart(2, BOOT, row)), said]);
    expect((await rig.answers(asked)).filter((line) => line !== '')).toEqual([said.trimEnd()]);
    expect(rig.array.highestCell).toBe(0.1);
  });

  it('does nothing else while it reads all cells, but stops when it is told', async () => {
    const { rig, ask } = await greeted();
    await ask('LIMITS', ...LIMITS);
    const all = encodeRequest(2, BOOT, 'READALL', [100000, 1000000, 16]);
    const [ping, safe] = ['PING', 'SAFE'].map((verb) => encodeRequest(3, BOOT, verb));
    const lines = await rig.answers(`${all}${all}${ping}${safe}`, 200);
    const codes = lines.filter((line) => line.startsWith('<')).map((line) => line.slice(11, -5));
    expect(codes).toEqual(['ER BUSY', 'ER SAFE', 'OK']);
    expect(lines.length).toBeLessThan(7);
    expect(await rig.answers(all)).toEqual([lines.find((line) => line.includes('ER SAFE'))]);
  });

  it('takes its outputs away within a tick of the heartbeat, by an interrupt, while it reads', async () => {
    const { rig, ask } = await greeted();
    await ask('LIMITS', ...LIMITS);
    await ask('ARM', 200);
    // 17 ms a cell: it is then in the middle of the last of the third row.
    const lines = await rig.answers(encodeRequest(3, BOOT, 'READALL', [100000, 2750000, 256]), 500);
    const { outputs } = rig.array;
    expect(outputs.at(-1)).toMatchObject({ on: false });
    const read = outputs.filter(({ on }) => on)[1];
    const milliseconds = (outputs.at(-1)!.at - read.at) * 1e3;
    expect(milliseconds).toBeGreaterThan(192);
    expect(milliseconds).toBeLessThanOrEqual(200);
    const told = [encodeRefusal(3, BOOT, 'SAFE'), encodeEvent(BOOT, 'SAFE', ['HEARTBEAT'])];
    expect(lines.slice(2)).toEqual(told.map((line) => line.trimEnd()));
    expect(rig.array.armed).toBe(false);
  });

  it('says when its converter is at an end, in both ranges', async () => {
    const { rig, ask } = await greeted();
    await ask('LIMITS', ...LIMITS);
    rig.cells.siemens[0] = 1e-3;
    expect(await ask('READ', 0, 0, 200000, 0, 4)).toBe('OK 199980000 200000 455 0');
    rig.cells.siemens[0] = 0.1;
    expect(await ask('READ', 0, 0, -200000, 0, 4)).toMatch(/^OK -\d+ -200000 -511 17$/);
    rig.cells.siemens[0] = 0;
    expect(await ask('READ', 0, 0, 200000, 0, 4)).toBe('OK -20000 200000 0 10');
  });
});
