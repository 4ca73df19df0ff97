import { usualThresholds } from '../model/watch.ts';
import type { LagSeen } from './lagSeen.ts';

/**
 * A ready rule file for Prometheus (`promtool check rules`), a rule for each of the two usual exporters: one of them is to be
 * kept. Its thresholds are those of the background check.
 */
export function lagAlertRule({ groups }: LagSeen): string {
  const { lagRecords, forMs } = usualThresholds;
  const duration = `${Math.round(forMs / 1000)}s`;
  return (
    [
      '# Keep the rules of the exporter that you run: kafka_exporter or kminion.',
      'groups:',
      ...exporters.flatMap(({ exporter, lag, committed, group: label, topic }) => [
        `  - name: ${text(`kafka-consumer-lag-${exporter}`)}`,
        '    rules:',
        ...groups.flatMap(({ group: { groupId } }) => {
          const of = (metric: string) => `${metric}{${label}=${text(groupId)}}`;
          // kafka_exporter says −1 where nothing is committed: no number to add up.
          const waiting = `sum by (${label}, ${topic}) (${of(lag)} >= 0)`;
          return [
            ...rule({
              name: 'KafkaConsumerLagHigh',
              expression: `${waiting} > ${lagRecords}`,
              duration,
              summary: `Group ${literally(groupId)} is more than ${lagRecords} records behind on {{ $labels.${topic} }}`,
              description: `{{ $value }} records wait.`,
            }),
            ...rule({
              name: 'KafkaConsumerStuck',
              expression: `${waiting} > 0 and sum by (${label}, ${topic}) (delta(${of(committed)}[10m])) == 0`,
              duration,
              summary: `Group ${literally(groupId)} commits nothing on {{ $labels.${topic} }} while records wait`,
              description: `{{ $value }} records wait, and no commit has moved for 10 minutes.`,
            }),
          ];
        }),
      ]),
    ].join('\n') + '\n'
  );
}

const exporters = [
  {
    exporter: 'kafka_exporter',
    lag: 'kafka_consumergroup_lag',
    committed: 'kafka_consumergroup_current_offset',
    group: 'consumergroup',
    topic: 'topic',
  },
  {
    exporter: 'kminion',
    lag: 'kminion_kafka_consumer_group_topic_lag',
    committed: 'kminion_kafka_consumer_group_topic_offset_sum',
    group: 'group_id',
    topic: 'topic_name',
  },
] as const;

interface Rule {
  readonly name: string;
  readonly expression: string;
  readonly duration: string;
  readonly summary: string;
  readonly description: string;
}

const rule = ({ name, expression, duration, summary, description }: Rule): readonly string[] => [
  `      - alert: ${name}`,
  `        expr: ${text(expression)}`,
  `        for: ${duration}`,
  '        labels:',
  '          severity: warning',
  '        annotations:',
  `          summary: ${text(summary)}`,
  `          description: ${text(description)}`,
];

/** Annotations are templates: what stands between two braces would be run. */
const literally = (name: string): string => name.replaceAll('{{', '{{ "{{" }}');

/** A string as YAML, PromQL and JSON all read it. */
const text = (value: string): string => JSON.stringify(value);
