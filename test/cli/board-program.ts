import { setTimeout as sleep } from 'node:timers/promises';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import { SerialTransport } from '../../drivers/ports/serial-transport.js';
import type { Tally } from '../../drivers/virtual/virtual-board.js';
import { until } from '../rig.js';
import { scratch } from '../scratch.js';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

/** Limits that allow the measured pulses. */
const limits = {
  microvoltsMin: -3_000_000,
  microvoltsMax: 3_000_000,
  readMicrovoltsMax: 400_000,
  picoampsMax: 300_000_000,
  nanosMax: 20_000,
  pulsesMax: 10_000,
  picojoulesMax: 100_000_000,
};

/** A SET train with the measured pulse. */
export const setTrain = (row: number, column: number, count: number) => ({
  row,
  column,
  microvolts: 2_500_000,
  widthNanos: 1500,
  periodNanos: 500_000,
  count,
});

/** A running `memloop virtual-board --listen`. */
export class BoardProgram {
  readonly path = join(scratch(), 'board');
  private readonly tally = `${this.path}.json`;
  private readonly child: ChildProcess;
  private readonly transports: SerialTransport[] = [];
  private stderr = '';

  constructor(...args: string[]) {
    const all = [program, 'virtual-board', '--listen', this.path, '--tally', this.tally, ...args];
    this.child = spawn(process.execPath, all, { stdio: ['ignore', 'inherit', 'pipe'] });
    this.child.stderr!.on('data', (data: Buffer) => (this.stderr += data.toString()));
  }

  /** The number of lines that it has created. */
  get lines(): number {
    return this.stderr.split('a virtual board is at').length - 1;
  }

  /** Waits until a line to it exists. */
  async ready(): Promise<void> {
    await until(() => existsSync(this.path) && this.lines > 0);
  }

  async connect(): Promise<SerialTransport> {
    await this.ready();
    const transport = await this.opened(10);
    this.transports.push(transport);
    return transport;
  }

  /** A terminal that socat has just made or left gives an input/output error for a moment. */
  private async opened(attempts: number): Promise<SerialTransport> {
    try {
      return await SerialTransport.open(this.path, 115_200);
    } catch (error) {
      if (attempts === 1 || !/input\/output error/i.test((error as Error).message)) throw error;
      await sleep(100);
      return this.opened(attempts - 1);
    }
  }

  async session(heartbeatMs = 2000): Promise<MbpSession> {
    return MbpSession.open(await this.connect(), { limits, heartbeatMs });
  }

  get pid(): number {
    return this.child.pid!;
  }

  reset(): void {
    this.child.kill('SIGUSR2');
  }

  /** Kills socat, as if the cable were pulled out. */
  unplug(): void {
    const { pid } = this.child;
    const [socat] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
    process.kill(Number(socat), 'SIGKILL');
  }

  /** The host disconnects without a message. */
  async hangUp(): Promise<void> {
    for (const transport of this.transports.splice(0)) await transport.close();
  }

  /** Ends it and returns the tally of the board. */
  async end(): Promise<Tally> {
    await this.hangUp();
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
    return JSON.parse(readFileSync(this.tally, 'utf8')) as Tally;
  }
}
