import type { Board } from '../../drivers/boards/board.js';

/** The same board, answering a little later, as hardware does. */
export function laterBoard(fast: Board): Board {
  const wait =
    <A>(act: (argument: A) => void | Promise<void>) =>
    async (argument: A) => {
      await Promise.resolve();
      await act.call(fast, argument);
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
