import { numberIn } from '../configs.ts';
import { defineRule, fact } from '../rule.ts';

const OFFSETS_TOPIC = '__consumer_offsets';

/** The broker that keeps the group cannot be asked, or the partition that its commits are written to is not in order. */
export const coordinatorUnhealthy = defineRule({
  id: 'coordinator-unhealthy',
  needs: ['failures', 'offsetsTopic'],
  uses: ['brokerConfigs'],
  diagnose: ({ failures, offsetsTopic, brokerConfigs, groupId, now }) => {
    const failure = failures.find(
      one => (one.part === 'group' || one.part === 'samples') && one.failure.kind === 'no-coordinator',
    )?.failure;
    const [partition] = offsetsTopic;
    const replicationFactor = numberIn(brokerConfigs, 'offsets.topic.replication.factor');
    const leaderless = partition?.leader === null;
    const minIsr = numberIn(brokerConfigs, 'min.insync.replicas') ?? 1;
    const tooFew = partition !== undefined && partition.isr.length < minIsr;
    const behind = partition !== undefined && partition.isr.length < partition.replicas.length;
    if (!failure && !leaderless && !tooFew && !behind) return [];
    const number = partition?.partition ?? null;
    return [
      {
        severity: failure || leaderless || tooFew ? 'error' : 'warning',
        confidence: failure && !partition ? 'likely' : 'proven',
        subject: number === null ? groupId : `${OFFSETS_TOPIC}-${number}`,
        figures: {
          groupId,
          kind: leaderless ? 'no-leader' : tooFew ? 'cannot-commit' : failure ? 'no-answer' : 'fewer-replicas',
          ...{ partition: number, isr: partition?.isr.length ?? 0, replicas: partition?.replicas.length ?? 0, minIsr, replicationFactor },
        },
        evidence: [
          ...(failure
            ? [
                fact(
                  'coordinator-answered',
                  { code: failure.code ?? 'COORDINATOR_NOT_AVAILABLE' },
                  failure.request ?? 'FindCoordinator',
                  now,
                ),
              ]
            : []),
          ...(partition
            ? [
                fact(
                  'offsets-partition',
                  {
                    ...{ partition: partition.partition, leader: partition.leader === null ? null : String(partition.leader) },
                    isr: partition.isr.map(String),
                    replicas: partition.replicas.map(String),
                  },
                  'Metadata',
                  now,
                ),
              ]
            : []),
          ...(failure && !partition && replicationFactor !== null
            ? [fact('offsets-topic-wants-replicas', { replicationFactor }, 'DescribeConfigs', now)]
            : []),
        ],
        fixes: [{ kind: 'copy-command', command: 'describe-topic', figures: { topic: OFFSETS_TOPIC } }],
      },
    ];
  },
});
