import type { TopicDecoding } from '../../decoding/decode.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { SearchFault, SearchPart } from '../../model/search.ts';
import type { FilterBytes } from './bytes.ts';

/** What is searched for, ready to be held against records. */
export interface Matcher {
  /** Where a record's bytes can be read as they are, a matching one holds one of these. Undefined: no bytes are certain. */
  readonly bytes: FilterBytes | undefined;
  /** Where it looks: what else is in a record need not be decoded. */
  readonly parts: readonly SearchPart[];
  /** @throws Unmatchable where the record cannot be held against it. */
  passes(record: KafkaRecord, decoding: TopicDecoding): boolean;
}

/** Why a record cannot be held against what is searched for, or that cannot be searched for at all. */
export class Unmatchable extends Error {
  readonly fault: SearchFault;
  constructor(fault: SearchFault) {
    super(fault.detail ?? fault.kind);
    this.fault = fault;
  }
}
