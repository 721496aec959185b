import { LineMachine, type FarEnd } from '../unnumbered/line-machine.js';

/** A simulated bridge to a bus of instruments: it keeps their answers until it is told to read, one answer at a time. */
export class PrologixMachine extends LineMachine {
  readonly settings = new Map<string, string>();
  private readonly answers = new Map<string, Buffer[]>();

  constructor(private readonly instruments: Readonly<Record<number, FarEnd>>) {
    super();
    for (const [address, instrument] of Object.entries(instruments)) {
      const answers: Buffer[] = [];
      this.answers.set(address, answers);
      instrument.onBytes((bytes) => answers.push(Buffer.from(bytes)));
    }
  }

  protected hear(line: string): void {
    const address = this.settings.get('addr') ?? '';
    if (!line.startsWith('++'))
      return this.instruments[Number(address)]?.receive(Buffer.from(`${line}\n`, 'latin1'));
    const [command, ...values] = line.slice(2).split(' ');
    if (command === 'ver') this.say('Prologix GPIB-USB Controller version 6.107\r\n');
    else if (command === 'read') this.say(this.answers.get(address)?.shift() ?? '');
    else if (command === 'clr') this.answers.get(address)?.splice(0);
    else this.settings.set(command, values.join(' '));
  }
}
