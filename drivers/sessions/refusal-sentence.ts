const SHAPE = ['row', 'column', 'voltage in µV'];

/** Arguments of requests, in the order in which they are sent. */
const ARGUMENTS: Readonly<Record<string, readonly string[]>> = {
  READ: [...SHAPE, 'settling time in ns', 'number of averages'],
  READALL: ['voltage in µV', 'settling time in ns', 'number of averages'],
  TRAIN: [...SHAPE, 'width in ns', 'period in ns', 'number of pulses', 'number of pulses per read'],
  ARM: ['heartbeat in ms'],
};

/** What a board's refusal says, in words: which argument it was, what was sent and beyond what it is. */
export function refusalSentence(
  verb: string,
  code: string,
  details: readonly string[],
  args: readonly string[] = [],
): string {
  const said = `the board refused ${verb}: ${[code, ...details].join(' ')}`;
  const at = Number(details[0]) - 1;
  const name = ARGUMENTS[verb]?.[at];
  if (name === undefined || args[at] === undefined) return said;
  if (code === 'LIMIT')
    return `${said}: the ${name}: got ${args[at]}: expected one within the limits that it was given`;
  if (code !== 'RANGE') return said;
  return `${said}: the ${name}: got ${args[at]}: expected ${boundOf(verb, name)}`;
}

function boundOf(verb: string, name: string): string {
  // The bound is not among what a board says of itself, and the virtual board's are these.
  if (name === 'number of averages') return 'no more than the board can take (a virtual board: 4096)';
  if (verb === 'TRAIN' && name === 'voltage in µV')
    return 'a pulse that the board can make (a virtual board: only those that its devices were measured with)';
  return 'one that the board can do';
}
