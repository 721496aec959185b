/** Devices' names as names of files in the directory and nowhere else; where two would be alike, in capitals too, the later has a number. */
export function fileStems(devices: string[]): string[] {
  const taken = new Set<string>();
  return devices.map((device) => {
    const stem = device.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_');
    let own = stem;
    for (let n = 2; taken.has(own.toLowerCase()); n++) own = `${stem}-${n}`;
    taken.add(own.toLowerCase());
    return own;
  });
}
