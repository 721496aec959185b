import type { Board } from '../../drivers/boards/board.js';
import type { SimulatedBoard } from '../../drivers/boards/simulated-board.js';

/** The same board, answering a little later, as hardware does. */
export function later(fast: SimulatedBoard): Board {
  const wait =
    <A>(act: (argument: A) => void) =>
    async (argument: A) => {
      await new Promise((done) => setImmediate(done));
      act.call(fast, argument);
    };
  const { rows, columns, size, lowest, highest, product } = fast;
  return {
    rows,
    columns,
    size,
    lowest,
    highest,
    product,
    calibrate: (gain, unit) => fast.calibrate(gain, unit),
    program: wait(fast.program),
    read: wait(fast.read),
    multiply: wait(fast.multiply),
    close: () => Promise.resolve(),
  };
}
