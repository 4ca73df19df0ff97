/**
 * What the searching thread is at, told through shared memory: a thread that hangs in a record cannot be asked. A place is a
 * number that the host gave a partition.
 */
export class Whereabouts {
  readonly #cells: BigInt64Array;

  constructor(shared = new SharedArrayBuffer(3 * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.#cells = new BigInt64Array(shared);
  }

  get shared(): SharedArrayBuffer {
    return this.#cells.buffer as SharedArrayBuffer;
  }

  /** It begins with a batch. */
  at(place: number, offset: bigint): void {
    this.#cells[placeCell] = BigInt(place);
    this.on(offset);
  }

  /** It begins with a record. */
  on(offset: bigint): void {
    this.#cells[offsetCell] = offset;
    Atomics.add(this.#cells, stepsCell, 1n);
  }

  /** Where it is; the same `steps` twice means that it has not moved. */
  look(): { readonly steps: bigint; readonly place: number; readonly offset: bigint } {
    const steps = Atomics.load(this.#cells, stepsCell);
    return { steps, place: Number(this.#cells[placeCell]), offset: this.#cells[offsetCell] ?? 0n };
  }
}

const stepsCell = 0;
const placeCell = 1;
const offsetCell = 2;
