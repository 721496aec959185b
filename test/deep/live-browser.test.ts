import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWith } from '../rig.js';
import { scratch } from '../scratch.js';
import { Chromium, noChromium } from '../live/chromium.js';
import { CONTRASTS } from '../live/contrasts.js';
import { after } from '../live/live-client.js';

const program = fileURLToPath(new URL('../../dist/src/cli/main.js', import.meta.url));

describeWith(noChromium, 'the live page in a browser', () => {
  let browser: Chromium;
  let run: ChildProcess;
  let address: string;

  beforeAll(async () => {
    run = spawn(process.execPath, [program, 'run', 't-maze', '--seeds', '8000', '--live', '--out', join(scratch(), 'run')]);
    address = await new Promise((resolve) => {
      run.stderr!.on('data', (piece: Buffer) => {
        const found = /http:\S+/.exec(piece.toString());
        if (found) resolve(found[0]);
      });
    });
    browser = await Chromium.start();
    await browser.open(address);
  }); // prettier-ignore
  afterAll(async () => {
    run.kill('SIGKILL');
    await browser.close();
  });

  const shows = async (expression: string) => {
    for (const end = Date.now() + 20_000; !(await browser.evaluate(expression));) {
      if (Date.now() > end) expect.fail(`waited 20 seconds for ${expression}`);
      await after(50);
    }
  };

  it('draws maze, curves, devices and numbers, and says the answer first', async () => {
    await shows(`document.querySelectorAll('#map rect.state').length === 9`);
    await shows(`document.querySelectorAll('#curves path').length >= 3`);
    await shows(`document.querySelectorAll('#devices rect').length >= 27`);
    await shows(
      `/^\\d+ % done, about \\d+ .* left\\. After learning, self-correcting needs [\\d.]+ ± [\\d.]+ moves an episode/.test(document.querySelector('h1').textContent)`,
    );
    expect(await browser.evaluate(`document.querySelector('h1').getAttribute('aria-live')`)).toBe('polite');
    expect(await browser.evaluate(`document.querySelectorAll('#rows tr').length`)).toBe(3);
    expect(await browser.evaluate(`[...document.querySelectorAll('#map > svg, .picture > svg')].every((svg) => svg.getAttribute('aria-label'))`)).toBe(true);
  }); // prettier-ignore

  it('goes on', async () => {
    const done = `Number(document.querySelector('progress').value)`;
    const before = await browser.evaluate<number>(done);
    await shows(`${done} > ${before}`);
  });

  it('fits a wide and a narrow screen', async () => {
    for (const width of [1200, 390]) {
      await browser.resize(width, 900);
      await after(600);
      expect(await browser.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
    await browser.resize(1200, 900);
  });

  it('has letters that stand out, by day and by night', async () => {
    for (const night of [false, true]) {
      if (night) await browser.dark();
      await after(400);
      const [[worst, letters]] = await browser.evaluate<[number, string][]>(CONTRASTS);
      expect(worst, letters).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('changes its condition by keyboard', async () => {
    await browser.evaluate(`document.querySelector('#conditions input:checked').focus()`);
    await browser.press('ArrowRight', 39);
    await shows(`document.getElementById('map-says').textContent.includes('open-loop')`);
    await shows(`document.querySelector('#conditions input:checked').value === '2'`);
  });

  it('complains of nothing, and asks nobody else', () => {
    expect(browser.complaints).toEqual([]);
    expect(browser.requests.filter((url) => url !== 'about:blank' && !url.startsWith(address))).toEqual([]);
  });

  it('shows the last state when the run stops, and says how to go on', async () => {
    run.kill('SIGINT');
    await once(run, 'exit');
    await shows(`/Stopped: .*memloop resume/.test(document.querySelector('h1').textContent)`);
    expect(await browser.evaluate(`document.querySelectorAll('#map rect.state').length`)).toBe(9);
    expect(await browser.evaluate(`document.getElementById('choice').disabled`)).toBe(true);
  });
});
