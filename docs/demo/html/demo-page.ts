import { catalogue } from '../../../src/experiment/catalogue.js';
import { defaultNoise, noisesOf } from '../../../src/experiment/noise-choice.js';
import { escapeHtml } from '../../../src/report/page/html.js';

/** Only files beside the page are loaded; nothing is sent anywhere. */
const POLICY = `default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'`;
/** The device model, and the noise that it comes with, that the page opens with. */
const FIRST_BANK = 'cycles';

/** An option of a choice. @param data what the script needs to know of it */
function option(value: string, words: string, data: Readonly<Record<string, string>>, isFirst = false): string {
  const written = Object.entries(data).map(([name, one]) => ` data-${name}="${escapeHtml(one)}"`);
  return `<option value="${escapeHtml(value)}"${written.join('')}${isFirst ? ' selected' : ''}>${escapeHtml(words)}</option>`;
} // prettier-ignore

function tasks(): string {
  return catalogue.tasks.entries
    .filter(([, { published }]) => published)
    .map(([name, { defaults, make, meaning }]) => {
      const { states, scene } = make({});
      const { learningRate, episodes } = defaults;
      const title = states?.name ?? scene?.name ?? name;
      return option(name, title, {
        meaning,
        rate: String(learningRate),
        episodes: String(episodes),
      });
    })
    .join('');
}

function banks(): string {
  return catalogue.devices.entries
    .map(([name, { meaning }]) =>
      option(name, name, { meaning, noises: noisesOf(name).join(' ') }, name.startsWith(FIRST_BANK)),
    )
    .join('');
}

function schemes(): string {
  return catalogue.schemes.entries.map(([name, { meaning }]) => option(name, name, { meaning })).join('');
}

const PACES = [
  ['3', '3 episodes a second'],
  ['30', '30 episodes a second'],
  ['300', '300 episodes a second'],
  ['1000000', 'as fast as it can'],
] as const;

function control(id: string, label: string, field: string): string {
  return `<div class="control"><label for="${id}">${label}</label>${field}</div>`;
}

function select(id: string, label: string, options: string, isExplained = false): string {
  const says = isExplained ? `<p id="${id}-says" class="quiet"></p>` : '';
  const by = isExplained ? ` aria-describedby="${id}-says"` : '';
  return control(id, label, `<select id="${id}"${by}>${options}</select>${says}`);
}

function fact(id: string, term: string): string {
  return `<div><dt>${term}</dt><dd id="${id}">0</dd></div>`;
}

function figure(id: string, says: string): string {
  return `<figure><div id="${id}" class="picture"></div><figcaption id="${id}-says">${says}</figcaption></figure>`;
}

/** The page, which its script fills. Its choices come from the catalogue. */
export function demoPage(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>memloop in the browser</title>
<meta name="description" content="Watch an agent learn a maze in simulated memristors: choose device model, noise and scheme.">
<link rel="icon" href="icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="demo.css">
<script defer src="page.js"></script>
</head>
<body>
<header>
<p class="brand">memloop · an agent learns in memristors, in this page</p>
<h1 id="answer">The page loads memloop.</h1>
<p id="aloud" class="unseen" role="status" aria-live="polite"></p>
<progress id="bar" value="0" max="1" aria-label="share of the episodes that are done"></progress>
</header>
<main>
<section class="panel" aria-label="What is learned, and how">
<div class="controls">
${select('task', 'Task', tasks(), true)}
${select('bank', 'Device model', banks(), true)}
${select('noise', 'Noise', option(defaultNoise(FIRST_BANK), defaultNoise(FIRST_BANK), {}), true)}
${select('scheme', 'Scheme', schemes(), true)}
${control('rate', 'Learning rate', '<input id="rate" type="number" min="0.001" max="1" step="any" required>')}
${control('seed', 'Seed', '<input id="seed" type="number" min="0" max="999999999" step="1" value="0" required>')}
${select('pace', 'Speed', PACES.map(([value, words]) => option(value, words, {})).join(''))}
<div class="buttons"><button id="start" class="main" type="button">Start</button><button id="restart" type="button">Restart</button></div>
</div>
</section>
<div class="lead">
${figure('map', '')}
${figure('curve', '')}
</div>
<dl>
${fact('set', 'SET pulses')}
${fact('reset', 'RESET pulses')}
${fact('reads', 'reads of devices')}
${fact('error', 'error of the values')}
${fact('episodes', 'episodes')}
</dl>
${figure('devices', 'What the devices hold: one square a weight, one row for each column of the crossbar.')}
<details>
<summary>The same numbers on the command line</summary>
<p>This command gives the same steps in every episode. It needs Node.js 20 or later. Tested in Chromium; a browser that rounds exponentials in another way may differ after some episodes.</p>
<pre tabindex="0" role="region" aria-label="command"><code id="command"></code></pre>
<button id="copy" type="button">Copy</button>
</details>
</main>
<footer class="quiet">memloop’s own code learns in a worker of your browser. Nothing is sent anywhere.</footer>
<noscript><p>This page needs JavaScript, which comes from memloop alone.</p></noscript>
</body>
</html>
`;
}
