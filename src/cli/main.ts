#!/usr/bin/env node
import { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('memloop/package.json') as { version: string };

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe, such as head, may stop early: that is no failure.
  if (error.code === 'EPIPE') return;
  process.stderr.write(`memloop: standard output: ${error.message}\n`);
  process.exitCode = 1;
});
// stderr is closed; nothing to report to.
process.stderr.on('error', () => {});

// The version needs no other module, so it is answered before one is loaded.
if (['--version', '-V'].includes(process.argv[2])) process.stdout.write(`${version}\n`);
else await (await import('./program.js')).runProgram(version);
