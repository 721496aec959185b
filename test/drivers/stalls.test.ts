import { describe, expect, it } from 'vitest';
import { MbpMachine } from '../../drivers/protocols/mbp/mbp-machine.js';
import { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import { ReconnectingSession } from '../../drivers/protocols/mbp/reconnecting-session.js';
import { encodeRequest } from '../../drivers/protocols/mbp/frame.js';
import { BoardStuck, BoardTaken } from '../../drivers/sessions/errors.js';
import { FLAG } from '../../drivers/sessions/flag.js';
import { limitsAsSent } from '../../drivers/sessions/limits.js';
import { givenTo } from '../../drivers/sessions/given-pulses.js';
import { Cable } from '../../drivers/virtual/cable.js';
import { Socket } from '../../drivers/virtual/socket.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { CAPABILITIES, CountingCells, LIMITS, meddled, TRAIN } from './protocols/mbp/rig.js';
import { VirtualClock } from './protocols/mbp/virtual-clock.js';
import { Sleeper } from './sleeper.js';

const HEARTBEAT_MS = 2000;
/** Half a second of pulses. */
const LONG = { ...TRAIN, periodNanos: 10_000_000, count: 50 };

/** A host and a board that can both be put to sleep, with a session between them. */
async function sleepers(
  meanwhile?: (boot: number, cable: Cable) => Promise<void>,
  toHost: (line: string) => string[] = (line) => [line],
) {
  const clock = new VirtualClock();
  const [host, board] = [new Sleeper(clock), new Sleeper(clock)];
  const cells = new CountingCells();
  const machine = new MbpMachine(CAPABILITIES, cells);
  const socket = new Socket(machine, board);
  let cable!: Cable;
  let plugs = 0;
  const plug = () => {
    plugs++;
    cable = new Cable({ clock });
    socket.plug(board.end(cable.board));
    return host.end(meddled(cable.host, { toHost }));
  };
  const entries: { at: number; given?: unknown }[] = [];
  const journal = { note: (entry: object) => void entries.push({ at: 0, ...entry }) };
  const transport = plug();
  const bare = await clock.until(
    MbpSession.open(transport, { limits: LIMITS, heartbeatMs: HEARTBEAT_MS, clock: host }),
  );
  const reconnect = async () => {
    if (meanwhile) {
      plug();
      await meanwhile(bare.boot, cable);
    }
    return plug();
  };
  const session = new ReconnectingSession(bare, transport, reconnect, journal);
  return {
    clock,
    bare,
    host,
    board,
    cells,
    machine,
    session,
    entries,
    plugs: () => plugs,
    cable: () => cable,
  };
}

describe('a host that stood still for longer than the heartbeat', () => {
  it('arms the board again over the same connection, and gives the train', async () => {
    const { clock, host, machine, session, plugs } = await sleepers();
    host.sleep(4000);
    await clock.pass(4000);
    expect(machine.armed).toBe(false);
    expect(await clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
    expect([machine.armed, plugs()]).toEqual([true, 1]);
  });

  it('arms the board again before a read too, once it heard of the lapse', async () => {
    const { clock, host, machine, session, plugs } = await sleepers();
    host.sleep(4000);
    await clock.pass(4000);
    await clock.until(session.read(TRAIN, 100_000, 0, 1));
    expect([machine.armed, plugs()]).toEqual([true, 1]);
  });

  it('arms the board again where only the refusal of a train tells of the lapse', async () => {
    const deaf = (line: string) => (line.includes('!') ? [] : [line]);
    const { clock, host, machine, session, plugs } = await sleepers(undefined, deaf);
    host.sleep(4000);
    await clock.pass(4000);
    expect(await clock.until(session.train(TRAIN))).toEqual({ done: 12, flags: 0 });
    expect([machine.armed, plugs()]).toEqual([true, 1]);
  });

  it('gives the rest of a train that the watchdog ended, without blame for the device', async () => {
    const { clock, host, cells, session, entries } = await sleepers();
    const train = { ...LONG, periodNanos: 100_000_000 };
    clock.after(1000, () => host.sleep(5000));
    expect(await clock.until(session.train(train))).toEqual({ done: 50, flags: 0 });
    expect(cells.total).toBe(50);
    expect(entries).toHaveLength(2);
    expect(givenTo(train, entries)).toEqual({ set: 50, reset: 0, uncertain: 0 });
  });

  it('does not arm the board again after a stop of its own', async () => {
    const { clock, host, machine, session } = await sleepers();
    await clock.until(session.safe());
    host.sleep(4000);
    await clock.pass(4000);
    await expect(clock.until(session.train(TRAIN))).rejects.toThrow('the board refused TRAIN: UNARMED');
    expect(machine.armed).toBe(false);
  });

  it('does not go on with a board that failed while the cable was out', async () => {
    const { clock, cells, session, cable, entries } = await sleepers();
    const pulse = cells.pulse.bind(cells);
    cells.pulse = (...shape) => {
      pulse(...shape);
      if (cells.total < 5) return;
      cable().unplug();
      throw new Error('broken');
    };
    await expect(clock.until(session.train(TRAIN))).rejects.toThrow('the board refused TRAIN: HW 5 12');
    expect(cells.total).toBe(5);
    expect(givenTo(TRAIN, entries)).toEqual({ set: 5, reset: 0, uncertain: 0 });
  });

  it('gives no rest of a train after it was made safe', async () => {
    const { clock, cells, session } = await sleepers();
    clock.after(100, () => void session.safe());
    const { done } = await clock.until(session.train(LONG));
    expect(done).toBeLessThan(20);
    await clock.pass(5000);
    expect(cells.total).toBe(done);
  });

  it('does not arm a board again that failed', async () => {
    const { clock, cells, machine, session } = await sleepers();
    const pulse = cells.pulse.bind(cells);
    cells.pulse = () => {
      throw new Error('broken');
    };
    await expect(clock.until(session.train(TRAIN))).rejects.toThrow('the board refused TRAIN: HW 1 12');
    cells.pulse = pulse;
    await expect(clock.until(session.train(TRAIN))).rejects.toThrow('the board refused TRAIN: UNARMED');
    expect([machine.armed, cells.total]).toEqual([false, 0]);
  });
});

describe('a board that is silent', () => {
  it('for some seconds is asked again over a new connection', async () => {
    const { clock, board, cells, session, plugs } = await sleepers();
    clock.after(200, () => board.sleep(3000));
    expect(await clock.until(session.train(LONG))).toEqual({ done: 50, flags: 0 });
    expect([cells.total, plugs()]).toEqual([50, 2]);
  });

  it('for longer than ten seconds is stuck', async () => {
    const { clock, board, session } = await sleepers();
    board.sleep(60_000);
    await expect(clock.until(session.train(LONG))).rejects.toThrow(BoardStuck);
    expect(clock.now()).toBeGreaterThan(10_000);
    expect(clock.now()).toBeLessThan(16_000);
  });
});

describe('a board that another program greets', () => {
  const greet = (cable: Cable, nonce: string) =>
    cable.host.write(Buffer.from(encodeRequest(100, 0, 'HELLO', [1, nonce])));

  it('is taken back once, with the outcome of the train that ran', async () => {
    const { clock, cells, session, entries, plugs, cable } = await sleepers();
    clock.after(100, () => void greet(cable(), 'EEEE'));
    expect(await clock.until(session.train(LONG))).toEqual({ done: 50, flags: 0 });
    expect([cells.total, plugs()]).toEqual([50, 1]);
    expect(givenTo(LONG, entries)).toEqual({ set: 50, reset: 0, uncertain: 0 });
    await greet(cable(), 'FFFF');
    const again = clock.until(session.train(LONG));
    await expect(again).rejects.toThrow(BoardTaken);
    await expect(again).rejects.toThrow('another program greeted the board meanwhile: close that program');
  });

  it('does not tell what became of a train once that program has pulsed it', async () => {
    const pulsed = async (boot: number, cable: Cable) => {
      const say = (seq: number, verb: string, args: (string | number)[]) =>
        cable.host.write(Buffer.from(encodeRequest(seq, boot, verb, args)));
      await greet(cable, 'EEEE');
      await say(101, 'LIMITS', limitsAsSent(LIMITS));
      await say(102, 'ARM', [1000]);
      await say(103, 'TRAIN', [0, 0, 1_000_000, 10_000, 500_000, 1, 0]);
    };
    const { clock, cells, session, cable } = await sleepers(pulsed);
    clock.after(100, () => cable().unplug());
    expect(await clock.until(session.train(LONG))).toEqual({ done: 0, uncertain: 50, flags: 0 });
    expect([cells.pulses[0], cells.total < 50]).toEqual([1, true]);
  });
});

describe('a board that gives less than it was asked for, without a reason', () => {
  it('is not asked for the rest', async () => {
    const { clock, cells, session, bare } = await sleepers();
    let asked = 0;
    bare.train = () => {
      asked++;
      return Promise.resolve({ done: 0, flags: 0 });
    };
    expect(await clock.until(session.train(TRAIN))).toEqual({ done: 0, flags: 0 });
    expect([asked, cells.total]).toEqual([1, 0]);
  });

  it('because others abort it again and again, is asked ten times at most', async () => {
    const { clock, session, bare } = await sleepers();
    let asked = 0;
    bare.train = () => {
      asked++;
      return Promise.resolve({ done: 0, flags: FLAG.aborted });
    };
    expect(await clock.until(session.train(TRAIN))).toEqual({ done: 0, flags: 0 });
    expect(asked).toBe(11);
  });
});

describe('a run through a hundred sleeps of 0.5 to 6 s on either side', () => {
  it('delivers each pulse once, or says which are uncertain', async () => {
    const { clock, host, board, cells, session, entries } = await sleepers();
    const random = new RandomStream('sleeps');
    let told = 0;
    for (let sleeps = 0; sleeps < 100; sleeps++) {
      const sleeper = random.below(2) ? host : board;
      clock.after(random.uniform() * 600, () => sleeper.sleep(500 + 5500 * random.uniform()));
      const { done, flags } = await clock.until(session.train(LONG));
      expect([done, flags]).toEqual([50, 0]);
      told += done;
      expect(cells.total).toBe(told);
      await clock.pass(random.uniform() * 3000);
    }
    expect(givenTo(LONG, entries)).toEqual({ set: 5000, reset: 0, uncertain: 0 });
    expect((await clock.until(session.read(TRAIN, 100_000, 0, 1))).flags & FLAG.aborted).toBe(0);
  });
});
