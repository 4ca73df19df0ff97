/** What the record table's questions are about: the panel as it is now. */
import type { TopicDecoding } from '../../decoding/decode.ts';
import type { LookedAt, PeekRequest } from '../../model/peek.ts';
import type { KafkaRecord } from '../../model/record.ts';
import type { PeekChoices } from '../../webviewProtocol/peek.ts';
import type { Kafka } from '../clusters/clusters.ts';
import type { Parts } from '../parts.ts';

/** What the table asks about. */
export interface TableSource {
  readonly parts: Parts;
  readonly clusterName: string;
  readonly topic: string;
  readonly choices: PeekChoices;
  readonly filter: string;
  readonly decoding: TopicDecoding;
  /** undefined: nothing was read yet. */
  readonly loaded: LoadedRecords | undefined;
}

export interface LoadedRecords {
  readonly kafka: Kafka;
  readonly request: PeekRequest;
  readonly lookedAt: LookedAt;
  /** In the order in which they are shown. */
  readonly records: readonly { readonly record: KafkaRecord; readonly row: { readonly id: number } }[];
}
