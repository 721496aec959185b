import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { expect } from 'vitest';
import { root } from '../house.js';
import { scratch } from '../scratch.js';

/** Builds the demo into a fresh folder, which it returns. */
export function builtDemo(): string {
  const folder = join(scratch(), 'demo');
  const program = join(root, 'docs/demo/build.mjs');
  const { status, stderr } = spawnSync(process.execPath, [program, folder], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
  return folder;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** A plain server of a folder's files, below /some/where/, as a site may put them. @param base where else */
export async function served(
  folder: string,
  base = '/some/where/',
): Promise<{ server: Server; address: string }> {
  const server = createServer((request, answer) => {
    const path = new URL(request.url!, 'http://x').pathname.replace(base, '') || 'index.html';
    try {
      const body = readFileSync(join(folder, path));
      answer.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream').end(body);
    } catch {
      answer.writeHead(404).end();
    }
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { server, address: `http://127.0.0.1:${port}${base}` };
}
