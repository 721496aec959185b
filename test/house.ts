import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Room by room, which rooms it may import; a room may also import what lies below its own folder. CONTRIBUTING.md has the same table. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/core': [],
  devices: ['src/core'],
  envs: ['src/core'],
  'drivers/ports': ['src/core'],
  'drivers/journal': ['src/core', 'drivers/ports'],
  'drivers/sessions': ['src/core', 'drivers/ports', 'drivers/journal'],
  'drivers/protocols': ['src/core', 'drivers/ports', 'drivers/journal', 'drivers/sessions'],
  'drivers/virtual': ['src/core', 'devices', 'drivers/ports', 'drivers/sessions', 'drivers/protocols'],
  'drivers/boards': ['src/core', 'devices', 'drivers/sessions'],
  'src/crossbar': ['src/core', 'drivers/boards'],
  'src/schemes': ['src/core', 'src/crossbar'],
  'src/learners': ['src/core', 'src/crossbar', 'src/schemes', 'envs'],
  'src/contracts': [
    'src/core',
    'devices',
    'envs',
    'drivers/boards',
    'src/crossbar',
    'src/schemes',
    'src/learners',
  ],
  'src/networks': ['src/core'],
  'src/voice': ['src/core', 'src/networks'],
  'src/identify': ['src/core', 'src/networks'],
  'src/flow': ['src/core', 'src/networks'],
  'src/on-crossbar': ['src/core', 'src/networks', 'src/schemes'],
  'src/landscape': ['src/core', 'src/networks', 'src/flow'],
  'src/experiment': [
    'src/core',
    'src/networks',
    'src/flow',
    'src/on-crossbar',
    'devices',
    'envs',
    'drivers/boards',
    'drivers/protocols',
    'drivers/sessions',
    'src/crossbar',
    'src/schemes',
    'src/learners',
    'src/contracts',
  ],
  'src/kernel': ['src/core', 'devices', 'drivers/boards', 'src/networks', 'src/experiment'],
  'src/runs': [
    'src/identify',
    'src/voice',
    'src/on-crossbar',
    'src/core',
    'src/networks',
    'src/flow',
    'src/landscape',
    'devices',
    'envs',
    'src/schemes',
    'src/experiment',
    'src/kernel',
  ],
  'src/on-board': ['src/core', 'devices', 'drivers', 'src/learners', 'src/experiment', 'src/runs'],
  'src/bench': ['src/core', 'devices', 'drivers', 'src/runs'],
  'src/report': [
    'src/core',
    'src/voice',
    'src/networks',
    'src/flow',
    'src/identify',
    'src/on-crossbar',
    'src/landscape',
    'devices',
    'envs',
    'src/experiment',
    'src/runs',
  ],
  'src/analysis': [
    'src/core',
    'devices',
    'envs',
    'drivers/boards',
    'src/crossbar',
    'src/schemes',
    'src/learners',
    'src/experiment',
    'src/runs',
    'src/report',
  ],
  'src/reproduce': [
    'src/core',
    'devices',
    'envs',
    'drivers/boards',
    'src/crossbar',
    'src/schemes',
    'src/learners',
    'src/experiment',
    'src/runs',
    'src/report',
  ],
  'src/telemetry': ['src/core', 'src/runs'],
  'src/live': [
    'src/core',
    'devices',
    'envs',
    'src/experiment',
    'src/runs',
    'src/on-board',
    'src/bench',
    'src/report',
    'src/telemetry',
  ],
  'docs/demo': ['src/core', 'devices', 'src/experiment', 'src/report', 'src/live'],
  'src/cli': ['src', 'devices', 'envs', 'drivers'],
  'src/exports': ['src', 'devices', 'envs', 'drivers'],
};

/** In which rooms an outside package may be used. */
export const packageRooms: Readonly<Record<string, readonly string[]>> = {
  seedrandom: ['src/core'],
  'ml-hclust': ['src/identify'],
  'ml-matrix': ['src/core', 'devices', 'src/analysis'],
  'fft.js': ['src/voice'],
  wavefile: ['src/voice'],
  '@echogarden/fvad-wasm': ['src/voice'],
  zod: ['src/voice', 'devices', 'src/experiment', 'src/runs', 'src/on-board'],
  yaml: ['src/experiment', 'src/on-board'],
  piscina: ['src/runs'],
  rxjs: ['src/telemetry'],
  '@observablehq/plot': ['src/report', 'src/analysis'],
  domino: ['src/report'],
  commander: ['src/cli'],
  'cli-progress': ['src/cli'],
  serialport: ['drivers/ports'],
  '@resvg/resvg-wasm': ['src/cli'],
  'hyparquet-writer': ['src/cli'],
  fflate: ['src/cli'],
  '@expo-google-fonts/arimo': ['src/cli'],
};

