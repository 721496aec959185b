import { describe, expect, it } from 'vitest';
import { bytesOf, lines } from '../../../../drivers/protocols/unnumbered/line-format.js';
import { UnnumberedLink } from '../../../../drivers/protocols/unnumbered/unnumbered-link.js';
import type { FarEnd } from '../../../../drivers/protocols/unnumbered/line-machine.js';
import { OutOfStep, BoardStuck, LinkLost } from '../../../../drivers/sessions/errors.js';
import { SkippingClock } from '../../../../drivers/virtual/skipping-clock.js';
import { Tampered } from './tampered.js';

const TIMING = { paceMs: 1, guardMs: 2, quietMs: 100 };

/** A board that says `ok` to every line. */
function rig() {
  const clock = new SkippingClock();
  let say: (bytes: Uint8Array) => void = () => {};
  const board: FarEnd = { receive: () => say(Buffer.from('ok\n')), onBytes: (listener) => (say = listener) };
  const wire = new Tampered(board, clock);
  return { clock, wire, link: new UnnumberedLink(wire, TIMING, { clock }) };
}

describe('a link without numbers', () => {
  it('gives an answer that is whole and alone', async () => {
    const { link, wire } = rig();
    wire.once((said) => [{ bytes: said.subarray(0, 1) }, { bytes: said.subarray(1), afterMs: 5 }]);
    expect(await link.ask(['a'], lines(1), 10)).toEqual(['ok']);
    expect((await link.ask(['b'], bytesOf(3), 10)).toString()).toBe('ok\n');
    expect(wire.lines).toEqual(['a', 'b']);
  });

  it('takes none that is followed by more within the guard', async () => {
    const { link, wire } = rig();
    wire.once((bytes) => [{ bytes }, { bytes: Buffer.of(0), afterMs: 1 }]);
    await expect(link.ask(['a'], lines(1), 10)).rejects.toThrow(
      new OutOfStep('got 4 bytes: expected an answer of 3'),
    );
  });

  it('sends nothing while something lies there that nobody asked for', async () => {
    const { link, wire } = rig();
    wire.stray(0x6f);
    await expect(link.ask(['a'], lines(1), 10)).rejects.toThrow('got 1 unexpected bytes');
    await expect(link.sendLines('a')).rejects.toThrow(OutOfStep);
    expect(wire.written).toBe('');
    expect(link.quiet).toBe(false);
  });

  it('settles only when it has been quiet for long enough, and gives up on a board that never is', async () => {
    const { link, wire, clock } = rig();
    wire.once((bytes) => [
      { bytes, afterMs: 60 },
      { bytes, afterMs: 150 },
    ]);
    await expect(link.ask(['a'], lines(1), 10)).rejects.toThrow(
      'got 0 bytes in 10 ms: expected a complete answer',
    );
    await link.waitForSilence();
    expect(clock.now()).toBeGreaterThanOrEqual(250);
    expect(link.quiet).toBe(true);
    expect(await link.ask(['b'], lines(1), 10)).toEqual(['ok']);
    const babble = () => {
      wire.stray(0x21);
      clock.after(50, babble);
    };
    babble();
    await expect(link.waitForSilence()).rejects.toThrow(BoardStuck);
  });

  it('refuses a line that does not end, and all that comes after the connection', async () => {
    const { link, wire } = rig();
    wire.once(() => [{ bytes: Buffer.alloc(5000, 0x41) }]);
    await expect(link.ask(['a'], lines(1), 10)).rejects.toThrow('got 5000 bytes without the end of a line');
    const waiting = link.waitForSilence().then(() => link.ask(['b'], bytesOf(9), 1000));
    wire.unplug();
    await expect(waiting).rejects.toThrow(LinkLost);
    await expect(link.sendLines('c')).rejects.toThrow('the connection to the board was lost: unplugged');
  });
});
