// Calls the entries of the API as import statements name them: TypeDoc calls them by their files.
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const api = join(dirname(fileURLToPath(import.meta.url)), '../api');
renameSync(join(api, 'index-1.md'), join(api, 'memloop.md'));
for (const name of readdirSync(api, { recursive: true }).filter((path) => path.endsWith('.md'))) {
  const path = join(api, name);
  const text = readFileSync(path, 'utf8')
    .replaceAll('index-1.md', 'memloop.md')
    .replaceAll(/^# exports\//gm, '# memloop/')
    .replaceAll(/^# index$/gm, '# memloop')
    .replaceAll('[exports/', '[memloop/')
    .replaceAll('[index](memloop.md)', '[memloop](memloop.md)');
  writeFileSync(path, text);
}
