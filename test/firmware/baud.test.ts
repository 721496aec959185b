import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { encodeRequest } from '../../drivers/protocols/mbp/frame.js';
import { TRAIN } from '../drivers/protocols/mbp/rig.js';
import { describeWith } from '../rig.js';
import { scratch } from '../scratch.js';
import { FirmwareRig } from './firmware-rig.js';
import { programOf } from './intel-hex.js';

const firmware = fileURLToPath(new URL('../../firmware', import.meta.url));
const missing = ['/usr/bin/avr-gcc', '/usr/bin/make'].filter((path) => !existsSync(path));
const ASKED = 40;

describeWith(missing, 'the firmware built for another speed', () => {
  const programs = new Map<number, Uint16Array>();

  beforeAll(() => {
    for (const baud of [115200, 250000, 500000]) {
      const out = scratch();
      execFileSync('/usr/bin/make', ['-C', firmware, `BAUD=${baud}`, `OUT=${out}`], { stdio: 'ignore' });
      programs.set(baud, programOf(readFileSync(`${out}/memloop-4x4.hex`, 'utf8')));
    }
  });

  /** Requests of 40 that are answered the first time while a train runs, as fast as its bytes can come. */
  async function heard(baud: number, widthNanos: number): Promise<number> {
    const rig = new FirmwareRig(programs.get(baud));
    const cable = rig.cable({ baud });
    await rig.clock.pass(50);
    const session = await rig.open(cable.host, {
      nanosMax: 100_000,
      picojoulesMax: 2_000_000_000,
      pulsesMax: 1000,
    });
    let answers = 0;
    const periodNanos = widthNanos + 100_000;
    const given = session.train({ ...TRAIN, widthNanos, periodNanos, count: 1000 });
    cable.host.onBytes(
      (bytes) => (answers += Buffer.from(bytes).toString('latin1').split('<0077').length - 1),
    );
    await rig.clock.pass(2);
    for (let k = 0; k < ASKED; k++) {
      await cable.host.write(Buffer.from(encodeRequest(0x77, session.boot, 'PING'), 'latin1'));
      await rig.clock.pass(2.9);
    }
    expect(await rig.clock.until(given)).toEqual({ done: 1000, flags: 0 });
    return answers;
  }

  it.each([115200, 250000])(
    'hears most requests at once at %i bit/s in a train of 10 µs pulses',
    async (baud) => {
      expect(await heard(baud, 10_000)).toBeGreaterThan(30);
    },
  );

  it('speaks at 500000 bit/s, and does not hear well in a train', async () => {
    expect(await heard(500000, 10_000)).toBeLessThan(10);
  });
});
