import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RunError } from '../../core/errors.js';
import { livePage } from './live-html.js';
import { liveStyle } from './live-style.js';

/** A file that the server gives. */
export interface Asset {
  readonly type: string;
  readonly body: string;
}

const SCRIPT = 'text/javascript; charset=utf-8';
/** The script of the page; what it imports is given too, and nothing else. */
const MAIN = 'src/live/page/main.js';
const IMPORT = /^(?:import|export) [^'";]*?from '(\.[^']+)';$/gm;

/** The compiled package. */
const built = fileURLToPath(new URL('../../../', import.meta.url));

/** All files of the page by their names below its address. @param root folder of the compiled package */
export function pageAssets(root = built): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>([
    ['', { type: 'text/html; charset=utf-8', body: livePage(`m/${MAIN}`) }],
    ['live.css', { type: 'text/css; charset=utf-8', body: liveStyle }],
    ['icon.svg', { type: 'image/svg+xml', body: ICON }],
  ]);
  addModule(root, MAIN, assets);
  return assets;
}

/** A crossbar of two by two, one device of which conducts. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M5 1v14M11 1v14M1 5h14M1 11h14" stroke="#7a828c" stroke-width="1.5"/><circle cx="11" cy="5" r="2.6" fill="#D55E00"/></svg>`;

function addModule(root: string, path: string, assets: Map<string, Asset>): void {
  const name = `m/${path}`;
  if (assets.has(name)) return;
  const file = join(root, path);
  if (!existsSync(file))
    throw new RunError(`${file}: the script of the live page is missing; run "npm run build"`);
  const body = readFileSync(file, 'utf8');
  assets.set(name, { type: SCRIPT, body });
  for (const [, other] of body.matchAll(IMPORT)) {
    const next = relative(root, join(root, dirname(path), other));
    addModule(root, next.split(sep).join('/'), assets);
  }
}
