#!/usr/bin/env node
import module, { createRequire } from 'node:module';

const { version } = createRequire(import.meta.url)('memloop/package.json') as { version: string };

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader of a pipe, such as head, may stop early: that is no failure.
  if (error.code === 'EPIPE') return;
  process.stderr.write(`memloop: standard output: ${error.message}\n`);
  process.exitCode = 1;
});
// stderr is closed; nothing to report to.
process.stderr.on('error', () => {});

// The version is answered first, because it needs no other module.
if (['--version', '-V'].includes(process.argv[2])) process.stdout.write(`${version}\n`);
else await run();

async function run(): Promise<void> {
  // Node 22 and later can keep compiled modules; Node 20 compiles them each time.
  const { enableCompileCache } = module as { enableCompileCache?: () => unknown };
  enableCompileCache?.();
  const { runProgram } = await import('./program.js');
  await runProgram(version);
}
