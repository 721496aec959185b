import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { UsageError } from '../../core/errors.js';
import { EventClients, type LiveSource } from './event-clients.js';
import type { Asset } from './page-assets.js';
import { refusal } from './refusal.js';

/** The only address that the server listens at. */
const LOOPBACK = '127.0.0.1';
/** States a second: 4. */
const EVERY_MILLISECONDS = 250;
const MAXIMUM_CONNECTIONS = 64;
const TOKEN_BYTES = 24;

/** On every answer. The page loads its own files and nothing else, no other page may frame it, and no address leaves it. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** A page on this computer, for this computer. What it shows can change; it never changes what it shows. */
export class LiveServer {
  private readonly token = randomBytes(TOKEN_BYTES).toString('base64url');
  private readonly clients: EventClients;

  private constructor(
    private readonly server: Server,
    private readonly assets: ReadonlyMap<string, Asset>,
    /** what pages show; may be replaced */
    public source: LiveSource,
    every: number,
  ) {
    this.clients = new EventClients(every, () => this.source);
    server.maxConnections = MAXIMUM_CONNECTIONS;
    server.on('request', (request, response) => this.answer(request, response));
    // A run is never kept waiting, or ended, by its page.
    server.on('clientError', (_, socket) => socket.destroy());
  }

  /** Opens the page. @param port 0 for any free one @throws UsageError if the port is taken */
  static async open(
    port: number,
    assets: ReadonlyMap<string, Asset>,
    source: LiveSource,
    every = EVERY_MILLISECONDS,
  ): Promise<LiveServer> {
    const server = createServer();
    const live = new LiveServer(server, assets, source, every);
    server.listen(port, LOOPBACK);
    await once(server, 'listening').catch((error: Error) => {
      throw new UsageError(
        `--live: cannot open port ${port} of ${LOOPBACK}: ${error.message}; choose another one, or write --live alone for a free one`,
      );
    });
    server.unref();
    return live;
  }

  /** The address of the page, with its token. */
  get address(): string {
    const { port } = this.server.address() as AddressInfo;
    return `http://${LOOPBACK}:${port}/${this.token}/`;
  }

  /** Number of open pages. */
  get pages(): number {
    return this.clients.size;
  }

  /** Tells open pages how it ended, and closes. @param ending JSON on one line */
  async end(ending: string): Promise<void> {
    this.server.close();
    await this.clients.end(ending);
    this.server.closeAllConnections();
  }

  private answer({ method, headers, url = '' }: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const refused = refusal(method, headers);
    if (refused !== undefined) return refuse(response, refused);
    const [path, query = ''] = url.split('?', 2);
    const [, token, ...rest] = path.split('/');
    if (!isSame(token, this.token) || rest.length === 0) return refuse(response, 404);
    const name = rest.join('/');
    if (name === 'events') return this.addClient(response, query);
    const asset = this.assets.get(name);
    if (!asset) return refuse(response, 404);
    response.writeHead(200, { 'Content-Type': asset.type }).end(asset.body);
  }

  private addClient(response: ServerResponse, query: string): void {
    const shown = /^shown=(\d{1,4})$/.exec(query)?.[1];
    if (!this.clients.add(response, shown === undefined ? undefined : Number(shown))) refuse(response, 503);
  }
}

/** Whether two tokens are the same, in a time that does not tell where they differ. */
function isSame(given: string | undefined, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given ?? ''), digest(expected));
}

function refuse(response: ServerResponse, status: 403 | 404 | 405 | 503): void {
  if (status === 405) response.setHeader('Allow', 'GET');
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' }).end();
}
