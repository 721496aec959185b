import { describe, expect, it } from 'vitest';
import { ArcOneMachine } from '../../drivers/protocols/arc-one/arc-one-machine.js';
import type { FarEnd } from '../../drivers/protocols/unnumbered/line-machine.js';
import { OpenMenaMachine } from '../../drivers/protocols/openmena/openmena-machine.js';
import { candidates, recognise } from '../../drivers/protocols/recognise.js';
import { Keithley2400Machine } from '../../drivers/protocols/scpi/keithley-2400-machine.js';
import { Keithley2600Machine } from '../../drivers/protocols/scpi/keithley-2600-machine.js';
import { PrologixMachine } from '../../drivers/protocols/scpi/prologix-machine.js';
import { SkippingClock } from '../../drivers/virtual/skipping-clock.js';
import { RunError } from '../../src/core/errors.js';
import { Resistors } from './protocols/unnumbered/resistors.js';
import { Tampered } from './protocols/unnumbered/tampered.js';

const cells = new Resistors([[1e4]]);
const mute: FarEnd = { receive() {}, onBytes() {} };
const boards: readonly (readonly [
  usb: string,
  board: FarEnd,
  said: string | undefined,
  baud: readonly number[],
])[] = [
  ['0D28:0204', new ArcOneMachine(cells), 'ArC ONE, firmware 2.1', [921_600]],
  ['0403:6001', new Keithley2400Machine(cells), 'MODEL 2400, firmware C30', [9600]],
  ['067b:2303', new Keithley2600Machine(cells), 'Model 2602B, firmware 3.3.5', [9600]],
  ['2341:003d', new OpenMenaMachine(cells, 1e-8), 'OpenMENA', [115_200]],
  ['0403:6001', new PrologixMachine({}), 'Prologix GPIB-USB Controller version 6.107', [9600, 115_200]],
  ['2341:0043', new PrologixMachine({}), 'a bridge to GPIB (--gpib)', [115_200]],
  ['0403:6001', mute, undefined, [9600, 115_200, 115_200]],
  ['0d28:0204', mute, undefined, [921_600, 115_200]],
  ['1234:5678', mute, undefined, [115_200]],
];

describe('who is at a port', () => {
  it.each(boards)('%s: is told by its handshake, and else by nothing', async (usb, board, said, bauds) => {
    const [vendorId = '', productId = ''] = usb.split(':');
    const clock = new SkippingClock();
    const asked: number[] = [];
    const wires: Tampered[] = [];
    const who = await recognise(
      candidates({ vendorId, productId }),
      async ({ baudRate }) => {
        asked.push(baudRate);
        const wire = new Tampered(board, clock);
        wires.push(wire);
        return wire;
      },
      clock,
    );
    if (said === undefined) expect(who).toBeUndefined();
    else expect(who).toContain(said);
    expect(asked).toEqual(bauds);
    expect(cells.pulses).toEqual([]);
    for (const { written } of wires) expect(written).not.toMatch(/OUTP ON|output=1|WEIGHT|^(3|141)$/m);
  });

  it('is asked in the next way where a port does not open in one, and told only where none did', async () => {
    const clock = new SkippingClock();
    const ways = candidates({ vendorId: '0403', productId: '6001' });
    const busy = new RunError('/dev/ttyUSB0: the port is in use by another program');
    let tries = 0;
    const told: string[] = [];
    const asked = (failing: number) =>
      recognise(
        ways,
        async () => {
          if (tries++ < failing) throw busy;
          return new Tampered(mute, clock);
        },
        clock,
        (title) => told.push(title),
      );
    await expect(asked(1)).resolves.toBeUndefined();
    expect(told).toEqual(['a GPIB bridge', 'a board that speaks MBP/1']);
    expect(tries).toBe(ways.length);
    await expect(asked(Infinity)).rejects.toBe(busy);
  });

  it('is not asked where no USB identity says that it may be a board', () => {
    expect(candidates({ vendorId: '', productId: '' })).toEqual([]);
  });
});
