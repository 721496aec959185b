import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files of the page; what they call counts too: to write JSON, to send it. */
const OF_PAGE = /\/dist\/src\/(?:live\/|experiment\/glimpse\/)/;
/** What Node names where the thread waits. */
const WAITING = new Set(['(idle)', '(root)']);
/** What starts a program: to load a module, and to compile it. */
const OF_START = /^node:internal\/(?:modules|process\/esm_loader|main)/;

/** Seconds that all threads of a run spent in the page. A thread that the system keeps waiting there counts too, so they are rather too many. Loading modules is left out. @param folder of the profiles */
export function secondsOfPage(folder) {
  const profiles = readdirSync(folder).filter((file) => file.endsWith('.cpuprofile'));
  return profiles.reduce(
    (sum, name) => sum + ofThread(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
    0,
  );
}

/** Seconds of a thread in the page. */
function ofThread({ nodes, samples, timeDeltas }) {
  const kinds = kindsOf(nodes);
  const micros = samples.reduce((sum, id, k) => sum + (kinds.get(id) === 'page' ? timeDeltas[k] : 0), 0);
  return micros / 1e6;
}

/** What each node of the tree of calls is for: itself, or what called it. */
function kindsOf(nodes) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const kinds = new Map();
  const visit = ({ id, callFrame, children = [] }, above) => {
    const { functionName, url } = callFrame;
    const own = OF_PAGE.test(url) ? 'page' : OF_START.test(url) ? 'start' : 'run';
    const kind = WAITING.has(functionName) ? 'waiting' : above === 'page' || above === 'start' ? above : own;
    kinds.set(id, kind);
    for (const child of children) visit(byId.get(child), kind === 'waiting' ? 'run' : kind);
  };
  visit(nodes[0], 'run');
  return kinds;
}
