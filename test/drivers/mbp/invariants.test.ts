import { expect, it } from 'vitest';
import { emptyTally, Schedule } from './schedule.js';

const SCHEDULES = Number(process.env['MEMLOOP_SCHEDULES'] ?? 10_000);

it('delivers what it acknowledges, or says that it does not know, under any faults', async () => {
  const tally = emptyTally();
  for (let seed = 0; seed < SCHEDULES; seed++) {
    try {
      await new Schedule(seed, tally).run();
    } catch (error) {
      tally.wrong.push(`schedule ${seed}: ${(error as Error).stack}`);
    }
  }
  const { wrong, ...counts } = tally;
  process.stdout.write(`${JSON.stringify(counts)}\n`);
  expect(wrong.slice(0, 5)).toEqual([]);
  expect(counts.delivered).toBe(counts.acknowledged);
}, 300_000);
