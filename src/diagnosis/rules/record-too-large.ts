import { partitionName } from '../../model/cluster.ts';
import type { RecordsAtCommit } from '../../model/snapshot.ts';
import { openAt, settingIn } from '../clientSettings.ts';
import { describeGroupCommand, showLag, waitingOn, worstFirst } from '../partitions.ts';
import { nextRecordIn } from '../recordDiffers.ts';
import { defineRule, fact } from '../rule.ts';

/** librdkafka's bound on one whole answer. The limits per fetch and per partition stop nobody: the first batch always comes whole (KIP-74). */
const LIMIT = 'receive.message.max.bytes';

/** The next batch is larger than what the client takes in one answer: it drops the connection, asks again, and never gets on. */
export const recordTooLarge = defineRule({
  id: 'record-too-large',
  needs: ['trend'],
  uses: ['records', 'clientFiles'],
  diagnose: ({ trend, records, clientFiles, groupId, now }) => {
    const found = settingIn(clientFiles, LIMIT);
    const limit = found ? (found.setting.number ?? Number(found.setting.value)) : Number.NaN;
    if (!found || !(limit > 0)) return [];
    const waiting = trend.partitions.some(one => waitingOn(one) > 0n && !one.sawCommitMove);
    if (waiting && records.length === 0) return [{ lacks: 'records' }];
    return worstFirst(trend.partitions).flatMap(one => {
      const partition = partitionName(one);
      const looked = records.find(each => partitionName(each) === partition);
      const next = nextRecordIn(looked);
      const size = looked && next ? bytesOfBatch(looked, next.record.batch.baseOffset) : 0;
      if (!next || size <= limit || one.sawCommitMove || next.record.batch.compression !== 'none') return [];
      const { offset } = next.record;
      return [
        {
          severity: 'error' as const,
          // Nobody can see from here whether this file is what runs.
          confidence: 'likely' as const,
          subject: partition,
          figures: { partition, offset, size, limit, file: found.file, key: found.setting.key },
          evidence: [
            fact('batch-at-commit', { partition, offset, size }, 'Fetch', next.at),
            fact('file-says', { file: found.file, key: found.setting.key, value: found.setting.value }, 'Workspace', now),
          ],
          fixes: [
            openAt(found),
            { kind: 'peek' as const, topic: one.topic, partition: one.partition, offset, groupId },
            showLag(one),
            describeGroupCommand(groupId),
          ],
        },
      ];
    });
  },
});

/** Of those of its records that were looked at: at least so large is what comes over the wire, as long as it is not compressed. */
const bytesOfBatch = ({ records }: RecordsAtCommit, baseOffset: bigint): number =>
  records.filter(({ batch }) => batch.baseOffset === baseOffset).reduce((sum, { size }) => sum + size, 0);
