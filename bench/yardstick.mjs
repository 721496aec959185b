// The limits: C programs of ../shared/yardstick, built for this machine where they and gcc are there.
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedDevices } from 'memloop';
import { onOneCore, scratch } from './measure.mjs';

const sources = fileURLToPath(new URL('../../shared/yardstick', import.meta.url));

/** Standard deviations that a place cell reaches, as in envs/place-cells.ts: cells beyond bring no read noise. */
const REACH = 5;

/**
 * The C programs. A measurement returns a number of its own process; it is undefined where its program cannot be built.
 * `words` say what there is.
 */
export function openYardstick() {
  if (!existsSync(join(sources, 'main.c')))
    return { words: 'no yardstick on this machine (../shared/yardstick)' };
  const lanes = simdLanes();
  if (lanes === undefined) return { words: 'no gcc on this machine' };
  const program = (name) => built(name, lanes);
  const [main, readNoise, tMaze, dense, crossbar] = ['main', 'readnoise', 'tmaze', 'dense', 'xbar_main'].map(
    program,
  );
  const network = builtNetwork();
  const fitted = parameterFile('fitted.txt', ({ noise }, polarity) => noise[polarity]);
  const minimum = parameterFile('minimum.txt', () => MINIMUM_NOISE);
  const run = (path, ...args) => JSON.parse(onOneCore(path, args));
  const mode = (number) =>
    readNoise &&
    (() => run(readNoise, fitted, readNoiseFile(), number, '2000', '2', '0', String(REACH)).ns_step);
  const tMazeSeconds = (bank) => tMaze && (() => 1 / run(tMaze, fitted, '3000')[bank].seeds_s);
  return {
    words: `gcc, ${lanes} doubles a vector${readNoise ? '' : '; read noise and dense updates need AVX-512'}`,
    /** nanoseconds a step of the water maze */
    waterMaze: {
      write: main && (() => run(main, fitted, '5000', '3', '1').inv0.ns_step),
      minimum: main && (() => run(main, minimum, '5000', '3', '1').inv0.ns_step),
      read: mode('2'),
      ideal: mode('3'),
    },
    /** seconds a seed of the T-maze */
    tMaze: { mean: tMazeSeconds('mean'), ideal: tMazeSeconds('ideal') },
    /** nanoseconds an update of a dense array, mean curves with write noise */
    dense: dense && (() => run(dense, fitted).simd_ns),
    /** milliseconds of one solution of an array of so many lines with resistive wires, its cells taken anew */
    crossbar: crossbar && ((lines) => lastOf(crossbar, lines)),
    /** microseconds of gradient and Hessian of a network with one hidden layer of softplus, by inputs, neurons and samples */
    network: network && ((...sizes) => run(network, ...sizes.map(String))),
  };
}

/** What the program of arrays says of the last size, which is the largest. */
function lastOf(crossbar, lines) {
  const said = onOneCore(crossbar, ['1e-9', String(lines)])
    .trim()
    .split('\n');
  const { factor_ms: factor, solve_ms: solve } = JSON.parse(said.at(-1));
  return factor + solve;
}

/** σ of the condition of Figure 5 with the least noise that was measured. */
const MINIMUM_NOISE = 0.0294;

/** How many doubles a vector of this machine holds; undefined without gcc. */
function simdLanes() {
  try {
    const macros = execFileSync('gcc', ['-march=native', '-dM', '-E', '-xc', '/dev/null'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return macros.includes('__AVX512F__') ? 8 : macros.includes('__AVX2__') ? 4 : 2;
  } catch {
    return undefined;
  }
}

/** The path of a program; undefined if it cannot be built here. */
function built(name, lanes) {
  const path = join(scratch, name);
  const flags = ['-O3', '-march=native', '-w', `-DVL=${lanes}`, '-I', sources];
  try {
    execFileSync('gcc', [...flags, '-o', path, join(sources, `${name}.c`), '-lm'], { stdio: 'ignore' });
    return path;
  } catch {
    return undefined;
  }
}

/** The kernels of networks have no main of their own: it is written here. */
function builtNetwork() {
  const path = join(scratch, 'network');
  const source = written('network.c', [
    '#include "networks/mlp.c"',
    '#include <stdio.h>',
    '#include <time.h>',
    'static double us(void){struct timespec t;clock_gettime(CLOCK_PROCESS_CPUTIME_ID,&t);return t.tv_sec*1e6+t.tv_nsec*1e-3;}',
    'int main(int c,char**v){int d=atoi(v[1]),h=atoi(v[2]),N=atoi(v[3]),P=h*(d+1)+h+1;double best[2]={1e18,1e18};',
    'double*X=malloc(8*d*N),*Y=malloc(8*N),*p=malloc(8*P),*g=malloc(8*P),*H=malloc(8L*P*P);',
    'for(int i=0;i<d*N;i++)X[i]=rand()/2e9-.5;for(int i=0;i<N;i++)Y[i]=rand()/2e9-.5;for(int i=0;i<P;i++)p[i]=rand()/2e9-.5;',
    'for(int k=0;k<2;k++){double begin=us();for(int i=0;i<5||us()-begin<3e5;i++){double t=us();',
    'for(int j=0;j<10;j++)k?hess(d,h,N,X,Y,p,H):grad(d,h,N,X,Y,p,g);t=(us()-t)/10;if(t<best[k])best[k]=t;}}',
    'printf("{\\"gradient\\":%.3f,\\"hessian\\":%.3f}",best[0],best[1]);}',
  ]);
  const flags = ['-O3', '-march=native', '-ffast-math', '-fopenmp-simd', '-w', '-I', sources];
  try {
    execFileSync('gcc', [...flags, '-o', path, source, '-lm'], { stdio: 'ignore' });
    return path;
  } catch {
    return undefined;
  }
}

function devices() {
  return shippedDevices().devices.toSorted((a, b) => a.waterMazeIndex - b.waterMazeIndex);
}

/** Two lines a device, a b σ, and eight device numbers a place cell. */
function parameterFile(name, sigma) {
  const branches = devices().flatMap((device) =>
    ['set', 'reset'].map((polarity) => {
      const { a, b } = device.mean[polarity];
      return `${a} ${b} ${sigma(device, polarity)}`;
    }),
  );
  // Which device stands for which weight changes what is learned, not what a step costs.
  const actors = Array.from({ length: 121 }, (_, cell) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((a) => (8 * cell + a) % 27).join(' '),
  );
  return written(name, [...branches, ...actors]);
}

/** A line a device: a b of both branches, and the white and the slow part of its read noise, means of both. */
function readNoiseFile() {
  const mean = ({ set, reset }) => (set + reset) / 2;
  const line = ({ mean: { set, reset }, noise }) =>
    `${set.a} ${set.b} ${reset.a} ${reset.b} ${mean(noise.white)} ${mean(noise.pink)}`;
  return written('read-noise.txt', devices().map(line));
}

function written(name, lines) {
  const path = join(scratch, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}
