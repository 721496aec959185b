import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openPage } from '../../src/cli/output/open-page.js';
import { linked, showsLinks } from '../../src/cli/output/tell-places.js';
import { scratch } from '../scratch.js';
import { capturedOutput } from './captured-output.js';

const output = capturedOutput();

describe('a link on the terminal', () => {
  it('is shown only where a terminal is known to show links', () => {
    expect(showsLinks({ isTTY: true }, { VTE_VERSION: '7200' })).toBe(true);
    expect(showsLinks({ isTTY: true }, { TERM_PROGRAM: 'vscode' })).toBe(true);
    expect(showsLinks({ isTTY: false }, { VTE_VERSION: '7200' })).toBe(false);
    expect(showsLinks({ isTTY: true }, { VTE_VERSION: '7200', CI: 'true' })).toBe(false);
    expect(showsLinks({ isTTY: true }, { VTE_VERSION: '4800' })).toBe(false);
    expect(showsLinks({ isTTY: true }, {})).toBe(false);
  });

  it('holds the address of the file, and shows the path', () => {
    expect(linked('/a b/report.html', true)).toBe('\u001b]8;;file:///a%20b/report.html\u001b\\/a b/report.html\u001b]8;;\u001b\\');
    expect(linked('runs/a', false)).toBe('runs/a');
  }); // prettier-ignore
});

describe('--open', () => {
  it('gives the page to the opener as one argument, without a shell', async () => {
    const told = join(mkdtempSync(join(scratch(), 'open-')), 'told');
    const opener = join(scratch(), 'opener.sh');
    writeFileSync(opener, `#!/bin/sh\nprintf '%s|%s' "$#" "$1" > '${told}'\n`, { mode: 0o755 });
    await openPage('/a page; touch x/report.html', opener);
    await vi.waitFor(() => expect(existsSync(told)).toBe(true));
    expect(readFileSync(told, 'utf8')).toBe('1|/a page; touch x/report.html');
    expect(output.noted).toBe('');
  });

  it.each(['true', 'false', 'no-such-opener'])('ends the process with 0, whatever %s does', (opener) => {
    const page = new URL('../../dist/src/cli/output/open-page.js', import.meta.url).href;
    const program = `import { openPage } from '${page}'; await openPage('/report.html', '${opener}');`;
    // Only a process of its own ends when nothing keeps it alive; an awaited promise is then left with code 13.
    const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
    expect(status).toBe(0);
  });

  it('says where the page is if no browser opens, and fails nothing', async () => {
    await openPage('/report.html', 'no-such-opener');
    expect(output.noted).toMatch(/^memloop: --open: no browser was opened \(.*ENOENT.*\); open \/report\.html\n$/);
    await openPage('/report.html', 'false');
    expect(output.noted).toContain('false ended with code 1');
  }); // prettier-ignore
});