/** Each file with what it imports: files by their path, packages by their name. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** The imports of a file, resolved to paths from the root. */
function importsOf(file: string, text: string): string[] {
  return ts
    .preProcessFile(text)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith('.') ? join(dirname(file), fileName).replace(/\.js$/, '.ts') : fileName,
    );
}

/** The source files of the package with their imports. */
export function sourceGraph(): ImportGraph {
  const files = ['src', 'devices', 'envs', 'drivers', 'docs/demo'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(top, file)),
  );
  return new Map(files.map((file) => [file, importsOf(file, readFileSync(join(root, file), 'utf8'))]));
}

/** The room of a file: the longest name of the table that its path begins with. */
function roomOf(file: string): string | undefined {
  return Object.keys(mayImport).find((room) => file.startsWith(`${room}/`));
}

/** The folder under which base names are told apart. */
function topRoomOf(file: string): string {
  return file
    .split('/')
    .slice(0, file.startsWith('src/') ? 2 : 1)
    .join('/');
}

/** Imports that the table does not allow, as sentences. */
export function forbiddenImports(graph: ImportGraph): string[] {
  const faults: string[] = [];
  for (const [file, imports] of graph) {
    if (file === 'src/index.ts') continue;
    const room = roomOf(file);
    if (room === undefined) {
      faults.push(`${file} is in no room`);
      continue;
    }
    for (const name of imports) {
      const allowed = graph.has(name)
        ? [room, ...mayImport[room]].some((other) => name.startsWith(`${other}/`))
        : name.startsWith('node:') || packageRooms[name]?.includes(room);
      if (!allowed) faults.push(`${file} imports ${name}`);
    }
  }
  return faults;
}

/** Circles of files, each as a path that ends where it began. */
export function circles(graph: ImportGraph): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string) => {
    const at = path.indexOf(file);
    if (at >= 0) found.push([...path.slice(at), file].join(' > '));
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const other of graph.get(file) ?? []) if (graph.has(other)) visit(other);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return found;
}

/** Folders that hold more than so many files themselves. */
export function flatFolders(files: Iterable<string>, maximum: number): string[] {
  const counts = new Map<string, number>();
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > maximum).map(([folder, count]) => `${folder}: ${count}`);
}

/** Files of one top room that have the same base name. */
export function repeatedNames(files: Iterable<string>): string[] {
  const first = new Map<string, string>();
  const faults: string[] = [];
  for (const file of files) {
    const key = `${topRoomOf(file)}/${basename(file)}`;
    if (first.has(key)) faults.push(`${first.get(key)} and ${file}`);
    else first.set(key, file);
  }
  return faults;
}

/** The import table with each room's number of files, their median and greatest number of lines. */
export function roomTable(graph: ImportGraph): string {
  const rows = Object.entries(mayImport).map(([room, others]) => {
    const lines = [...graph.keys()]
      .filter((file) => roomOf(file) === room)
      .map((file) => readFileSync(join(root, file), 'utf8').split('\n').length - 1)
      .sort((a, b) => a - b);
    const [median, maximum] = [lines[lines.length >> 1], lines.at(-1)];
    return `| ${room} | ${others.join(', ') || 'nothing'} | ${lines.length} | ${median} | ${maximum} |`;
  });
  return ['| room | may import | files | median lines | maximum lines |', ...rows].join('\n');
}

/** The files that may compare names of kinds: presets of noise, walks, and ports that are no port. */
const OWN_FILES = [
  'src/experiment/noise-choice.ts',
  'devices/vcm/cycle-walk.ts',
  'src/experiment/board/board-port.ts',
];
const EQUALITIES = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
]);

/** Comparisons of a value with the name of a kind, outside the kind's own file: `file: expression`. Protocols of boards have words of their own. */
export function nameComparisons(
  texts: Iterable<readonly [file: string, text: string]>,
  names: ReadonlySet<string>,
): string[] {
  const found: string[] = [];
  for (const [file, text] of texts) {
    if (file.startsWith('drivers/') || OWN_FILES.includes(file)) continue;
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
    const isName = (node: ts.Node) => ts.isStringLiteralLike(node) && names.has(node.text);
    const visit = (node: ts.Node): void => {
      const compared =
        ts.isBinaryExpression(node) && EQUALITIES.has(node.operatorToken.kind)
          ? [node.left, node.right].some(isName)
          : ts.isCaseClause(node) && isName(node.expression);
      if (compared) found.push(`${file}: ${node.getText().split('\n')[0]}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

/** The source files with their texts. */
export function sourceTexts(graph: ImportGraph): [string, string][] {
  return [...graph.keys()].map((file) => [file, readFileSync(join(root, file), 'utf8')]);
}
