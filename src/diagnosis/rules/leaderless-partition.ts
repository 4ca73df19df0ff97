import { partitionName } from '../../model/cluster.ts';
import { SHOWN_PARTITIONS } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** Nobody can read or write a partition without a leader; its end, and so the group's lag there, is not known. */
export const leaderlessPartition = defineRule({
  id: 'leaderless-partition',
  needs: ['topics'],
  diagnose: ({ topics, now }) => {
    const leaderless = topics.filter(({ leader }) => leader === null);
    const [first] = leaderless;
    if (!first) return [];
    return [
      {
        severity: 'error',
        confidence: 'proven',
        subject: partitionName(first),
        figures: { partitions: leaderless.map(partitionName) },
        evidence: leaderless.slice(0, SHOWN_PARTITIONS).map(one => {
          const [isr, replicas, offline] = [one.isr.map(String), one.replicas.map(String), one.offlineReplicas.map(String)];
          return fact('no-leader', { partition: partitionName(one), isr, replicas, offline }, 'Metadata', now);
        }),
        fixes: [{ kind: 'copy-command', command: 'describe-topic', figures: { topic: first.topic } }],
      },
    ];
  },
});
