import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { scratch } from '../../scratch.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const hex = fileURLToPath(new URL('../../../firmware/memloop-4x4.hex', import.meta.url));
const needed = { 'libsimavr-dev': '/usr/include/simavr/sim_avr.h', gcc: '/usr/bin/gcc' };

/** Debian's packages that this rig needs and the machine has not. */
export const missing = Object.entries(needed).flatMap(([name, path]) => (existsSync(path) ? [] : [name]));

/** A pulse as it was at the pins: SI units, since power-on. */
interface SimavrPulse {
  readonly row: number;
  readonly column: number;
  readonly volts: number;
  readonly seconds: number;
  readonly end: number;
}

/** The board in simavr as a process: its terminal, and what happened at its pins. */
export class SimavrBoard {
  readonly pulses: SimavrPulse[] = [];
  readonly outputs: { on: boolean; at: number }[] = [];
  private readonly child: ChildProcess;
  readonly terminal: Promise<string>;

  /**
   * @param program from `build`
   * @param astray standard deviation of where a pulse takes a cell, as a share of its window
   * @param haste how many times faster than a real one the board lives
   */
  constructor(program: string, astray = 0, haste = 1) {
    this.child = spawn(program, [hex, `${astray}`, `${haste}`], { stdio: ['ignore', 'pipe', 'ignore'] });
    const lines = createInterface({ input: this.child.stdout! });
    this.terminal = new Promise((resolve) => {
      lines.on('line', (line) => {
        const [what, ...rest] = line.split(' ');
        if (what === 'terminal') resolve(rest[0]);
        if (what === 'outputs') this.outputs.push({ on: rest[0] === 'on', at: Number(rest[1]) * 1e-6 });
        if (what === 'pulse') this.pulses.push(pulseOf(rest.map(Number)));
      });
    });
  }

  /** The program that simulates the board, from its source beside this file. */
  static build(): string {
    const program = join(scratch(), 'board');
    execFileSync('gcc', [
      '-O2',
      '-Wall',
      '-Wextra',
      '-Werror',
      '-o',
      program,
      `${here}board.c`,
      '-lsimavr',
      '-lm',
    ]);
    return program;
  }

  stop(): void {
    this.child.kill('SIGKILL');
  }
}

function pulseOf([row, column, millivolts, nanos, micros]: number[]): SimavrPulse {
  return { row, column, volts: millivolts * 1e-3, seconds: nanos * 1e-9, end: micros * 1e-6 };
}
