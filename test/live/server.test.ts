import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LiveServer } from '../../src/live/server/live-server.js';
import { until } from '../rig.js';
import { after, ask, Counted, files, listening, served } from './live-client.js';

let live: LiveServer;
let source: Counted;
let base: string;

beforeEach(async () => {
  source = new Counted();
  live = await served(source);
  base = new URL(live.address).pathname;
});
afterEach(() => live.end('{}'));

describe('the live page', () => {
  it('gives its own files, under a strict policy', async () => {
    const { status, headers, body } = await ask(live.address, base);
    expect([status, body]).toEqual([200, 'the page']);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect((await ask(live.address, `${base}m/main.js`)).body).toBe('the script');
  });

  it('listens on loopback alone', async () => {
    expect(new URL(live.address).hostname).toBe('127.0.0.1');
    const others = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
    for (const { address, family, internal } of others) {
      if (internal || family !== 'IPv4') continue;
      const socket = connect(Number(new URL(live.address).port), address);
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toBe('ECONNREFUSED');
    }
  });

  it('has a new long token each time', async () => {
    const other = await served(new Counted());
    const tokens = [live, other].map(({ address }) => new URL(address).pathname.split('/')[1]);
    expect(tokens[0]).not.toBe(tokens[1]);
    for (const token of tokens) expect(Buffer.from(token, 'base64url').length).toBe(24);
    await other.end('{}');
  });

  it.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    '127.0.0.1@evil.example',
    '192.168.0.1',
    '[::2]',
    '0.0.0.0',
  ])('refuses the host "%s", to which a name may have been pointed', async (host) => {
    expect((await ask(live.address, base, { host })).status).toBe(403);
    expect((await ask(live.address, `${base}events`, { host })).status).toBe(403);
  });

  it('answers to all names of this computer, on any port, so that it can be forwarded', async () => {
    for (const host of ['127.0.0.1:1', 'localhost', 'localhost:8080', '[::1]:99'])
      expect((await ask(live.address, base, { host })).status).toBe(200);
  });

  it.each(['http://evil.example', 'null', 'https://127.0.0.1', 'http://localhost:1', 'file://'])(
    'refuses a page of the origin %s',
    async (origin) => {
      expect((await ask(live.address, `${base}events`, { origin })).status).toBe(403);
    },
  );

  it('refuses what a page of another site loads, but not a link that is followed', async () => {
    const from = (site: string, mode: string) =>
      ask(live.address, base, { 'sec-fetch-site': site, 'sec-fetch-mode': mode });
    expect((await from('cross-site', 'no-cors')).status).toBe(403);
    expect((await from('same-site', 'cors')).status).toBe(403);
    expect((await from('same-origin', 'cors')).status).toBe(200);
    expect((await from('cross-site', 'navigate')).status).toBe(200);
    expect((await from('none', 'navigate')).status).toBe(200);
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'])('refuses %s', async (method) => {
    const { status, headers } = await ask(live.address, base, {}, method);
    expect([status, headers.allow]).toEqual([405, 'GET']);
  });

  it('tells nothing without its token', async () => {
    const token = base.split('/')[1];
    for (const path of ['/', '/events', '/m/main.js', `/${token}`, `/${token.slice(1)}/`, `/${token}x/`, `/${token.toLowerCase()}_/`, `//${token}/`, `/x/${token}/`]) {
      const { status, body } = await ask(live.address, path);
      expect([path, status, body]).toEqual([path, 404, '']);
    }
  }); // prettier-ignore

  it.each([
    '../',
    '../../package.json',
    'm/../../../../etc/passwd',
    '%2e%2e/%2e%2e/etc/passwd',
    '..%2f..%2fetc%2fpasswd',
    'm/%2e%2e/main.js',
    'm//main.js',
    'm/main.js%00',
    'm/main.js/',
    'm\\main.js',
    './m/main.js',
    'm/MAIN.JS',
    '%6d/main.js',
    'constructor',
    '__proto__',
    'm/',
  ])('gives nothing for the path %s', async (path) => {
    expect(await ask(live.address, `${base}${path}`)).toMatchObject({ status: 404, body: '' });
  });

  it('survives what is no request', async () => {
    const { port } = new URL(live.address);
    for (const bytes of ['\0\0\0', 'GET / HTTP/9.9\r\n\r\n', `GET ${base} HTTP/1.0\r\n\r\n`, `GET ${base}m/main.js\0 HTTP/1.1\r\nHost: localhost\r\n\r\n`, `GET http://evil.example${base} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 'A'.repeat(100_000)]) {
      const socket = connect(Number(port), '127.0.0.1').on('error', () => {});
      let answer = '';
      socket.on('data', (piece) => (answer += piece.toString()));
      socket.write(bytes);
      await Promise.race([new Promise((resolve) => socket.on('close', resolve)), after(500)]);
      socket.destroy();
      expect(answer).not.toContain('the ');
    }
    expect((await ask(live.address, base)).status).toBe(200);
  }); // prettier-ignore

  it('says which port is taken', async () => {
    const { port } = new URL(live.address);
    await expect(LiveServer.open(Number(port), files, source)).rejects.toThrow(
      `--live: cannot open port ${port} of 127.0.0.1: `,
    );
  });
});

describe('pages that listen', () => {
  it('get the view once, and states after it; the state of the condition they look at', async () => {
    const { socket, text } = await listening(live.address, '?shown=3');
    await until(() => text().split('event: state').length > 3);
    expect(text().split('event: view').length).toBe(2);
    expect(text().indexOf('event: view')).toBeLessThan(text().indexOf('event: state'));
    expect(new Set(source.shown)).toEqual(new Set([3]));
    socket.destroy();
  });

  it('cost nothing before they come and after they go', async () => {
    await after(60);
    expect(source.asked).toBe(0);
    const { socket } = await listening(live.address);
    await until(() => source.asked > 2);
    socket.destroy();
    await until(() => live.pages === 0);
    const { asked } = source;
    await after(60);
    expect(source.asked).toBe(asked);
  });

  it('share one state a moment', async () => {
    const all = await Promise.all(Array.from({ length: 5 }, () => listening(live.address)));
    const { asked } = source;
    await after(300);
    // Ten milliseconds apart, there is room for 30 states; of five pages each, they would be 150.
    expect(source.asked - asked).toBeLessThan(45);
    for (const { socket } of all) socket.destroy();
  });

  it('are eight at most, and leave room when they go', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => listening(live.address)));
    expect((await ask(live.address, `${base}events`)).status).toBe(503);
    all[0].socket.destroy();
    await until(() => live.pages === 7);
    const late = await listening(live.address);
    expect(late.text()).toContain('200 OK');
    for (const { socket } of [...all, late]) socket.destroy();
  });

  it('get a new view when something else is shown', async () => {
    const { socket, text } = await listening(live.address);
    live.source = { view: '{"draws":"another"}', state: () => '{}' };
    await until(() => text().includes('another'));
    socket.destroy();
  });

  it('are told the end after a last state', async () => {
    const { socket, text } = await listening(live.address);
    await live.end('{"sentence":"Done."}');
    await until(() => socket.closed || socket.readableEnded || text().includes('event: end'));
    expect(text()).toMatch(/event: state[^]*event: end\ndata: \{"sentence":"Done."\}/);
  });

  it('are told if a state cannot be made; the run goes on', async () => {
    const { text } = await listening(live.address);
    live.source = {
      view: '{}',
      state: () => {
        throw new Error('planted');
      },
    };
    await until(() => text().includes('event: end'));
    expect(text()).toContain('planted');
  });
});

describe('a page that does not read', () => {
  it('gets fewer states, and nothing piles up', async () => {
    const large = new Counted(200_000);
    const slow = await served(large, 2);
    const { port, pathname } = new URL(slow.address);
    const socket = connect(Number(port), '127.0.0.1').on('error', () => {});
    socket.write(`GET ${pathname}events HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await until(() => slow.pages === 1);
    socket.pause();
    // What fits into the buffers of the system is taken; then no more states are made.
    await after(1500);
    const { asked } = large;
    await after(500);
    expect(large.asked).toBe(asked);
    expect(asked).toBeGreaterThan(0);
    // A page beside it is not held up.
    const other = await listening(slow.address);
    await until(() => other.text().split('event: state').length > 3);
    let latest = '';
    socket.on('data', (piece: Buffer) => (latest = (latest + piece.toString()).slice(-500_000)));
    socket.resume();
    await until(() => Number(/"at":(\d+)(?!.*"at":)/s.exec(latest)?.[1] ?? 0) > asked);
    socket.destroy();
    other.socket.destroy();
    await slow.end('{}');
  });
});
