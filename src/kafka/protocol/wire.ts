/**
 * Kafka's primitive values in bytes (big-endian, zigzag varints). A Reader never leaves its frame: whatever a length or a
 * count claims is held against the bytes that are really there before anything is read or allocated.
 * What does not fit is a RangeError; who knows the API makes a Failure of it.
 */
export class Reader {
  readonly bytes: Buffer;
  /** Offset of the next byte to be read. */
  at: number;
  readonly #view: DataView;

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes;
    this.at = at;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.bytes.length - this.at;
  }

  int8(): number {
    const value = this.#view.getInt8(this.at);
    this.at += 1;
    return value;
  }

  int16(): number {
    const value = this.#view.getInt16(this.at);
    this.at += 2;
    return value;
  }

  uint16(): number {
    const value = this.#view.getUint16(this.at);
    this.at += 2;
    return value;
  }

  int32(): number {
    const value = this.#view.getInt32(this.at);
    this.at += 4;
    return value;
  }

  int64(): bigint {
    const value = this.#view.getBigInt64(this.at);
    this.at += 8;
    return value;
  }

  float64(): number {
    const value = this.#view.getFloat64(this.at);
    this.at += 8;
    return value;
  }

  /** At most 32 bits in at most 5 bytes. */
  uvarint(): number {
    let value = 0;
    for (let shift = 0; shift <= 28; shift += 7) {
      const byte = this.#view.getUint8(this.at++);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) {
        if (value > 0xffff_ffff) throw new RangeError('a varint beyond 32 bits');
        return value;
      }
    }
    throw new RangeError('a varint longer than 5 bytes');
  }

  /** Zigzag: 0, −1, 1, −2, … are written as 0, 1, 2, 3, … */
  varint(): number {
    const value = this.uvarint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  /** 64 bits, exact up to 2^53: time differences, which no clock brings beyond that. */
  varlong(): number {
    let value = 0;
    for (let shift = 0; shift <= 63; shift += 7) {
      const byte = this.#view.getUint8(this.at++);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    throw new RangeError('a varint longer than 10 bytes');
  }

  /** The next `length` bytes, as a view into the frame: whoever keeps it keeps the frame. */
  take(length: number): Buffer {
    const from = this.skip(length);
    return this.bytes.subarray(from, this.at);
  }

  /** Steps over `length` bytes and says where they began. */
  skip(length: number): number {
    if (length < 0) throw new RangeError(`a length of ${length}`);
    if (length > this.remaining) throw new RangeError(`${length} bytes wanted, ${this.remaining} left`);
    const from = this.at;
    this.at += length;
    return from;
  }

  /** UTF-8. Read in one piece: texts that are put together letter by letter are put together again wherever they are compared. */
  text(length: number): string {
    const from = this.skip(length);
    return this.bytes.toString('utf8', from, this.at);
  }

  /** Passes an array's count on if that many items of at least `leastBytes` each can still follow. */
  count(count: number, leastBytes: number): number {
    if (count < 0) throw new RangeError(`a count of ${count}`);
    if (count * leastBytes > this.remaining) throw new RangeError(`${count} items announced, ${this.remaining} bytes left`);
    return count;
  }
}

/** A buffer that grows as it is written to. */
export class Writer {
  #bytes: Buffer;
  #at = 0;

  constructor(likelyBytes = 1024) {
    this.#bytes = Buffer.allocUnsafe(likelyBytes);
  }

  int8(value: number): void {
    const at = this.#room(1);
    this.#bytes.writeInt8(value, at);
  }

  uint8(value: number): void {
    const at = this.#room(1);
    this.#bytes.writeUInt8(value, at);
  }

  int16(value: number): void {
    const at = this.#room(2);
    this.#bytes.writeInt16BE(value, at);
  }

  uint16(value: number): void {
    const at = this.#room(2);
    this.#bytes.writeUInt16BE(value, at);
  }

  int32(value: number): void {
    const at = this.#room(4);
    this.#bytes.writeInt32BE(value, at);
  }

  int64(value: bigint): void {
    const at = this.#room(8);
    this.#bytes.writeBigInt64BE(value, at);
  }

  float64(value: number): void {
    const at = this.#room(8);
    this.#bytes.writeDoubleBE(value, at);
  }

  uvarint(value: number): void {
    let rest = value;
    for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) this.uint8((rest % 0x80) + 0x80);
    this.uint8(rest);
  }

  /** Zigzag: 0, −1, 1, −2, … are written as 0, 1, 2, 3, … Up to 2^52 either way. */
  varint(value: number): void {
    this.uvarint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  /** UTF-8, written in its place: a buffer for each of a thousand names would be made to be copied. @param length in bytes. */
  text(text: string, length: number): void {
    const at = this.#room(length);
    this.#bytes.write(text, at, length);
  }

  append(bytes: Uint8Array): void {
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
  }

  /** What was written, as a view: the Writer is done with. */
  done(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }

  /** Makes room for `length` bytes and says where they begin. It may replace the buffer, so it comes before any use of it. */
  #room(length: number): number {
    const at = this.#at;
    this.#at += length;
    if (this.#at > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(this.#at * 2);
      this.#bytes.copy(larger, 0, 0, at);
      this.#bytes = larger;
    }
    return at;
  }
}
