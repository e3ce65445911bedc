/** Offsets of the record count code points, those of JavaScript's strings UTF-16 units: one text, seen both ways. */

export class CodePoints {
  readonly length: number;
  /** Where each code point begins; null where every one of them is one unit. */
  private readonly starts: Uint32Array | null;

  constructor(readonly text: string) {
    const starts: number[] = [];
    for (let unit = 0; unit < text.length; unit += text.codePointAt(unit)! > 0xffff ? 2 : 1) starts.push(unit);
    this.length = starts.length;
    this.starts = starts.length === text.length ? null : Uint32Array.from([...starts, text.length]);
  }

  slice(start: number, end: number): string {
    return this.starts ? this.text.slice(this.starts[start], this.starts[end]) : this.text.slice(start, end);
  }

  /** The number of code points in a string of its own. */
  static count(text: string): number {
    let number = 0;
    for (const _ of text) number++;
    return number;
  }
}
