import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { MbpSession } from '../../../drivers/protocols/mbp/mbp-session.js';
import { LIMITS, TRAIN } from '../../drivers/protocols/mbp/rig.js';
import { describeWith } from '../../rig.js';
import { missing, SimavrBoard } from './simavr-board.js';
import { TerminalTransport } from './terminal-transport.js';

/** Half a count of the board, and one of simavr's, which has 1023 steps where the processor has 1024. */
const PICOAMPS = 60_000;

describeWith(missing, 'the firmware in simavr, over a pseudo-terminal', () => {
  let program: string;
  let board: SimavrBoard;
  let transport: TerminalTransport;

  beforeAll(() => {
    program = SimavrBoard.build();
  });

  async function armed(heartbeatMs = 1000): Promise<MbpSession> {
    board = new SimavrBoard(program);
    transport = new TerminalTransport(await board.terminal);
    await wait(100);
    return MbpSession.open(transport, { limits: LIMITS, heartbeatMs });
  }

  afterEach(async () => {
    await transport.close();
    board.stop();
  });

  it('reads, sums and pulses as it is told', async () => {
    const session = await armed();
    expect(session.capabilities).toMatchObject({
      model: 'memloop-4x4',
      rows: 4,
      columns: 4,
      durable: true,
    });
    const reading = await session.read({ row: 3, column: 1 }, 100_000, 1000, 16);
    expect(reading).toMatchObject({ microvolts: 100_000, flags: 0 });
    expect(Math.abs(reading.picoamps - 4_500_000)).toBeLessThan(PICOAMPS);
    const sum = await session.readSet(1, [0, 2, 3], [-50_000, 45_000, 100_000], 1000, 16);
    expect(Math.abs(sum.picoamps - 4_275_000)).toBeLessThan(PICOAMPS);
    expect(await session.train(TRAIN)).toEqual({ done: 12, flags: 0 });
    expect(board.pulses.map(({ row, column, volts }) => [row, column, volts])).toEqual(
      Array.from({ length: 12 }, () => [3, 1, 1]),
    );
    for (const { seconds } of board.pulses) expect(Math.abs(seconds - 10e-6)).toBeLessThan(0.25e-6);
    // Soft bounds, 30 to 60 µS, a twentieth of the rest a pulse
    const siemens = 60e-6 - 15e-6 * 0.95 ** 12;
    const after = await session.read({ row: 3, column: 1 }, 100_000, 1000, 16);
    expect(Math.abs(after.picoamps - siemens * 1e11)).toBeLessThan(PICOAMPS);
    await session.close();
    expect(board.outputs.at(-1)).toMatchObject({ on: false });
  });

  it('outputs are off within a heartbeat after the host died in a train', async () => {
    const session = await armed(600);
    const given = session.train({ ...TRAIN, periodNanos: 20_000_000, count: 100 }).catch(() => {});
    await wait(300);
    const before = board.pulses.length;
    await transport.close();
    await given;
    await wait(1000);
    const total = board.pulses.length;
    expect(before).toBeGreaterThan(3);
    expect(total).toBeLessThanOrEqual(before + 32);
    expect(board.outputs.at(-1)).toMatchObject({ on: false });
    await wait(300);
    expect(board.pulses.length).toBe(total);
    transport = new TerminalTransport(await board.terminal);
    expect(await session.reopen(transport)).toEqual({ done: total, flags: 64 });
    await session.close();
  });
});
