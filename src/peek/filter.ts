import type { PeekRequest } from '../model/peek.ts';
import type { KafkaRecord } from '../model/record.ts';

/** What the request does not show: control records, and for read_committed records of aborted transactions. */
export class Filter {
  readonly #request: PeekRequest;
  readonly #hidden = new Map<number, bigint[]>();

  constructor(request: PeekRequest) {
    this.#request = request;
  }

  readonly isShown = (record: KafkaRecord): boolean => {
    const { showControlRecords, isolation } = this.#request;
    const isShown = showControlRecords || !(record.control ?? (record.aborted && isolation === 'read_committed'));
    if (!isShown) this.#hide(record);
    return isShown;
  };

  /** How many were left out between two offsets of a partition. */
  hiddenWithin(partition: number, { from, to }: { readonly from: bigint; readonly to: bigint }): number {
    return (this.#hidden.get(partition) ?? []).filter(offset => offset >= from && offset < to).length;
  }

  #hide({ partition, offset }: KafkaRecord): void {
    const offsets = this.#hidden.get(partition);
    if (offsets) offsets.push(offset);
    else this.#hidden.set(partition, [offset]);
  }
}
