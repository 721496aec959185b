import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FileJournal } from '../../drivers/journal/file-journal.js';
import { readJournal } from '../../drivers/journal/read-journal.js';
import { RunError, UsageError } from '../../src/core/errors.js';
import { scratch } from '../scratch.js';

const fresh = () => join(scratch(), 'journal.jsonl');

describe('a journal in a file', () => {
  it('holds each entry, with its time, before note returns', () => {
    const path = fresh();
    const journal = new FileJournal(path, () => 12);
    journal.note({ sent: '>0000 é\u0000\n' });
    expect(readJournal(path)).toEqual([{ at: 12, sent: '>0000 é\u0000\n' }]);
    journal.note({ received: '<' });
    journal.sync();
    expect(readJournal(path)).toHaveLength(2);
    journal.close();
  });

  it('tolerates a torn last line when it is read, and drops it when it is gone on with', () => {
    const path = fresh();
    new FileJournal(path, () => 1).note({ sent: 'a' });
    appendFileSync(path, '{"at":2,"rece');
    expect(readJournal(path)).toEqual([{ at: 1, sent: 'a' }]);
    new FileJournal(path, () => 3).note({ sent: 'b' });
    expect(readFileSync(path, 'utf8')).toBe('{"at":1,"sent":"a"}\n{"at":3,"sent":"b"}\n');
  });

  it('refuses any other broken line, by its number', () => {
    const path = fresh();
    for (const odd of ['{"at":2,"rece', '7', '{"sent":"a"}', '']) {
      writeFileSync(path, `{"at":1,"sent":"a"}\n${odd}\n{"at":3}\n`);
      expect(() => readJournal(path)).toThrow(UsageError);
      expect(() => readJournal(path)).toThrow(`${path}:2: got "${odd}"`);
    }
    expect(() => readJournal(join(path, 'no'))).toThrow(UsageError);
  });

  it('cannot be written where there is no directory, and says so', () => {
    const path = join(scratch(), 'no', 'journal.jsonl');
    expect(() => new FileJournal(path)).toThrow(RunError);
    expect(existsSync(path)).toBe(false);
  });
});
