import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const BROWSER = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => !spawnSync(name, ['--version']).error,
);

/** Debian's package of the browser, where none is there. */
export const noChromium = BROWSER === undefined ? ['chromium'] : [];

interface Answer {
  id?: number;
  method?: string;
  params?: Record<string, unknown>;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** A browser without a window, driven by the DevTools protocol over a pipe, with one page. */
export class Chromium {
  /** what the page wrote to its console, and what it failed to load */
  readonly complaints: string[] = [];
  /** addresses that the page asked for */
  readonly requests: string[] = [];
  private last = 0;
  private session = '';
  private readonly waiting = new Map<number, (answer: Answer) => void>();

  private constructor(
    private readonly browser: ChildProcess,
    private readonly profile: string,
  ) {
    let rest = '';
    const answers = browser.stdio[4] as Readable;
    answers.setEncoding('utf8').on('data', (piece: string) => {
      const parts = (rest + piece).split('\0');
      rest = parts.pop()!;
      for (const part of parts) this.take(JSON.parse(part) as Answer);
    });
  }

  static async start(width = 1200, height = 1400): Promise<Chromium> {
    const profile = mkdtempSync(join(tmpdir(), 'memloop-chromium-'));
    const flags = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--remote-debugging-pipe', `--user-data-dir=${profile}`, 'about:blank'];
    const browser = spawn(BROWSER!, flags, { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
    const made = new Chromium(browser, profile);
    const { targetInfos } = (await made.call('Target.getTargets', {})) as { targetInfos: { targetId: string; type: string }[] };
    const { targetId } = targetInfos.find(({ type }) => type === 'page')!;
    const { sessionId } = await made.call('Target.attachToTarget', { targetId, flatten: true });
    made.session = sessionId as string;
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await made.call(`${domain}.enable`, {});
    await made.resize(width, height);
    return made;
  } // prettier-ignore

  resize(width: number, height: number): Promise<unknown> {
    return this.call('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  } // prettier-ignore

  dark(): Promise<unknown> {
    const features = [{ name: 'prefers-color-scheme', value: 'dark' }];
    return this.call('Emulation.setEmulatedMedia', { features });
  }

  open(url: string): Promise<unknown> {
    return this.call('Page.navigate', { url });
  }

  /** The value of an expression in the page. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const settings = { expression, returnByValue: true, awaitPromise: true };
    const { result, exceptionDetails } = await this.call('Runtime.evaluate', settings);
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: Value }).value;
  }

  /** Presses a key. */
  async press(key: string, windowsVirtualKeyCode: number): Promise<void> {
    for (const type of ['rawKeyDown', 'keyUp'])
      await this.call('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode });
  }

  /** The whole page as a PNG. */
  async picture(): Promise<Buffer> {
    const { data } = await this.call('Page.captureScreenshot', { captureBeyondViewport: true });
    return Buffer.from(data as string, 'base64');
  }

  async close(): Promise<void> {
    const gone = once(this.browser, 'exit');
    this.call('Browser.close', {}).catch(() => {});
    const late = setTimeout(() => this.browser.kill('SIGKILL'), 5000);
    await gone;
    clearTimeout(late);
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private call(method: string, params: object): Promise<Record<string, unknown>> {
    const id = ++this.last;
    const session = this.session && { sessionId: this.session };
    (this.browser.stdio[3] as Writable).write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, ({ result = {}, error }) =>
        error ? reject(new Error(`${method}: ${error.message}`)) : resolve(result),
      );
    });
  }

  private take({ id, method, params = {}, ...answer }: Answer): void {
    if (id !== undefined) return this.waiting.get(id)?.(answer);
    if (method === 'Network.requestWillBeSent')
      this.requests.push((params['request'] as { url: string }).url);
    if (method === 'Runtime.exceptionThrown' || method === 'Runtime.consoleAPICalled' || method === 'Log.entryAdded')
      this.complaints.push(JSON.stringify(params));
  } // prettier-ignore
}
