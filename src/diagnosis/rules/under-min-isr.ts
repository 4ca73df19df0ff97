import { partitionName } from '../../model/cluster.ts';
import { numberOf } from '../configs.ts';
import { SHOWN_PARTITIONS } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** Fewer replicas are in sync than the topic demands: producers with acks=all are refused, and nothing new arrives for the group. */
export const underMinIsr = defineRule({
  id: 'under-min-isr',
  needs: ['topics'],
  uses: ['topicConfigs'],
  diagnose: ({ topics, topicConfigs, now }) => {
    const led = topics.filter(({ leader }) => leader !== null);
    const minimumOf = (topic: string) => numberOf(topicConfigs, topic, 'min.insync.replicas');
    const under = led.flatMap(one => {
      const minimum = minimumOf(one.topic);
      return minimum !== null && one.isr.length < minimum ? [{ one, minimum }] : [];
    });
    const [first] = under;
    // With all replicas in sync only a topic that demands more than it has could be under its minimum.
    if (!first)
      return led.some(one => one.isr.length < one.replicas.length && minimumOf(one.topic) === null) ? [{ lacks: 'topicConfigs' }] : [];
    return [
      {
        severity: 'error',
        confidence: 'proven',
        subject: partitionName(first.one),
        figures: {
          partitions: under.map(({ one }) => partitionName(one)),
          inSync: first.one.isr.length,
          minimum: first.minimum,
          replicas: first.one.replicas.length,
        },
        evidence: under.slice(0, SHOWN_PARTITIONS).map(({ one, minimum }) => {
          const [isr, replicas] = [one.isr.map(String), one.replicas.map(String)];
          return fact(
            'fewer-in-sync-than-needed',
            { partition: partitionName(one), isr, replicas, minimum },
            'Metadata, DescribeConfigs',
            now,
          );
        }),
        fixes: [{ kind: 'copy-command', command: 'describe-topic', figures: { topic: first.one.topic } }],
      },
    ];
  },
});
