import type { Server } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commandOf, type Choice } from '../../docs/demo/learning/choice.js';
import { CONTRASTS } from '../live/contrasts.js';
import { Chromium, noChromium } from '../live/chromium.js';
import { after } from '../live/live-client.js';
import { describeWith } from '../rig.js';
import { builtDemo, served } from '../demo/built-demo.js';
import { stepsOfCommand } from '../demo/run-command.js';

/** Learns a choice in the worker of the page, in the page's own browser; the steps of all episodes. */
const learned = (choice: Choice) => `new Promise((done, failed) => {
  const worker = new Worker('worker.js', { type: 'module' });
  const steps = [];
  worker.onmessage = ({ data: { fault, state } }) => {
    if (fault) failed(new Error(fault));
    steps.push(...(state?.steps ?? []));
    if (state?.isDone) done(steps);
  };
  worker.postMessage({ order: 'begin', choice: ${JSON.stringify(choice)} });
  worker.postMessage({ order: 'pace', pace: 1e6 });
})`;

describeWith(noChromium, 'the demo in a browser', () => {
  let browser: Chromium;
  let server: Server;
  let address: string;
  let folder: string;

  beforeAll(async () => {
    folder = builtDemo();
    ({ server, address } = await served(folder));
    browser = await Chromium.start();
    await browser.open(address);
  });
  afterAll(async () => {
    await browser.close();
    server.close();
  });

  const shows = async (expression: string) => {
    for (const end = Date.now() + 20_000; !(await browser.evaluate(expression));) {
      if (Date.now() > end) expect.fail(`waited 20 seconds for ${expression}`);
      await after(50);
    }
  };
  const says = (pattern: RegExp) => shows(`${pattern}.test(document.getElementById('answer')?.textContent)`);

  it('draws the maze before it starts, and says what to press', async () => {
    await says(/^Press Start/);
    await shows(`document.querySelectorAll('#map rect.state').length === 9`);
    expect(await browser.evaluate(`document.getElementById('aloud').getAttribute('aria-live')`)).toBe('polite');
    expect(await browser.evaluate(`[...document.querySelectorAll('.picture > svg')].every((svg) => svg.getAttribute('aria-label'))`)).toBe(true);
  }); // prettier-ignore

  it('starts by keyboard, learns, pauses and goes on', async () => {
    await browser.evaluate(`document.getElementById('start').focus()`);
    await browser.press(' ', 32);
    await says(/^Episode \d+: [\d.]+ steps; it began with [\d.]+\.$/);
    await shows(`document.querySelector('#map path.way') !== null`);
    await browser.press(' ', 32);
    await after(150);
    const text = await browser.evaluate<string>(`document.getElementById('episodes').textContent`);
    await after(300);
    expect(await browser.evaluate(`document.getElementById('episodes').textContent`)).toBe(text);
    expect(await browser.evaluate(`document.getElementById('start').textContent`)).toBe('Go on');
    await browser.press(' ', 32);
    await says(/^After 200 episodes: .* The values in the devices are wrong by [\d.]+\.$/);
  });

  it('goes on to the next seed, beside the run before', async () => {
    await browser.press(' ', 32);
    await shows(`document.getElementById('seed').value === '1'`);
    await says(/^Episode/);
    await shows(`document.getElementById('curve').textContent.includes('before: cycles, write, self-correcting')`);
    expect(await browser.evaluate(`document.getElementById('command').textContent`)).toContain('--first-seed 1 ');
    await browser.press(' ', 32);
  }); // prettier-ignore

  it.each<Choice>([
    { task: 't-maze', bank: 'cycles', noise: 'write', scheme: 'self-correcting', seed: 11 },
    { task: 'water-maze', bank: 'cycles', noise: 'write', scheme: 'self-correcting', seed: 1 },
  ])('gives the numbers of the command line: %o', async (choice) => {
    expect(await browser.evaluate<number[]>(learned(choice))).toEqual(stepsOfCommand(commandOf(choice)));
  });

  it('shows the command of what is chosen, and keeps the run before', async () => {
    await browser.evaluate(`(() => {
      const scheme = document.getElementById('scheme');
      scheme.value = 'open-loop';
      scheme.dispatchEvent(new Event('change'));
      document.querySelector('details').open = true;
    })()`);
    expect(await browser.evaluate(`document.getElementById('command').textContent`)).toBe(
      'npx memloop run t-maze --bank cycles --noise write --scheme open-loop --seeds 1 --first-seed 1 --engine ts',
    );
    await shows(`document.getElementById('curve').textContent.includes('before: cycles, write, self-correcting')`);
    expect(await browser.evaluate('location.hash')).toContain('scheme=open-loop');
  }); // prettier-ignore

  it('fits a wide and a narrow screen, with letters that stand out by day and by night', async () => {
    for (const night of [false, true]) {
      if (night) await browser.dark();
      for (const width of [1200, 390]) {
        await browser.resize(width, 900);
        await after(400);
        expect(await browser.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        const [[worst, letters]] = await browser.evaluate<[number, string][]>(CONTRASTS);
        expect(worst, letters).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  it('learns the water maze of an address, as fast as it can, and answers meanwhile', async () => {
    await browser.open(`${address}?#task=water-maze&bank=mean&seed=3&pace=1000000`);
    await says(/^Press Start/);
    expect(await browser.evaluate(`document.getElementById('rate').value`)).toBe('0.04');
    await browser.evaluate(`document.getElementById('start').click()`);
    await says(/^Episode/);
    await shows(`document.querySelectorAll('#map polygon.wall').length === 1`);
    const begun = Date.now();
    await browser.evaluate(`document.getElementById('start').click()`);
    await shows(`document.getElementById('start').textContent === 'Go on'`);
    expect(Date.now() - begun).toBeLessThan(1000);
  });

  it('complains of nothing, and asks nobody else', () => {
    expect(browser.complaints).toEqual([]);
    expect(browser.requests.filter((url) => url !== 'about:blank' && !url.startsWith(address))).toEqual([]);
  });

  it('says what to do where it is opened as a file', async () => {
    await browser.open(pathToFileURL(join(folder, 'index.html')).href);
    await says(/open it from a web server/);
    expect(await browser.evaluate(`document.getElementById('start').disabled`)).toBe(true);
  });
});
