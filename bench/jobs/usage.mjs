// Loaded before a program: says on leaving what its process took, worker threads included: CPU seconds and peak memory.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

if (isMainThread)
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
    writeFileSync(process.env.USAGE_FILE, JSON.stringify({ cpuSeconds, megabytes: maxRSS / 1024 }));
  });
