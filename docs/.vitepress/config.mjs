import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitepress';
import { repositoryLinks } from './repository-links.mjs';

const docs = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const root = resolve(docs, '..');

/** The demo of the browser, which `npm run demo` writes in the root; the site links it only if it is there. */
const hasDemo = existsSync(join(docs, 'public/demo/index.html'));

/** Files outside docs that pages of docs link to or show; the site has copies of them. */
const others = [
  'firmware/board.svg',
  'firmware/board-shared.svg',
  'firmware/README.md',
  'drivers/protocols/mbp/README.md',
  'examples/plugins/README.md',
  'bench/RESULTS.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
];
for (const file of others) cpSync(join(root, file), join(docs, 'more', file));

const isPage = (file) =>
  file.endsWith('.md') && (others.includes(file) || /^docs\/(?!node_modules|demo|public)/.test(file));
const addressOf = (file) => {
  const name = file.replace(/\.md$/, '');
  return name.startsWith('docs/') ? name.slice(4).replace(/\/index$/, '/') : `/more/${name}`;
};
/** The file in the repository that a page of the site is, or is a copy of. */
const sourceOf = (path) =>
  relative(docs, path)
    .replace(/^(?!more\/)/, 'docs/')
    .replace(/^more\//, '');

/** The entries of the package, as import statements name them. */
const entries = Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).exports)
  .filter((name) => !/[*]|\.json$/.test(name))
  .map((name) => ({
    text: `memloop${name.slice(1)}`,
    link: name === '.' ? '/api/memloop' : `/api/exports/${name.slice(2)}`,
  }));

const page = (text, link) => ({ text, link });

/** A crossbar of two by two, one device of which conducts. */
const ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M5 1v14M11 1v14M1 5h14M1 11h14" stroke="#7a828c" stroke-width="1.5"/><circle cx="11" cy="5" r="2.6" fill="#D55E00"/></svg>'; // prettier-ignore

export default defineConfig({
  title: 'memloop',
  description: 'Reinforcement learning in memristor crossbars: documentation',
  lang: 'en',
  base: process.env.MEMLOOP_SITE_BASE ?? '/',
  srcExclude: ['{demo,public,scripts}/**'],
  lastUpdated: false,
  head: [['link', { rel: 'icon', href: `data:image/svg+xml,${encodeURIComponent(ICON)}` }], ['meta', { 'http-equiv': 'Content-Security-Policy', content: "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:" }]], // prettier-ignore
  markdown: {
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (markdown) => repositoryLinks(markdown, { root, isPage, addressOf, sourceOf }),
  },
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    externalLinkIcon: true,
    nav: [
      page('Tutorials', '/tutorials/first-run'),
      page('Concepts', '/concepts'),
      page('Reference', '/reference'),
      page('API', '/api/'),
      ...(hasDemo ? [{ text: 'Demo', link: '/demo/index.html', target: '_self' }] : []),
    ],
    sidebar: {
      '/api/': [{ text: 'API', items: [page('Entries', '/api/'), ...entries] }],
      '/': [
        { text: 'memloop', items: [page('Contents', '/'), page('Concepts and glossary', '/concepts')] },
        {
          text: 'Tutorials',
          items: [
            page('Your first run', '/tutorials/first-run'),
            page('Your own device', '/tutorials/your-own-device'),
            page('Another noise in Figure 5', '/tutorials/another-noise'),
            page('Which scheme?', '/tutorials/which-scheme'),
            page('Your first board', '/tutorials/first-board'),
            page('What devices take away', '/tutorials/learning-without-devices'),
            page('Where is there speech?', '/tutorials/voice-activity'),
          ],
        },
        {
          text: 'How to',
          items: [
            page('Run experiments', '/guides/runs'),
            page('Compare schemes', '/guides/schemes'),
            page('Use many machines', '/guides/clusters'),
            page('Wires with resistance', '/guides/wires'),
            page('Learn in a real array', '/guides/array'),
            page('Learn through coarse converters', '/guides/converters'),
            page('Devices that fail and drift', '/guides/reliability'),
            page('Bring in measurements', '/measurements'),
            page('Find the class of a device', '/fitting'),
            page('Simulate a physical device', '/guides/jart'),
            page('Networks without devices', '/guides/flow'),
            page('Networks on devices', '/guides/flow-on-devices'),
            page('Voice activity', '/guides/voice-activity'),
            page('Loss landscapes', '/guides/landscape'),
            page('Identify a chip or a network', '/guides/identify'),
            page('Drive a board', '/guides/boards'),
            page('Use an instrument', '/guides/instruments'),
            page('Build the 4 × 4 board', '/more/firmware/README'),
            page('Write a plugin', '/guides/plugins'),
            page('Follow a run in the browser', '/live'),
            page('Troubleshooting', '/troubleshooting'),
          ],
        },
        {
          text: 'Reference',
          items: [
            page('Tasks, devices, noises, schemes', '/reference'),
            page('File formats', '/files'),
            page('Figures gallery', '/gallery'),
            page('API', '/api/'),
            page('MBP/1, the protocol', '/more/drivers/protocols/mbp/README'),
            page('Changes', '/more/CHANGELOG'),
          ],
        },
        {
          text: 'Evidence',
          items: [
            page('What was checked', '/checked'),
            page('Tasks and learners', '/tasks-and-learners'),
            page('The referee', '/referee'),
            page('Suite 2026.1', '/suite-2026.1'),
            page('How sure a comparison is', '/statistics'),
            page('Packets', '/packets'),
            page('Wires, converters, jumps', '/array-results'),
            page('Which scheme wins where', '/scheme-map'),
            page('Noise of known truth', '/noise-truth'),
            page('Speed', '/more/bench/RESULTS'),
          ],
        },
      ],
    },
  },
});
