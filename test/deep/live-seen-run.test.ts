import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { get } from 'node:http';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { RunState, RunView } from '../../src/live/page/wire.js';
import { memloop } from '../cli/memloop.js';
import { experimentOn } from '../cli/board-experiment.js';
import { scratch } from '../scratch.js';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));
const WATER_MAZE = ['run', 'water-maze', '--seeds', '1', '--bank', 'mean', '--noise', 'read'];
const TABLES = ['episodes.csv', 'critic.csv', 'costs.csv', 'ledger.csv', 'seeds.csv', 'summary.json'];

/** How long steps on a board took, which is never the same twice. */
const TIME = /"time": \{[^}]*\}/g;

interface Told {
  view: RunView;
  states: RunState[];
  ending: { sentence: string; complete: boolean; report?: string };
}

/** Runs a command with a live page that a client looks at all the time. @param enough ends it */
function seen(
  args: readonly string[],
  enough: (states: readonly RunState[]) => boolean = () => false,
): Promise<Told & { code: number | null }> {
  return new Promise((resolve) => {
    const told: Partial<Told> & { states: RunState[] } = { states: [] };
    const child = spawn(process.execPath, [program, ...args, '--live']);
    let said = '';
    child.stderr.on('data', (piece: Buffer) => {
      const isNew = !said.includes('http');
      said += piece.toString();
      const address = /http:\S+/.exec(said)?.[0];
      if (isNew && address !== undefined)
        follow(address, told, () => !child.killed && enough(told.states) && child.kill('SIGINT'));
    });
    child.stdout.resume();
    child.on('exit', (code) => setTimeout(() => resolve({ ...(told as Told), code }), 50));
  });
}

function follow(address: string, told: Partial<Told> & { states: RunState[] }, onState: () => void): void {
  get(`${address}events`, (answer) => {
    let rest = '';
    answer.setEncoding('utf8').on('data', (piece: string) => {
      const parts = (rest + piece).split('\n\n');
      rest = parts.pop()!;
      for (const part of parts) {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/s.exec(part)!;
        const value = JSON.parse(data) as never;
        if (event === 'state') {
          told.states.push(value);
          onState();
        } else if (event === 'view') told.view = value;
        else told.ending = value;
      }
    });
  }).on('error', () => {});
}

function tables(directory: string): string[] {
  return TABLES.map((name) => readFileSync(join(directory, name), 'utf8').replace(TIME, ''));
}

/** Runs an experiment with and without a page. @returns what the page was told */
async function sameWithPage(args: readonly string[]): Promise<Told> {
  const [without, watched] = [join(scratch(), 'without'), join(scratch(), 'seen')];
  expect((await memloop([...args, '--out', without])).code).toBe(0);
  const { code, ...told } = await seen([...args, '--out', watched]);
  expect(code).toBe(0);
  expect(tables(watched)).toEqual(tables(without));
  expect(told.ending).toMatchObject({ complete: true, report: join(watched, 'report.html') });
  return told;
}

describe('a run that is looked at gives the same bits', () => {
  it('in the compiled loop', async () => {
    const { view, states } = await sameWithPage(['run', 't-maze', '--seeds', '150', '--engine', 'wasm']);
    expect(view.conditions.map(({ exact }) => exact)).toEqual([true, false, false]);
    expect(states.at(-1)!.conditions.map(({ seeds }) => seeds)).toEqual([150, 150, 150]);
    expect(states.at(-1)!.progress).toMatchObject({ done: 450, share: 1, left: 0 });
  });

  it('in the parts in TypeScript', async () => {
    const { states } = await sameWithPage([...WATER_MAZE, '--episodes', '300', '--engine', 'ts']);
    expect(states.at(-1)!.weights!.every((weight) => weight >= -0.5 && weight <= 1.5)).toBe(true);
  });

  it('on a virtual board, whose link is told', async () => {
    const path = experimentOn('virtual', { episodes: 2000 });
    const { view, states } = await sameWithPage(['run', path]);
    expect(view.board).toBe('virtual');
    const links = states.map(({ link }) => link!);
    expect(links.at(-1)).toMatchObject({ state: 'closed', reconnected: 0 });
    expect(links.map(({ state }) => state)).toContain('connected');
    expect(links.at(-1)!.received).toBeGreaterThan(0);
  });
});

describe('a long seed', () => {
  it.each([
    ['in the compiled loop', [...WATER_MAZE, '--episodes', '300000', '--engine', 'wasm']],
    ['in TypeScript', [...WATER_MAZE, '--episodes', '500000', '--engine', 'ts']],
    ['on a virtual board', ['run', experimentOn('virtual', { episodes: 100_000 })]],
  ])('is followed %s', async (_, args) => {
    const { code, states, ending } = await seen([...args, '--out', join(scratch(), 'run')], (so) => new Set(followed(so)).size >= 3);
    expect(code).toBe(130);
    const episodes = followed(states);
    expect([...episodes].sort((a, b) => a - b)).toEqual(episodes);
    expect(new Set(episodes).size).toBeGreaterThan(2);
    expect(ending).toMatchObject({ complete: false });
    expect(ending.sentence).toContain('memloop resume');
  });
}); // prettier-ignore

/** The episodes at which a seed was seen. */
function followed(states: readonly RunState[]): number[] {
  return states.flatMap(({ conditions: [{ now }] }) => (now ? [now.episode] : []));
}

describe('--live', () => {
  it('refuses what is no port', async () => {
    const { code, stderr } = await memloop(['run', '--live', 't-maze']);
    expect(code).toBe(2);
    expect(stderr).toContain(
      '--live: got "t-maze": expected a port from 0 to 65535, as in --live=8080; write --live last to let memloop choose one',
    );
  });

  it('prints its address to standard error, and leaves --json alone', async () => {
    const out = join(scratch(), 'run');
    const { code, stdout, stderr } = await memloop(
      ['run', 't-maze', '--seeds', '3', '--episodes', '20', '--json', '--live', '--out', out],
      { directory: scratch() },
    );
    expect(code).toBe(0);
    expect(stderr).toMatch(/^memloop: live page: http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/$/m);
    expect((JSON.parse(stdout) as { seeds: number }).seeds).toBe(3);
  });
});
