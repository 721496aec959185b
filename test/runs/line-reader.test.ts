import { openSync, closeSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LineReader } from '../../src/runs/line-reader.js';
import { headerOf } from '../../src/runs/table.js';
import { scratch } from '../scratch.js';

function fileOf(text: string): string {
  const path = join(scratch(), 'table.csv');
  writeFileSync(path, text);
  return path;
}

function linesOf(path: string): string[] {
  const reader = new LineReader(path);
  const lines: string[] = [];
  while (reader.more()) lines.push(reader.text());
  reader.close();
  return lines;
}

describe('the lines of a file', () => {
  it('are whole where they cross a chunk, are longer than one, or end in the middle of a character', () => {
    const lines = [5, 65_530, 70_000, 1, 0, 600_000, 131_072].map(
      (length, i) => `σ${String(i).repeat(length)}`,
    );
    expect(linesOf(fileOf(`${lines.join('\n')}\n`))).toEqual(lines);
  });

  it('end with a line feed: what follows the last one is no line', () => {
    expect(linesOf(fileOf('a,b\n1,2\n3,'))).toEqual(['a,b', '1,2']);
    expect(linesOf(fileOf(''))).toEqual([]);
  });

  it('of a directory are refused with its path', () => {
    const path = scratch();
    expect(() => linesOf(path)).toThrow(path);
  });

  it('leave no file open, even if only the first one is read', () => {
    const path = fileOf('a,b\n1,2\n');
    const next = () => {
      const file = openSync(path, 'r');
      closeSync(file);
      return file;
    };
    const before = next();
    for (let i = 0; i < 5; i++) expect(headerOf(path)).toEqual(['a', 'b']);
    expect(next()).toBe(before);
  });
});
