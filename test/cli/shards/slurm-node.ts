import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { until } from '../../rig.js';
import { scratch } from '../../scratch.js';

/** What a node needs that is not there: Debian's packages, and the rights to start them. */
export function slurmLacks(): string[] {
  const programs = { slurmctld: 'slurmctld', slurmd: 'slurmd', sbatch: 'slurm-client', munged: 'munge' };
  const paths = ['/usr/sbin', '/usr/bin'];
  const lacking = Object.entries(programs).filter(([name]) => !paths.some((path) => existsSync(join(path, name))));
  return [...lacking.map(([, name]) => name), ...(userInfo().uid === 0 ? [] : ['the user root'])];
} // prettier-ignore

/** A cluster of Slurm with one node, this computer. */
export class SlurmNode {
  private constructor(
    private readonly directory: string,
    readonly environment: NodeJS.ProcessEnv,
  ) {}

  static async start(): Promise<SlurmNode> {
    startMunge();
    const directory = scratch();
    const config = join(directory, 'slurm.conf');
    for (const name of ['ctld', 'd']) mkdirSync(join(directory, name));
    writeFileSync(
      config,
      configuration(directory, hostname().split('.')[0], await freePort(), await freePort()),
    );
    const node = new SlurmNode(directory, { ...process.env, SLURM_CONF: config });
    node.call('slurmctld');
    await until(() => node.call('scontrol', 'ping').includes('UP'));
    node.call('slurmd');
    await until(() => node.call('sinfo', '-h', '-o', '%T').trim() === 'idle');
    return node;
  }

  /** What a program of Slurm says. */
  call(program: string, ...args: readonly string[]): string {
    const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: this.environment });
    return stdout + stderr;
  }

  /** The states of the tasks of a job, by number. */
  states(job: string): Map<number, string> {
    const lines = this.call('squeue', '-h', '-r', '-j', job, '-o', '%K %T').trim().split('\n').filter(Boolean);
    return new Map(lines.map((line) => line.split(' ')).map(([task, state]) => [Number(task), state]));
  } // prettier-ignore

  stop(): void {
    this.call('scancel', '--full', '--user=root');
    for (const name of ['d.pid', 'ctld.pid']) {
      const path = join(this.directory, name);
      if (existsSync(path)) process.kill(Number(readFileSync(path, 'utf8')), 'SIGTERM');
    }
  }
}

function startMunge(): void {
  if (spawnSync('munge', ['-n']).status === 0) return;
  const key = '/etc/munge/munge.key';
  const { uid, gid } = statSync('/etc/munge');
  if (!existsSync(key)) {
    writeFileSync(key, randomBytes(1024));
    chownSync(key, uid, gid);
    chmodSync(key, 0o400);
  }
  mkdirSync('/run/munge', { recursive: true });
  chownSync('/run/munge', uid, gid);
  spawnSync('su', ['-s', '/bin/sh', 'munge', '-c', '/usr/sbin/munged']);
}

/** A port that no other cluster on this computer has. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

function configuration(directory: string, host: string, control: number, daemon: number): string {
  return `ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmUser=root
SlurmctldPort=${control}
SlurmdPort=${daemon}
AuthType=auth/munge
StateSaveLocation=${directory}/ctld
SlurmdSpoolDir=${directory}/d
SlurmctldLogFile=${directory}/ctld.log
SlurmdLogFile=${directory}/d.log
SlurmctldPidFile=${directory}/ctld.pid
SlurmdPidFile=${directory}/d.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SchedulerParameters=sched_interval=2,bf_interval=2
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
MpiDefault=none
NodeName=${host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=3000 State=UNKNOWN
PartitionName=main Nodes=${host} Default=YES MaxTime=INFINITE State=UP
`;
}
