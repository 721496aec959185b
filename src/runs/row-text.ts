import { csvRow } from './csv-text.js';

const [LINE_FEED, COMMA, MINUS, DOT, ZERO, E] = Buffer.from('\n,-.0e');

/** Significant digits of a rounded number, and the whole numbers that have so many. */
const DIGITS = 7;
const [LOWEST, ABOVE] = [10 ** (DIGITS - 1), 10 ** DIGITS];
/** Powers of ten up to here are exact as doubles. */
const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));
/** A product this near to a half may have been rounded to the other side. */
const NEAR = 1e-6;
/** Smaller numbers are written with an exponent. */
const LAST_PLAIN_PLACE = 6;
/** No field but the first two is longer. */
const LONGEST = 32;

/** Rows of a table as they stand in its file, put together field by field without strings. */
export class RowText {
  private bytes = Buffer.allocUnsafe(1 << 16);
  private length = 0;
  private key = Buffer.alloc(0);

  /** The first two fields of all rows until the next call. */
  startRun(condition: string, seed: number): void {
    this.key = Buffer.from(csvRow([condition, seed]));
  }

  startRow(): void {
    this.reserve(this.key.length);
    this.length += this.key.copy(this.bytes, this.length);
  }

  endRow(): void {
    this.reserve(1);
    this.bytes[this.length++] = LINE_FEED;
  }

  /** A field with a number as JavaScript writes it. */
  number(value: number): void {
    this.reserve(LONGEST);
    this.bytes[this.length++] = COMMA;
    if (value >= 0 && value === (value | 0)) this.whole(value | 0);
    else this.text(String(value));
  }

  numbers(values: ArrayLike<number>): void {
    for (let i = 0; i < values.length; i++) this.number(values[i]);
  }

  empty(): void {
    this.reserve(1);
    this.bytes[this.length++] = COMMA;
  }

  /** A field with a number rounded to seven significant digits. */
  rounded(value: number): void {
    const size = Math.abs(value);
    if (value === 0) return this.number(value);
    const places = placesOf(size);
    const scaled = places < 0 ? NaN : size * POWERS[places];
    // As an integer, whose remainders are quick.
    const whole = Math.round(scaled) | 0;
    const isSure = Math.abs(scaled - Math.floor(scaled) - 0.5) > NEAR && whole < ABOVE;
    if (!isSure) return this.number(Number(value.toPrecision(DIGITS)));
    this.reserve(LONGEST);
    this.bytes[this.length++] = COMMA;
    if (value < 0) this.bytes[this.length++] = MINUS;
    this.fraction(whole, places - DIGITS + 1);
  }

  /** The rows since the last call; valid until the next row. */
  taken(): Uint8Array {
    const rows = this.bytes.subarray(0, this.length);
    this.length = 0;
    return rows;
  }

  /** A number below 1. @param digits its seven digits @param place after the decimal point of the first of them */
  private fraction(digits: number, place: number): void {
    while (digits % 10 === 0) digits = (digits / 10) | 0;
    if (place <= LAST_PLAIN_PLACE) {
      this.bytes[this.length++] = ZERO;
      this.bytes[this.length++] = DOT;
      for (let zeros = 1; zeros < place; zeros++) this.bytes[this.length++] = ZERO;
      return this.whole(digits);
    }
    const first = this.length + 1;
    // The digits go one byte to the right, so that the first can step back and the point takes its place.
    this.length = first;
    this.whole(digits);
    this.bytes[first - 1] = this.bytes[first];
    if (digits < 10) this.length = first;
    else this.bytes[first] = DOT;
    this.bytes[this.length++] = E;
    this.bytes[this.length++] = MINUS;
    this.whole(place);
  }

  /** @param value from 0 to 2^31 − 1 */
  private whole(value: number): void {
    let end = this.length + 1;
    for (let rest = (value / 10) | 0; rest > 0; rest = (rest / 10) | 0) end++;
    this.length = end;
    for (let rest = value; ; rest = (rest / 10) | 0) {
      this.bytes[--end] = ZERO + (rest % 10);
      if (rest < 10) return;
    }
  }

  private text(text: string): void {
    this.length += this.bytes.write(text, this.length, 'latin1');
  }

  private reserve(count: number): void {
    if (this.length + count > this.bytes.length)
      this.bytes = Buffer.concat([this.bytes], 2 * (this.bytes.length + count));
  }
}

/** How many places after the decimal point a number has with seven significant digits; −1 unless it is below 1 and not tiny. */
function placesOf(size: number): number {
  if (!(size < 1)) return -1;
  for (let places = DIGITS; places < POWERS.length; places++)
    if (size * POWERS[places] >= LOWEST) return places;
  return -1;
}
