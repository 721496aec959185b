// CPU time of gradient and Hessian of a network with one hidden layer of softplus, lowest of many: what mlp.c of the
// yardstick does. Prints one JSON line. `engine` is 'ts' or 'wasm'.
import { compiledColumns } from '../../dist/src/kernel/compiled-columns.js';
import { Network } from '../../dist/src/networks/network.js';
import { NetworkLoss } from '../../dist/src/networks/network-loss.js';

const { inputs, neurons, samples, engine } = JSON.parse(process.argv[2]);
let state = 1;
const column = (length) =>
  Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 32;
  });
const network = new Network(inputs, [{ width: neurons, activation: 'softplus' }, { width: 1 }]);
const data = { count: samples, inputs: column(inputs * samples), targets: column(samples) };
const loss = new NetworkLoss(network, data, undefined, engine === 'wasm' ? compiledColumns : undefined);
const parameters = column(network.size);
const gradient = new Float64Array(network.size);
const hessian = new Float64Array(network.size ** 2);

process.stdout.write(
  JSON.stringify({
    gradient: lowest(() => loss.gradient(parameters, gradient)),
    hessian: lowest(() => loss.hessian(parameters, gradient, hessian)),
  }),
);

/** Microseconds of the quickest of many calls; short ones are taken ten at once. */
function lowest(call) {
  const calls = samples > 1000 ? 1 : 10;
  let best = Infinity;
  const begin = performance.now();
  for (let n = 0; n < 8 || performance.now() - begin < 700; n++) {
    const before = cpu();
    for (let k = 0; k < calls; k++) call();
    if (n >= 3) best = Math.min(best, (cpu() - before) / calls);
  }
  return best;
}

function cpu() {
  const { user, system } = process.cpuUsage();
  return user + system;
}
