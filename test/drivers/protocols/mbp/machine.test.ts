import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeRequest } from '../../../../drivers/protocols/mbp/frame.js';
import { MbpMachine } from '../../../../drivers/protocols/mbp/mbp-machine.js';
import { CAPABILITIES, CountingCells } from './rig.js';

/** A machine to which one types, and which answers on a page. */
class Terminal {
  readonly cells = new CountingCells();
  readonly said: string[] = [];
  private boot = 0xb3f1;
  readonly machine = new MbpMachine(CAPABILITIES, this.cells, () => ++this.boot);

  constructor() {
    this.machine.onBytes((bytes) =>
      this.said.push(...Buffer.from(bytes).toString('latin1').split('\n').filter(Boolean)),
    );
  }

  /** What is answered to a line, without the CRC. */
  line(line: string): string {
    const before = this.said.length;
    this.machine.receive(Buffer.from(`${line}\n`));
    return this.said
      .slice(before)
      .map((answer) => answer.slice(0, -5))
      .join('\n');
  }

  type(seq: number, verb: string, args: (string | number)[] = [], boot = 0xb3f2): string {
    return this.line(encodeRequest(seq, boot, verb, args).trimEnd());
  }

  armed(): this {
    this.type(0, 'HELLO', [1, '5D1C'], 0);
    this.type(1, 'LIMITS', LIMITS);
    this.type(2, 'ARM', [1000]);
    return this;
  }
}

const LIMITS = [-1200000, 1200000, 200000, 100000000, 10000, 100, 1000000];
const TRAIN = [3, 1, 1000000, 10000, 500000, 12, 0];

