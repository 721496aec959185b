// What memloop costs on this machine, beside C and the published program where they are there.
//   npm run bench                  all sections
//   npm run bench -- NAME…         some of them
//   npm run bench -- --keep        all of them, written to bench/RESULTS.md with machine and commit
// Ratios compare measurements of one run: they take turns on one core, each in a process of its own, and the best of
// five counts, because neighbours on a machine only ever add time.
import { writeFileSync } from 'node:fs';
import { commit, here, machine } from './measure.mjs';
import { markdown } from './table.mjs';
import { openYardstick } from './yardstick.mjs';
import { published } from './published.mjs';

const names = [
  'water-maze',
  'figure-5',
  't-maze',
  'dense-update',
  'product',
  'solver',
  'wires',
  'growth',
  'networks',
  'spiking',
  'commands',
];
const given = process.argv.slice(2);
const keep = given.includes('--keep');
const chosen = given.filter((name) => name !== '--keep');
const unknown = chosen.find((name) => !names.includes(name));
if (unknown !== undefined)
  refuse(`${unknown}: expected sections of the bench, ${names.join(', ')}, or --keep`);
if (keep && chosen.length > 0)
  refuse(`--keep: got it with ${chosen.join(' ')}: expected it alone, for it keeps all sections`);

const yardstick = openYardstick();
const peers = `C: ${yardstick.words}. Published program: ${published.words}.`;
process.stdout.write(`${machine()}\n${peers}\n`);
let text = '';
for (const name of chosen.length > 0 ? chosen : names) {
  const { measure } = await import(`./sections/${name}.mjs`);
  const section = markdown(measure(yardstick, published));
  process.stdout.write(`\n${section}`);
  text += `\n${section}`;
}
if (keep) {
  const method = 'CPU time on one core, measurements in turn, the best of five, where nothing else is said.';
  writeFileSync(
    here('RESULTS.md'),
    `# What memloop costs\n\nCommit ${commit()}; ${machine()}.\n${peers}\n${method} Written by \`npm run bench -- --keep\`.\n${text}`,
  );
}

function refuse(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}
