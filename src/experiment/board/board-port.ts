/** Whether a port means that there is no board: everything is simulated. */
export function isSimulated(port: string): boolean {
  return port === 'simulated';
}

/** Whether a port means a board within this process: the far end of a cable in software. */
export function isVirtual(port: string): boolean {
  return port === 'virtual';
}
