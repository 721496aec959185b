import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { LiveServer } from '../../src/live/server/live-server.js';
import type { LiveSource } from '../../src/live/server/event-clients.js';
import type { Asset } from '../../src/live/server/page-assets.js';

/** What a server answered. */
export interface Reply {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A page with one file, for tests of the server. */
export const files: ReadonlyMap<string, Asset> = new Map([
  ['', { type: 'text/html', body: 'the page' }],
  ['m/main.js', { type: 'text/javascript', body: 'the script' }],
]);

/** A source that counts how often its state was asked for. */
export class Counted implements LiveSource {
  readonly view = '{"draws":"count"}';
  asked = 0;
  readonly shown: (number | undefined)[] = [];

  constructor(private readonly bytes = 0) {}

  state(shown?: number): string {
    this.asked++;
    this.shown.push(shown);
    return JSON.stringify({ at: this.asked, filled: 'x'.repeat(this.bytes) });
  }
}

/** Asks as written: neither path nor headers are tidied. */
export async function ask(
  address: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Reply> {
  const { hostname, port } = new URL(address);
  const sent = request({ hostname, port, path, method, headers, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  let body = '';
  for await (const piece of answer.setEncoding('utf8')) body += piece as string;
  return { status: answer.statusCode!, headers: answer.headers, body };
}

/** A client that reads its events, and writes down what it got. */
export async function listening(
  address: string,
  query = '',
): Promise<{ socket: Socket; text: () => string }> {
  const { hostname, port, pathname } = new URL(address);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.setEncoding('utf8').on('data', (piece: string) => (text += piece));
  socket.on('error', () => {});
  socket.write(`GET ${pathname}events${query} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`);
  await once(socket, 'data');
  return { socket, text: () => text };
}

/** Opens a server that is closed after the test. */
export function served(source: LiveSource, every = 10): Promise<LiveServer> {
  return LiveServer.open(0, files, source, every);
}

export function after(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
