/** The board's end of a cable, as a transport sees it. */
export interface FarEnd {
  receive(bytes: Uint8Array): void;
  onBytes(listener: (bytes: Uint8Array) => void): void;
}

const LF = 0x0a;

/** A simulated board that receives lines and answers with bytes. */
export abstract class LineMachine implements FarEnd {
  private readonly line: number[] = [];
  private listener: (bytes: Uint8Array) => void = () => {};

  receive(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (byte !== LF) this.line.push(byte);
      else this.hear(Buffer.from(this.line.splice(0)).toString('latin1').replace(/\r$/, ''));
    }
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.listener = listener;
  }

  protected abstract hear(line: string): void;

  protected say(answer: string | Uint8Array): void {
    this.listener(typeof answer === 'string' ? Buffer.from(answer, 'latin1') : answer);
  }
}
