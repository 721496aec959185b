import { describe, expect, it } from 'vitest';
import { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import { refuseBeyondBoard } from '../../drivers/boards/refuse-beyond-board.js';
import { UsageError } from '../../src/core/errors.js';
import { ArraySession } from './array-session.js';
import { cableRig, limits } from './cable-rig.js';
import { devicesOn, OHMS, quietBank, SIDE } from './physical-board.js';

const session = new ArraySession(quietBank(), SIDE, OHMS);
const [device] = devicesOn(session, [4]).devices;
const can = session.capabilities;

describe('what a board cannot do', () => {
  it.each([
    [{ rows: 1 }, 'C4: got row 1, column 1: expected a cell of the board’s 1 rows and 3 columns, from 0'],
    [{ microvoltsMax: 2_000_000 }, 'C4 (row 1, column 1): got SET pulses of 2.5 V: the board can do -3 to 2 V'],
    [{ microvoltsMin: -1_000_000 }, 'got RESET pulses of -2.7 V: the board can do -1 to 3 V'],
    [{ nanosMax: 5000 }, 'got RESET pulses of 10000 ns: the board can do 100 to 5000 ns'],
    [{ nanosMin: 2000 }, 'got SET pulses of 1500 ns: the board can do 2000 to 100000000 ns'],
  ])('is refused: %j', (less, sentence) => {
    const refused = () => refuseBeyondBoard({ ...can, ...less }, [device]);
    expect(refused).toThrow(UsageError);
    expect(refused).toThrow(sentence);
  }); // prettier-ignore

  it('has a reference row of its own', () => {
    expect(() => refuseBeyondBoard(can, [device], 3)).not.toThrow();
    expect(() => refuseBeyondBoard(can, [device], 4)).toThrow('the reference row: got 4');
  });

  it('is refused between the greeting and the arming', async () => {
    const { plug, clock } = await cableRig();
    const { host } = plug();
    const verbs: string[] = [];
    const write: typeof host.write = (bytes) => {
      const verb = Buffer.from(bytes).toString('latin1').split(/[ *]/)[2];
      if (verb) verbs.push(verb);
      return host.write(bytes);
    };
    const transport = {
      provenance: host.provenance,
      write,
      onBytes: host.onBytes.bind(host),
      onClose: host.onClose.bind(host),
      close: () => host.close(),
    };
    const check = () => {
      throw new UsageError('too little');
    };
    await expect(MbpSession.open(transport, { limits, heartbeatMs: 2000, clock, check })).rejects.toThrow(
      'too little',
    );
    expect(verbs).toEqual(['HELLO', 'CAPS']);
  });
});
