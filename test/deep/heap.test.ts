import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const probe = fileURLToPath(new URL('heap-probe.mjs', import.meta.url));

/** Steps of a span for tasks whose steps are long. */
const FEW = 20_000;

/** Bytes per step. One number on the heap takes 12 or more; what the profiler and the compiler leave is far below that. */
function probed(environment: string, condition: object, steps?: number, wires?: object): number {
  const args = [
    probe,
    environment,
    JSON.stringify(condition),
    ...(steps === undefined ? [] : [String(steps)]),
    ...(wires === undefined ? [] : [JSON.stringify(wires)]),
  ];
  const { bytesPerStep } = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as {
    bytesPerStep: number;
  };
  return bytesPerStep;
}

// What the compiler keeps on the heap depends on when it was ready; what the code puts there is there every time.
describe('the simulated loop', { retry: 2 }, () => {
  it.each(['q-learning', 'actor-critic-traces'])(
    'allocates nothing per step in the water maze with %s',
    (learner) => {
      expect(probed('water-maze', { bank: 'mean', learner })).toBeLessThan(2);
    },
  );

  it.each([
    ['water-maze', undefined],
    ['pool-reference-memory', undefined],
    ['gridworld', undefined],
    ['cart-pole', FEW],
    ['mountain-car', FEW],
  ])('allocates nothing per step in %s', (environment, steps) => {
    expect(probed(environment, { bank: 'mean' }, steps)).toBeLessThan(2);
  });

  it.each([
    { node: 40 },
    { node: 40, drivenEnds: 2, sensedEnds: 2, sourceOhms: 100 },
    { node: 40, cell: '1T1R', accessOhms: 1000 },
    { ohms: 20, scheme: 'V/3' },
  ])('allocates nothing per step with wires %o', (wires) => {
    expect(probed('t-maze', { bank: 'mean' }, FEW, wires)).toBeLessThan(2);
    expect(probed('t-maze', { bank: 'cycles', scheme: 'write-verify' }, FEW, wires)).toBeLessThan(2);
    expect(probed('t-maze', { bank: 'jart', noise: 'none' }, FEW, wires)).toBeLessThan(2);
    expect(probed('water-maze', { bank: 'ideal', threshold: 0 }, 2000, wires)).toBeLessThan(2);
  });

  it.each([
    { bank: 'ideal' },
    { bank: 'mean', pulses: 'inverse' },
    { bank: 'free-curve', noise: 'read' },
    { bank: 'free-curve', pulses: 'inverse' },
    { bank: 'cycles', scheme: 'self-correcting' },
    { bank: 'cycles', scheme: 'open-loop' },
    { bank: 'cycles', noise: 'read' },
    { bank: 'cycles', noise: 'pulse' },
    { bank: 'cycles', noise: { write: 0.02, read: 'fitted', telegraph: { height: 0.1 } } },
    { bank: 'cycles', pulses: 'stochastic' },
    { bank: 'cycles', scheme: 'write-verify' },
    { bank: 'cycles', scheme: 'multi-memristive' },
    { bank: 'cycles', scheme: 'carried-packets', pulses: 'stochastic-inverse' },
    { bank: 'cycles', scheme: 'diffused-packets' },
    { bank: 'cycles', scheme: 'tiki-taka-v2' },
    { bank: 'reram-es', pulses: 'inverse' },
    { bank: 'ecram' },
    { bank: 'jart' },
    { bank: 'jart', noise: 'none', pulses: 'inverse' },
    { bank: 'cycles', learner: 'sarsa' },
    {
      bank: 'cycles',
      array: { dac: { bits: 6, inl: 1 }, adc: { bits: 6, noise: 1e-8, samples: 4, inputOhms: 50 } },
    },
    { bank: 'mean', array: { preset: 'wan', encoding: 'shared', dac: { bits: 6, noise: 1e-3 } } },
  ])('allocates nothing per step: %j', (condition) => {
    expect(probed('t-maze', condition)).toBeLessThan(2);
  });
});
