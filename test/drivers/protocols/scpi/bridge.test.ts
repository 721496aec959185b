import { describe, expect, it } from 'vitest';
import { UncertainPulse } from '../../../../drivers/sessions/errors.js';
import { PrologixMachine } from '../../../../drivers/protocols/scpi/prologix-machine.js';
import { PrologixTransport } from '../../../../drivers/protocols/scpi/prologix.js';
import { ScpiSession } from '../../../../drivers/protocols/scpi/scpi-session.js';
import { SkippingClock } from '../../../../drivers/virtual/skipping-clock.js';
import { Resistors } from '../unnumbered/resistors.js';
import { Tampered } from '../unnumbered/tampered.js';
import { LIMITS, machines, PLACE, TRAIN } from './rig.js';

const SETTINGS = ['++mode 1', '++addr 24', '++auto 0', '++eos 2', '++eoi 1', '++clr'];

function bridged(model: keyof typeof machines) {
  const clock = new SkippingClock();
  const cell = new Resistors([[1e4]]);
  const wire = new Tampered(new PrologixMachine({ 24: new machines[model](cell) }), clock);
  const connect = async () => {
    const session = await ScpiSession.connect(await PrologixTransport.open(wire, 24, { clock }), { clock });
    await session.arm(LIMITS);
    return session;
  };
  return { clock, cell, wire, connect };
}

describe.each([2400, 2600] as const)('a Keithley %i behind a bridge to GPIB', (model) => {
  it('is the same as without', async () => {
    const { wire, connect } = bridged(model);
    const session = await connect();
    expect(wire.lines.slice(0, 9)).toEqual([...SETTINGS, '++ver', '*IDN?', '++read eoi']);
    expect((await session.read(PLACE, 1e5, 0, 1)).picoamps).toBe(1e7);
    wire.once((bytes) => [{ bytes: bytes.subarray(2) }]);
    expect(await session.train(TRAIN).catch((error: Error) => error)).toBeInstanceOf(UncertainPulse);
    expect((await session.read(PLACE, 1e5, 0, 1)).picoamps).toBe(1e7);
    expect(await session.train(TRAIN)).toEqual({ done: 3, flags: 0 });
  });

  it('is waited for while the bridge starts, and set up again where the bridge forgot', async () => {
    const { clock, wire, connect } = bridged(model);
    const began = clock.now();
    wire.passes = () => clock.now() - began > 2000;
    const session = await connect();
    wire.written = '';
    wire.once(() => []);
    expect((await session.read(PLACE, 1e5, 0, 1)).picoamps).toBe(1e7);
    expect(wire.lines).toEqual(expect.arrayContaining(SETTINGS));
  });

  it('is not stuck where the bridge misses that it should read', async () => {
    const { wire, connect } = bridged(model);
    const session = await connect();
    const write = wire.write.bind(wire);
    wire.write = (bytes) => {
      wire.write = write;
      return write(Buffer.from(Buffer.from(bytes).toString('latin1').replace('++read eoi\n', '')));
    };
    for (const microvolts of [1e5, 2e5])
      expect((await session.read(PLACE, microvolts, 0, 1)).picoamps).toBe(microvolts * 100);
  });

  it('is told by one sentence where there is no bridge', async () => {
    const { wire, connect } = bridged(model);
    wire.passes = () => false;
    await expect(connect()).rejects.toThrow('no answer to ++ver in 4 attempts: expected a Prologix or AR488');
  });
});
