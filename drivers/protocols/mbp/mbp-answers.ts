/** The last few requests that a board answered and what it said, so that it can say it again without doing it again. */
export class Answers {
  private readonly slots: { seq: number; line: string; answer: string }[] = [];

  constructor(private readonly size = 4) {}

  note(seq: number, line: string, answer: string): void {
    this.slots.unshift({ seq, line, answer });
    this.slots.length = Math.min(this.slots.length, this.size);
  }

  /** What was said to this very line; another line under the same number gets nothing. */
  to(seq: number, line: string): string | undefined {
    return this.slots.find((slot) => slot.seq === seq && slot.line === line)?.answer;
  }

  clear(): void {
    this.slots.length = 0;
  }
}
