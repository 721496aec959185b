import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { shippedDevices } from '../../devices/files/device-file.js';
import { givenTo, type Given } from '../../drivers/sessions/given-pulses.js';
import { readJournal } from '../../drivers/journal/read-journal.js';
import { describeWithSocat } from '../rig.js';
import { experimentOn } from '../cli/board-experiment.js';
import { BoardProgram } from '../cli/board-program.js';
import { scratch } from '../scratch.js';
import { memloop } from '../cli/memloop.js';
import { spawned } from '../cli/spawned.js';

let board: BoardProgram | undefined;
afterEach(async () => {
  await board?.end().catch(() => {});
  board = undefined;
});

const HEARTBEAT_SECONDS = 0.5;
const PLACES = { C6: [6, 0], C7: [7, 0] };

/** The measured devices with 20 ms between pulses, so that a train lasts longer than a heartbeat. */
function slowDevices(): string {
  const path = join(scratch(), 'slow.json');
  const file = shippedDevices();
  const devices = file.devices.map((device) => ({
    ...device,
    conditions: { ...device.conditions!, periodSeconds: 0.02 },
  }));
  writeFileSync(path, JSON.stringify({ ...file, devices }));
  return path;
}

function slowExperiment(port: string): string {
  const board = { weights: PLACES, heartbeatSeconds: HEARTBEAT_SECONDS };
  return experimentOn(port, { episodes: 4, learningRate: 0.5, devices: slowDevices() }, board);
}

/** Whether the last entry of a journal is a long train in progress, whose frame was sent again. */
function inTrain(journal: string): boolean {
  if (!existsSync(journal)) return false;
  const [last = ''] = readFileSync(journal, 'utf8').trimEnd().split('\n').slice(-1);
  const [, count = '0'] = /"sent":"\\n>.* TRAIN (?:-?\d+ ){5}(\d+) 0\*/.exec(last) ?? [];
  return Number(count) >= 40;
}

/** Milliseconds between the first and the last sending of the train at the end of an unfinished journal. */
function timeInTrain(journal: string): number {
  const trains = readJournal(journal).filter(({ sent }) => String(sent).includes(' TRAIN '));
  const frame = String(trains.at(-1)!['sent']).trim();
  return trains.at(-1)!.at - trains.find(({ sent }) => String(sent).trim() === frame)!.at;
}

describeWithSocat('a run on a board that is killed in the middle of a train', () => {
  it('leaves the board safe within its heartbeat, asks it for the outcome, and counts each delivered pulse', async () => {
    const virtual = (board = new BoardProgram('--reference', '9990', '--noise', 'read'));
    await virtual.connect().then((transport) => transport.close());
    const out = join(scratch(), 'run');
    const journal = join(out, 'journal.jsonl');
    const kill = { signal: 'SIGKILL' as const, when: () => inTrain(journal) };
    const killed = await spawned(['run', slowExperiment(virtual.path), '--out', out], { kill });
    expect(killed.code).toBe(null);
    expect(inTrain(journal)).toBe(true);
    const alive = timeInTrain(journal);
    // The train would go on for as long again.
    await sleep(1000);
    const resumed = await spawned(['resume', out]);
    expect([resumed.code, resumed.stderr]).toEqual([0, expect.any(String)]);
    const entries = readJournal(journal);
    const settled = entries.flatMap((entry) => ('settled' in entry ? [entry['settled'] as Given] : []));
    expect(settled).toHaveLength(1);
    const [{ count, done, uncertain }] = settled;
    expect([count >= 40, uncertain]).toEqual([true, 0]);
    // Pulses while the host was there, pulses of one heartbeat, and 200 ms for a machine that is busy.
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan((alive + HEARTBEAT_SECONDS * 1000 + 200) / 20);
    expect(done).toBeLessThan(count);
    board = undefined;
    const { positive, negative } = await virtual.end();
    for (const [row, column] of Object.values(PLACES)) {
      const { set, reset } = givenTo({ row, column }, entries);
      expect([set, reset]).toEqual([positive[3 * row], negative[3 * row]]);
    }
    expect(positive.reduce((sum, pulses) => sum + pulses, 0)).toBeGreaterThan(40);
    const replayed = await memloop(['replay', journal]);
    expect([replayed.code, replayed.stderr]).toEqual([0, '']);
    expect(replayed.stdout).toContain('frames identical; the journal ends early\n');
    expect(replayed.stdout).toContain('1 of 1 runs recomputed with the same results\n');
  });
});
