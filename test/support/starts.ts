// Situations before a start, for the forecast's unit tests: a partition is told by its offsets.
import { known, unknown, type Failure } from '../../src/model/failure.ts';
import type { StartClient, StartPartition, StartRecord, StartSituation } from '../../src/model/start.ts';
import { readResetPolicy } from '../../src/diagnosis/startPolicy.ts';

export const at = Date.UTC(2026, 10, 20, 14, 43, 36);

interface Offsets {
  readonly committed?: bigint | null;
  readonly start?: bigint;
  readonly end?: bigint;
  readonly stable?: bigint;
  readonly atDuration?: bigint | null;
  readonly endOfEpoch?: bigint;
  readonly next?: Partial<StartRecord>;
}

export function startPartition(name: string, offsets: Offsets = {}): StartPartition {
  const { committed = null, start = 0n, end = 100n, stable = end, atDuration, endOfEpoch, next } = offsets;
  const [, topic = '', partition = ''] = /^(.*)-(\d+)$/.exec(name) ?? [];
  const asked = committed !== null && committed >= start && committed <= end ? committed : start;
  const record = {
    offset: asked,
    timestamp: at - 3_600_000,
    key: 'cust-1',
    value: '{"n":1}',
    valueLooksLike: 'json',
    valueBytes: 7,
  } as const;
  return {
    ...{ topic, partition: Number(partition) },
    committed: known(committed === null ? null : { offset: committed, leaderEpoch: -1, metadata: '' }),
    ...{ logStartOffset: known(start), highWatermark: known(end), lastStableOffset: known(stable) },
    ...(atDuration === undefined ? {} : { atDuration: known(atDuration) }),
    ...(endOfEpoch === undefined ? {} : { endOfEpoch }),
    previews: asked < end ? [{ askedOffset: asked, record: { ...record, ...next } }] : [],
  };
}

export function failedPartition(name: string, failure: Failure): StartPartition {
  const whole = startPartition(name);
  return { ...whole, logStartOffset: unknown(failure), highWatermark: unknown(failure), lastStableOffset: unknown(failure), previews: [] };
}

/** A client's file that says this policy in line 6. */
export const clientSaying = (written: string, more: Partial<StartClient> = {}): StartClient => ({
  ...{
    file: 'replay.properties',
    line: 5,
    library: 'java',
    isStreams: false,
    policy: readResetPolicy(written),
    written,
    isolation: null,
    topics: [],
    others: [],
  },
  ...more,
});

export function startSituation(partitions: readonly StartPartition[], more: Partial<StartSituation> = {}): StartSituation {
  return {
    ...{ clusterName: 'orders-dev', groupId: 'billing', takenAt: at, cost: { requests: 9, bytes: 4_200, ms: 31 } },
    group: known({ groupType: 'classic', groupState: 'Empty', protocolType: 'consumer', members: 0 }),
    ...{
      client: null,
      missingTopics: [],
      partitions,
      durationMs: 3_600_000,
      retentionMs: known(7 * 86_400_000),
      log: null,
      shareReset: null,
      related: [],
    },
    ...more,
  };
}
