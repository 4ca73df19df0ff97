/**
 * Steps from record to record of an unpacked batch of format 2 and says where each, its key and its value lie, without reading
 * them: of a million records a search looks at the bytes of a few. The one object is the current record; nothing is allocated.
 * Lengths are held against the bytes that are there: what does not fit is a RangeError.
 */
export class RecordWalk {
  /** Where the current record begins, its length included, and where it ends. */
  start = 0;
  end = 0;
  /** Its offset, less the batch's first. */
  offsetDelta = 0;
  keyAt = 0;
  /** −1: no key. */
  keyLength = -1;
  valueAt = 0;
  /** −1: a tombstone. */
  valueLength = -1;
  readonly #body: Buffer;
  #at = 0;
  #left: number;

  /** @param count records that the batch's header announces. */
  constructor(body: Buffer, count: number) {
    if (count < 0 || count * leastRecord > body.length) throw new RangeError(`${count} records announced in ${body.length} bytes`);
    this.#body = body;
    this.#left = count;
  }

  /** Goes to the next record; false behind the last. */
  next(): boolean {
    if (this.#left === 0) return false;
    this.#left--;
    this.start = this.#at = this.end;
    const length = this.#varint();
    const end = this.#at + length;
    if (length < 0 || end > this.#body.length) throw new RangeError(`a record of ${length} bytes, ${this.#body.length - this.#at} left`);
    this.#at++; // attributes, of which none is in use
    this.#skipVarint(); // the time
    this.offsetDelta = this.#varint();
    this.keyLength = this.#varint();
    this.keyAt = this.#at;
    this.#at += Math.max(0, this.keyLength);
    if (this.keyLength < -1 || this.#at > end) throw new RangeError(`a key of ${this.keyLength} bytes`);
    this.valueLength = this.#varint();
    this.valueAt = this.#at;
    if (this.valueLength < -1 || this.valueAt + this.valueLength > end) throw new RangeError(`a value of ${this.valueLength} bytes`);
    this.end = end;
    return true;
  }

  #varint(): number {
    let value = 0;
    let factor = 1;
    for (let count = 0; count < 5; count++) {
      const byte = this.#body[this.#at++];
      if (byte === undefined) break;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
      factor *= 0x80;
    }
    throw new RangeError('a varint longer than 5 bytes, or cut off');
  }

  #skipVarint(): void {
    for (let count = 0; count < 10; count++) {
      const byte = this.#body[this.#at++];
      if (byte !== undefined && byte < 0x80) return;
    }
    throw new RangeError('a varint longer than 10 bytes, or cut off');
  }
}

/** Length, attributes, two differences, two null lengths and a header count: a byte each. */
const leastRecord = 7;
