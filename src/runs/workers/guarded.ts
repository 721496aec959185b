/**
 * What the code of a plugin gives. It cannot end the program meanwhile.
 *
 * @throws what the work throws; an Error if it calls process.exit, or waits for something that never comes
 */
export async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  const exit = process.exit;
  let stuck = () => {};
  const never = new Promise<never>((_, reject) => {
    // Without other work, Node would end the program in silence.
    stuck = () => reject(new Error('it waits for something that never comes'));
    process.once('beforeExit', stuck);
  });
  process.exit = (code) => {
    throw new Error(`it calls process.exit(${code ?? ''})`);
  };
  try {
    return await Promise.race([work(), never]);
  } finally {
    process.exit = exit;
    process.off('beforeExit', stuck);
  }
}
