import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isIdentified, portProvenance } from '../../drivers/ports/port-provenance.js';
import { SerialTransport } from '../../drivers/ports/serial-transport.js';
import { RunError } from '../../src/core/errors.js';
import { scratch } from '../scratch.js';
import { describeWithSocat, plugIn, until, type Rig } from '../rig.js';

const rigs: Rig[] = [];
const open: SerialTransport[] = [];

async function rig(program: string, path?: string): Promise<Rig> {
  const rig = await plugIn(program, path);
  rigs.push(rig);
  return rig;
}

async function connect(path: string): Promise<SerialTransport> {
  const transport = await SerialTransport.open(path, 115_200);
  open.push(transport);
  return transport;
}

function heardBy(transport: SerialTransport): () => string {
  let text = '';
  transport.onBytes((bytes) => (text += Buffer.from(bytes).toString('latin1')));
  return () => text;
}

const bytes = (text: string) => Buffer.from(text, 'latin1');

afterEach(async () => {
  for (const transport of open.splice(0)) await transport.close();
  for (const rig of rigs.splice(0)) await rig.unplug();
});

describeWithSocat('a serial port behind a pseudo-terminal', () => {
  it('carries every byte there and back', async () => {
    const transport = await connect((await rig('cat')).path);
    const heard = heardBy(transport);
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    await transport.write(all);
    await until(() => heard().length === 256);
    expect(bytes(heard())).toEqual(Buffer.from(all));
  });

  it('is emulated, whatever its path is called', async () => {
    const { provenance } = await connect((await rig('cat', join(scratch(), 'ttyUSB0'))).path);
    expect(provenance).toMatchObject({ kind: 'emulated', path: expect.stringMatching(/^\/dev\/pts\/\d+$/) });
    expect(isIdentified(provenance)).toBe(false);
  });

  it('is held by one program alone', async () => {
    const { path } = await rig('cat');
    await connect(path);
    await expect(connect(path)).rejects.toThrow(`${path}: the port is in use by another program`);
  });

  it('tells of an unplug once, and takes no bytes from then on', async () => {
    const { path, unplug } = await rig('cat');
    const transport = await connect(path);
    const reasons: string[] = [];
    transport.onClose((reason) => reasons.push(reason));
    await unplug();
    await until(() => reasons.length > 0);
    await expect(transport.write(bytes('late'))).rejects.toBeInstanceOf(RunError);
    const told: string[] = [];
    transport.onClose((reason) => told.push(reason));
    expect([reasons.length, told]).toEqual([1, reasons]);
  });

  it('never sends after a replug what was written before it', async () => {
    const directory = scratch();
    const [path, log] = [join(directory, 'board'), join(directory, 'log')];
    const first = await rig(`tee -a ${log}`, path);
    const before = await connect(path);
    await before.write(bytes('one '));
    const logged = () => (existsSync(log) ? readFileSync(log, 'latin1') : '');
    await until(() => logged() === 'one ');
    let gone = false;
    before.onClose(() => (gone = true));
    await first.unplug();
    const during = before.write(bytes('stale ')).catch((error: unknown) => error);
    await until(() => gone);
    const late = before.write(bytes('stale ')).catch((error: unknown) => error);
    await rig(`tee -a ${log}`, path);
    const after = await connect(path);
    await after.write(bytes('two'));
    await until(() => logged().endsWith('two'));
    expect(logged()).toBe('one two');
    expect(await late).toBeInstanceOf(RunError);
    await during;
  });

  it('gives up on bytes that the far end does not take, within its deadline', async () => {
    const { path } = await rig('sleep 60');
    const transport = await connect(path);
    const began = Date.now();
    const flood = async () => {
      for (;;) await transport.write(new Uint8Array(1 << 16));
    };
    await expect(flood()).rejects.toThrow('did not take bytes within 2000 ms');
    expect(Date.now() - began).toBeLessThan(8000);
    await expect(transport.write(bytes('more'))).rejects.toThrow('nothing can be written');
  });

  it('is closed once and for all', async () => {
    const transport = await connect((await rig('cat')).path);
    const reasons: string[] = [];
    transport.onClose((reason) => reasons.push(reason));
    await transport.close();
    await transport.close();
    expect(reasons).toEqual(['it was closed']);
  });
});

describe('a port that cannot be opened', () => {
  it('is refused in one sentence', async () => {
    const path = join(scratch(), 'nothing');
    await expect(SerialTransport.open(path, 115_200)).rejects.toThrow(
      `${path}: cannot open the port: No such file or directory`,
    );
    await expect(SerialTransport.open('/dev/null', 115_200)).rejects.toBeInstanceOf(RunError);
  });
});

describe('where a port comes from', () => {
  const usb = { vendorId: '2341', productId: '0043', serialNumber: '7543', manufacturer: 'Arduino' };

  it('is what the operating system says of the device that is open', async () => {
    const handle = openSync('/dev/null', 'r');
    const provenance = await portProvenance('/dev/null', handle, async () => [{ path: '/dev/null', ...usb }]);
    closeSync(handle);
    expect(provenance).toMatchObject({ kind: 'serial', path: '/dev/null', vendorId: '2341' });
    expect(isIdentified(provenance)).toBe(true);
  });

  it('is no board that can be told from others without all of its identity', async () => {
    for (const missing of ['vendorId', 'productId', 'serialNumber']) {
      const part = { kind: 'serial', path: '/dev/null', ...usb, [missing]: '' } as const;
      expect(isIdentified(part)).toBe(false);
    }
    expect(isIdentified({ kind: 'in-process' })).toBe(false);
  });

  it('is refused where the path leads to another device than the one that is open', async () => {
    const handle = openSync('/dev/zero', 'r');
    const forged = portProvenance('/dev/null', handle, async () => [{ path: '/dev/null', ...usb }]);
    await expect(forged).rejects.toThrow('/dev/null: the port changed while it was opened');
    closeSync(handle);
  });

  it('is emulated where nothing is open, as with a mock', async () => {
    const list = async () => [{ path: '/dev/null', ...usb }];
    expect(await portProvenance('/dev/null', undefined, list)).toEqual({
      kind: 'emulated',
      path: '/dev/null',
    });
  });
});
