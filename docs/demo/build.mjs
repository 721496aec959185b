/** Writes the demo as a folder of static files: `node docs/demo/build.mjs [folder]`, by default docs/public/demo. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const folder = process.argv[2] ?? join(root, 'docs/public/demo');

/** One script that holds all that it imports. @param {string} entry @param {'browser' | 'node'} platform @param {'esm' | 'iife'} format */
async function bundled(entry, platform, format = 'esm') {
  const bundle = await rolldown({
    input: join(here, entry),
    platform,
    cwd: root,
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    logLevel: 'warn',
  });
  const { output } = await bundle.generate({ format, minify: platform === 'browser', codeSplitting: false });
  await bundle.close();
  if (output.length !== 1 || output[0].imports.some((name) => platform === 'browser' || !name.startsWith('node:')))
    throw new Error(`${entry}: expected one file without imports, got ${output.map(({ fileName }) => fileName).join(', ')}`);
  return output[0].code;
} // prettier-ignore

const maker = Buffer.from(await bundled('html/demo-files.ts', 'node')).toString('base64');
const { demoPage, demoStyle, demoIcon } = await import(`data:text/javascript;base64,${maker}`);
const devices = JSON.parse(readFileSync(join(root, 'devices/fits/almond8.json'), 'utf8'));
const files = {
  'index.html': demoPage(),
  'demo.css': demoStyle,
  'icon.svg': demoIcon,
  'page.js': await bundled('page/main.ts', 'browser', 'iife'),
  'worker.js': await bundled('learning/worker.ts', 'browser'),
  'devices.json': JSON.stringify(devices),
};

mkdirSync(folder, { recursive: true });
let zipped = 0;
for (const [name, text] of Object.entries(files)) {
  writeFileSync(join(folder, name), text);
  const size = gzipSync(text).length;
  zipped += size;
  process.stdout.write(
    `${name}: ${(text.length / 1000).toFixed(0)} kB, ${(size / 1000).toFixed(0)} kB gzipped\n`,
  );
}
process.stdout.write(`together ${(zipped / 1000).toFixed(0)} kB gzipped, in ${folder}\n`);
process.stdout.write(`To look at it: npx vite preview --outDir ${folder}\n`);
