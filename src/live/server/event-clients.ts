import type { ServerResponse } from 'node:http';

/** What clients are told: what is drawn, told once, and its state, of which only the latest matters. */
export interface LiveSource {
  /** what is drawn, as JSON on one line */
  readonly view: string;
  /** The state now, as JSON on one line. @param shown index of the condition that a page looks at; none for the one of most interest */
  state(shown?: number): string;
  /** Called before states are asked for. */
  prepare?(): void;
}

/** Most pages that can be open at once. */
const MAXIMUM_CLIENTS = 8;
/** A client that takes nothing for so long is dropped, milliseconds. */
const PATIENCE = 30_000;
/** Time that clients have to take the end, milliseconds. */
const FAREWELL = 1000;

/** States that are written already, by the condition looked at. */
type States = Map<number | undefined, string>;

interface Client {
  readonly response: ServerResponse;
  readonly shown: number | undefined;
  /** what it was told to draw */
  view?: string;
  /** since when it takes nothing */
  blocked?: number;
}

/**
 * The open pages. Each gets the latest state when it has taken the one before, so a slow page gets fewer states and
 * nothing piles up. While no page is open, nothing is done.
 */
export class EventClients {
  private readonly clients = new Set<Client>();
  private timer: NodeJS.Timeout | undefined;

  /** @param every time between two states, milliseconds @param source what is shown now */
  constructor(
    private readonly every: number,
    private readonly source: () => LiveSource,
    private readonly patience = PATIENCE,
  ) {}

  get size(): number {
    return this.clients.size;
  }

  /** Adds a page. Returns whether there was room for it. */
  add(response: ServerResponse, shown?: number): boolean {
    if (this.clients.size >= MAXIMUM_CLIENTS) return false;
    const client: Client = { response, shown };
    this.clients.add(client);
    response.on('close', () => this.drop(client));
    // A response that waits behind another on the same socket hears of its end only so.
    response.req.socket.on('close', () => this.drop(client));
    response.on('error', () => this.drop(client));
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    this.tick();
    this.timer ??= setInterval(() => this.tick(), this.every).unref();
    return true;
  }

  /** Tells all pages the state. A state that cannot be made ends the pages, never the run. */
  private tick(): void {
    try {
      this.tellAll();
    } catch (error) {
      const sentence = `This page failed, and the run goes on: ${(error as Error).message}.`;
      const ending = message('end', JSON.stringify({ sentence, complete: false }));
      for (const { response } of this.clients) response.end(ending);
    }
  }

  private tellAll(): void {
    const source = this.source();
    source.prepare?.();
    const states: States = new Map();
    for (const client of this.clients) this.tell(client, states);
  }

  /** Tells all pages a last state and how it ended, and lets them go. @param ending JSON on one line */
  async end(ending: string): Promise<void> {
    this.tick();
    const gone = [...this.clients].map(
      ({ response }) =>
        new Promise<void>((resolve) => {
          response.on('close', () => resolve());
          response.end(message('end', ending));
        }),
    );
    let late: NodeJS.Timeout | undefined;
    await Promise.race([Promise.all(gone), new Promise((resolve) => (late = setTimeout(resolve, FAREWELL)))]);
    clearTimeout(late);
    for (const client of this.clients) this.drop(client);
  }

  private tell(client: Client, states: States): void {
    const { response, shown } = client;
    if (response.writableNeedDrain) return this.wait(client);
    delete client.blocked;
    const source = this.source();
    if (client.view !== source.view) response.write(message('view', source.view));
    client.view = source.view;
    if (!states.has(shown)) states.set(shown, message('state', source.state(shown)));
    response.write(states.get(shown)!);
  }

  private wait(client: Client): void {
    client.blocked ??= Date.now();
    if (Date.now() - client.blocked > this.patience) this.drop(client);
  }

  private drop(client: Client): void {
    this.clients.delete(client);
    client.response.destroy();
    if (this.clients.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}

/** An event in the format of server-sent events. */
function message(event: string, data: string): string {
  return `event: ${event}\ndata: ${data}\n\n`;
}
