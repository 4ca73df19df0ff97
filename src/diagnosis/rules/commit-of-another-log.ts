import { partitionName } from '../../model/cluster.ts';
import { commitInLog, epochEvidence } from '../logChange.ts';
import { describeGroupCommand, namesOf, placesOf, SHOWN_PARTITIONS, showLag } from '../partitions.ts';
import { defineRule } from '../rule.ts';

/** The commit fits into the log by its number alone: what stood there when it was made is gone, and other records have taken its place. */
export const commitOfAnotherLog = defineRule({
  id: 'commit-of-another-log',
  needs: ['trend', 'epochs'],
  uses: ['topics'],
  diagnose: ({ trend, epochs, topics, groupId, now }) => {
    const found = trend.partitions.flatMap(one => {
      const places = placesOf(one);
      const inLog = commitInLog(one, epochs, topics);
      // Beyond the end is another finding; and a commit that has moved since is of this log.
      if (!places || places.committed > places.end || !inLog?.how || inLog.epoch.committedOffset !== places.committed) return [];
      return [{ one, inLog, how: inLog.how }];
    });
    const [first] = found;
    if (!first) return [];
    const { committedOffset: committed, committedEpoch } = first.inLog.epoch;
    return [
      {
        severity: 'error',
        confidence: 'likely',
        subject: partitionName(first.one),
        figures: { partitions: namesOf(found.map(({ one }) => one)), committed, committedEpoch, how: first.how },
        evidence: found.slice(0, SHOWN_PARTITIONS).flatMap(({ inLog }) => epochEvidence(inLog, now)),
        fixes: [
          showLag(first.one),
          { kind: 'peek', topic: first.one.topic, partition: first.one.partition, offset: committed },
          { kind: 'explain-start', groupId },
          describeGroupCommand(groupId),
        ],
      },
    ];
  },
});