describe('a board, as a machine over bytes', () => {
  it('answers a whole session, byte for byte', () => {
    const terminal = new Terminal();
    expect(terminal.line('>0000 0000 HELLO 1 5D1C*264F')).toBe('<0000 B3F2 OK counting 1.0 C-7 5D1C');
    expect(terminal.line('>0001 B3F2 CAPS*3736')).toBe(
      '<0001 B3F2 OK rows=4 cols=2 vmin=-2000000 vmax=2000000 vstep=1 wmin=100 wmax=1000000 nmax=1000 imax=200000000 rowset=4 adcbits=24 rvs=12 calib=1 durable=1',
    );
    const limits = '-1200000 1200000 200000 500000 10000 100 1000';
    expect(terminal.line(`>0002 B3F2 LIMITS ${limits}*D056`)).toBe(`<0002 B3F2 OK ${limits}`);
    expect(terminal.type(3, 'ARM', [1000])).toBe('<0003 B3F2 OK 1000');
    expect(terminal.line('>0004 B3F2 READ 3 1 100000 1000 16*9685')).toMatch(
      /^<0004 B3F2 OK 49999\d\d|50000\d\d 100000 \d+ 0$/,
    );
    expect(terminal.line('>0005 B3F2 READSET 1 3 0 -50000 2 45000 5 100000 1000 16*3B4D')).toBe(
      '<0005 B3F2 ER RANGE 7',
    );
    // 50 µS at 1 V is beyond half a microampere.
    expect(terminal.line('>0006 B3F2 TRAIN 3 1 1000000 10000 500000 12 0*F539')).toBe(
      '<0006 B3F2 ER COMPL 1 12',
    );
  });

  it('reads all cells, and says only that it did when it is asked again', () => {
    const terminal = new Terminal().armed();
    const rows = [0, 1, 2, 3].map((row) => `=0003 B3F2 ${row} 0 -4999996 -209715 0 -4999996 -209715 0`);
    const done = '<0003 B3F2 OK 4 2 -100000';
    expect(terminal.type(3, 'READALL', [-100000, 0, 1])).toBe([...rows, done].join('\n'));
    expect(terminal.type(3, 'READALL', [-100000, 0, 1])).toBe(done);
    expect(terminal.type(4, 'READALL', [-200001, 0, 1])).toBe('<0004 B3F2 ER LIMIT 1');
    expect(terminal.type(5, 'READALL', [1, 0, 0])).toBe('<0005 B3F2 ER RANGE 3');
  });

  it('gives a train once that it hears twice, and answers when it ends', () => {
    const { machine, cells, said } = new Terminal().armed();
    const line = Buffer.from(encodeRequest(3, 0xb3f2, 'TRAIN', TRAIN));
    const before = said.length;
    machine.receive(line);
    machine.tick(1.6);
    machine.receive(line);
    expect(said.slice(before)).toEqual([]);
    machine.tick(5.52);
    expect(said.slice(before)).toEqual([expect.stringMatching(/^<0003 B3F2 OK 12 12 0/)]);
    machine.receive(line);
    expect(said.slice(before)[1]).toBe(said[before]);
    machine.tick(20);
    expect(cells.total).toBe(12);
  });

  it('takes no number of a request that comes during a train', () => {
    const terminal = new Terminal().armed();
    terminal.machine.receive(Buffer.from(encodeRequest(3, 0xb3f2, 'TRAIN', TRAIN)));
    expect(terminal.type(4, 'PING')).toBe('<0004 B3F2 ER BUSY');
    terminal.machine.tick(6);
    expect(terminal.type(4, 'PING')).toMatch(/^<0004 B3F2 OK/);
  });

  it('gives pulses in their time', () => {
    const { machine, cells, said } = new Terminal().armed();
    machine.receive(Buffer.from(encodeRequest(3, 0xb3f2, 'TRAIN', TRAIN)));
    expect(cells.total).toBe(1);
    machine.tick(1.6);
    expect(cells.total).toBe(4);
    machine.tick(5.505);
    expect(cells.total).toBe(12);
    expect(said.at(-1)).not.toContain('0003');
    machine.tick(5.52);
    expect(said.at(-1)).toMatch(/^<0003 B3F2 OK 12 12 0/);
  });

  it.each<[string, (terminal: Terminal) => string, string]>([
    ['an unknown verb', (t) => t.type(3, 'DANCE'), 'ER VERB'],
    ['an unknown verb with arguments', (t) => t.type(3, 'DANCE', [1]), 'ER VERB'],
    ['arguments where there are none', (t) => t.type(3, 'PING', [1]), 'ER ARG 1'],
    ['too few arguments', (t) => t.type(3, 'READ', [1, 1]), 'ER ARG 2'],
    ['an argument that is no integer', (t) => t.type(3, 'READ', [1, 1, '1e3', 0, 1]), 'ER ARG 5'],
    ['rows without voltages', (t) => t.type(3, 'READSET', [1, 2, 0, 1, 2, 0, 1]), 'ER ARG 7'],
    ['a row that is not there', (t) => t.type(3, 'READ', [4, 1, 1000, 0, 1]), 'ER RANGE 1'],
    ['a row twice', (t) => t.type(3, 'READSET', [1, 2, 0, 1, 0, 2, 0, 1]), 'ER RANGE 5'],
    ['a reading that is a pulse', (t) => t.type(3, 'READ', [1, 1, -200000, 1400001, 40]), 'ER RANGE 5'],
    [
      'a sum that is a pulse',
      (t) => t.type(3, 'READSET', [1, 2, 0, 1, 1, 200000, 1400001, 40]),
      'ER RANGE 8',
    ],
    ['a scan of pulses', (t) => t.type(3, 'READALL', [200000, 1400001, 40]), 'ER RANGE 3'],
    ['a heartbeat of more than a minute', (t) => t.type(3, 'ARM', [60001]), 'ER RANGE 1'],
    ['a read above its limit', (t) => t.type(3, 'READ', [1, 1, 200001, 0, 1]), 'ER LIMIT 3'],
    ['a read far below zero', (t) => t.type(3, 'READSET', [1, 2, 0, 1, 1, -200001, 0, 1]), 'ER LIMIT 6'],
    [
      'a pulse beyond the board',
      (t) => t.type(3, 'TRAIN', [3, 1, 2000001, 10000, 500000, 12, 0]),
      'ER RANGE 3',
    ],
    [
      'a pulse beyond the limits',
      (t) => t.type(3, 'TRAIN', [3, 1, -1200001, 10000, 500000, 12, 0]),
      'ER LIMIT',
    ],
    ['a pulse too wide', (t) => t.type(3, 'TRAIN', [3, 1, 1000000, 10001, 500000, 12, 0]), 'ER LIMIT'],
    ['too many pulses', (t) => t.type(3, 'TRAIN', [3, 1, 1000000, 10000, 500000, 101, 0]), 'ER LIMIT'],
    [
      'too much energy',
      (t) => (
        t.type(3, 'LIMITS', [...LIMITS.slice(0, 6), 10]),
        t.type(4, 'ARM', [9]),
        t.type(5, 'TRAIN', TRAIN)
      ),
      'ER LIMIT',
    ],
    ['reads in a train', (t) => t.type(3, 'TRAIN', [...TRAIN.slice(0, 6), 2]), 'ER RANGE 7'],
    ['limits beyond the board', (t) => t.type(3, 'LIMITS', [-2000001, ...LIMITS.slice(1)]), 'ER RANGE 1'],
    [
      'a train after new limits, unarmed',
      (t) => (t.type(3, 'LIMITS', LIMITS), t.type(4, 'TRAIN', TRAIN)),
      'ER UNARMED',
    ],
    ['a train after SAFE', (t) => (t.type(3, 'SAFE'), t.type(4, 'TRAIN', TRAIN)), 'ER UNARMED'],
    ['a number too far ahead', (t) => t.type(4, 'PING'), 'ER SEQ 0002'],
    ['a number of long ago', (t) => t.type(0xfff0, 'PING'), 'ER SEQ 0002'],
    ['another line under the last number', (t) => t.type(2, 'ARM', [2000]), 'ER SEQ 0002'],
    ['another boot', (t) => t.type(3, 'PING', [], 0xb3f1), 'ER BOOT'],
    ['a request while a train runs', (t) => (t.type(3, 'TRAIN', TRAIN), t.type(4, 'PING')), 'ER BUSY'],
    ['another version', (t) => t.type(0, 'HELLO', [2, '0001'], 0), 'ER RANGE 1 1'],
    ['a greeting without nonce', (t) => t.type(0, 'HELLO', [1], 0), 'ER ARG'],
    [
      'a greeting of an ended session',
      (t) => (t.type(9, 'HELLO', [1, '0002'], 0), t.type(0, 'HELLO', [1, '5D1C'], 0)),
      'ER SEQ 0009',
    ],
    ['anything after a reset', (t) => (t.machine.reset(), t.type(3, 'PING', [], 0xb3f3)), 'ER BOOT'],
    [
      'a train without limits',
      (t) => (t.type(9, 'HELLO', [1, '0002'], 0), t.type(10, 'TRAIN', TRAIN)),
      'ER NOLIMITS',
    ],
    [
      'ARM without limits',
      (t) => (t.type(9, 'HELLO', [1, '0002'], 0), t.type(10, 'ARM', [1000])),
      'ER NOLIMITS',
    ],
  ])('refuses %s', (_, act, answer) => {
    const terminal = new Terminal().armed();
    const said = act(terminal);
    expect(said.slice('<0000 B3F2 '.length)).toBe(answer);
    expect(terminal.cells.total).toBeLessThan(2);
  });

  it('says again what it said, and does not do it again', () => {
    const terminal = new Terminal().armed();
    terminal.type(3, 'TRAIN', TRAIN);
    expect(terminal.type(3, 'TRAIN', TRAIN)).toBe('');
    terminal.machine.tick(6);
    for (let n = 0; n < 3; n++) expect(terminal.type(3, 'TRAIN', TRAIN)).toBe('<0003 B3F2 OK 12 12 0');
    expect(terminal.type(4, 'LAST')).toBe('<0004 B3F2 OK 0003 TRAIN 12 12 0 5D1C');
    expect(terminal.type(3, 'TRAIN', TRAIN)).toBe('<0003 B3F2 OK 12 12 0');
    terminal.machine.tick(100);
    expect(terminal.cells.total).toBe(12);
  });

  it('says what happens to it', () => {
    const terminal = new Terminal().armed();
    terminal.machine.tick(1000);
    expect(terminal.said.at(-1)).toMatch(/^!B3F2 SAFE HEARTBEAT\*/);
    terminal.machine.reset();
    expect(terminal.said.at(-1)).toMatch(/^!B3F3 BOOT RESET\*/);
  });

  it('pulses only as LIMITS and ARM of its boot allow, whatever it is told', () => {
    const verb = fc.constantFrom(
      ...'HELLO LIMITS LIMITS ARM ARM TRAIN TRAIN TRAIN SAFE ABORT PING reset wait wait'.split(' '),
    );
    const order = fc.tuple(verb, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
    const tally = { pulses: 0, sequences: 0, refusedTrains: 0 };
    fc.assert(
      fc.property(fc.array(order, { minLength: 10, maxLength: 40 }), (orders) => {
        const model = new Told();
        tally.sequences++;
        for (const [verb, n, fortune] of orders) {
          const given = model.tell(verb, n, fortune === 0);
          tally.pulses += given;
          if (verb === 'TRAIN' && given === 0) tally.refusedTrains++;
          if (given > 0 && !model.permitted) throw new Error(`${given} pulses at ${verb}`);
        }
      }),
      { numRuns: 3000, seed: 5 },
    );
    process.stdout.write(`${JSON.stringify(tally)}\n`);
    expect(Math.min(tally.pulses, tally.refusedTrains)).toBeGreaterThan(1000);
  });
});

/** Someone who tells a board things, and knows from its answers alone whether it may pulse. */
class Told {
  private readonly terminal = new Terminal();
  private readonly state = { boot: 0xb3f2, seq: 0, nonce: 0, now: 0, limits: false, arm: false };

  get permitted(): boolean {
    return this.state.limits && this.state.arm;
  }

  /** Gives the pulses that it brought about. */
  tell(verb: string, n: number, astray: boolean): number {
    const { terminal, state } = this;
    const before = terminal.cells.total;
    if (verb === 'wait') terminal.machine.tick((state.now += n * 30));
    else if (verb === 'reset') this.reset();
    else if (verb === 'HELLO') this.greet(n);
    else this.ask(verb, astray ? n : 0);
    return terminal.cells.total - before;
  }

  private reset(): void {
    this.terminal.machine.reset();
    this.state.boot++;
    this.forget();
  }

  private greet(n: number): void {
    const { state } = this;
    state.seq = (state.seq + n) & 0xffff;
    const nonce = (0x1000 + state.nonce++).toString(16).toUpperCase();
    if (this.terminal.type(state.seq, 'HELLO', [1, nonce], 0).includes('OK counting')) this.forget();
  }

  private ask(verb: string, astray: number): void {
    const { state } = this;
    const args = { LIMITS, ARM: [1000], TRAIN }[verb] ?? [];
    const seq = (state.seq + 1 + astray) & 0xffff;
    const said = this.terminal.type(seq, verb, args, state.boot);
    const last = / SEQ ([0-9A-F]{4})$/.exec(said)?.[1];
    if (last !== undefined) state.seq = Number.parseInt(last, 16);
    else if (!/ER (?:BUSY|BOOT)$/.test(said)) state.seq = seq;
    if (!/ OK/.test(said)) return;
    if (verb === 'LIMITS') Object.assign(state, { limits: true, arm: false });
    if (verb === 'ARM') state.arm = true;
    if (verb === 'SAFE') state.arm = false;
  }

  private forget(): void {
    Object.assign(this.state, { limits: false, arm: false });
  }
}
