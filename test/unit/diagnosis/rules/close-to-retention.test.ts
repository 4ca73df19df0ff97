import { closeToRetention } from '../../../../src/diagnosis/rules/close-to-retention.ts';
import type { TopicConfig } from '../../../../src/model/snapshot.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { began, failed, forbidden, group, member, place, records, sample, seconds, watched } from '../../../support/snapshots.ts';
import { traffic } from '../../../support/traffic.ts';

const hour = 3_600;
const billing = group([member('billing-1', ['orders-0'])]);
const waiting = (of = billing) => [sample(20, of, { 'orders-0': { committed: 400n, start: 100n, end: 900n } })];
const keeps = (retentionMs: number, bytes = -1, policy = 'delete'): readonly TopicConfig[] => [
  {
    topic: 'orders',
    entries: Object.entries({ 'cleanup.policy': policy, 'retention.ms': retentionMs, 'retention.bytes': bytes }).map(([name, value]) => ({
      ...{ name, value: `${value}`, source: 'topic', sensitive: false },
    })),
  },
];
const day = keeps(24 * hour * 1000);
const next = (ageSeconds: number) => [records('orders-0', 400n, { 399: {}, 400: { ageSeconds }, 401: {} })];
const startsAt = (offset: bigint, ageSeconds: number) => [
  { ...place('orders-0'), logStartOffset: offset, timestamp: began + seconds(20 - ageSeconds) },
];

diagnosisTest(closeToRetention, {
  finds: [
    {
      when: 'the first unread record is 20 hours old, and the topic keeps a day',
      snapshot: { samples: waiting(), topicConfigs: day, records: next(20 * hour) },
      subject: 'orders-0',
      severity: 'warning',
      confidence: 'likely',
      figures: { remainingMs: 4 * hour * 1000, by: 'retention.ms', waiting: 500n },
      facts: ['first-unread-record', 'topic-keeps-records-for'],
      says: 'Unread records of orders-0 are deleted in about 4 h',
    },
    {
      when: 'nobody is in the group',
      snapshot: { samples: waiting(group([])), topicConfigs: day, records: next(23.5 * hour) },
      subject: 'orders-0',
      severity: 'error',
    },
    {
      when: 'it is older than that already: it may go at any moment',
      snapshot: { samples: waiting(), topicConfigs: day, records: next(30 * hour) },
      subject: 'orders-0',
      severity: 'error',
      says: 'Unread records of orders-0 may be deleted at any moment',
    },
    {
      when: 'records may not be read, and the commit stands at the log start, whose time is known',
      snapshot: {
        samples: [sample(20, billing, { 'orders-0': { committed: 400n, start: 400n, end: 900n } })],
        topicConfigs: day,
        timeToStart: startsAt(400n, 22 * hour),
      },
      subject: 'orders-0',
      severity: 'warning',
      figures: { ageMs: 22 * hour * 1000 },
    },
    {
      when: 'the log is cut by its size, and the oldest record is hardly older than the unread one',
      snapshot: {
        samples: waiting(),
        topicConfigs: keeps(7 * 24 * hour * 1000, 1_000_000_000),
        records: next(5.5 * hour),
        timeToStart: startsAt(100n, 6 * hour),
      },
      subject: 'orders-0',
      severity: 'warning',
      figures: { by: 'retention.bytes', keptForMs: 6 * hour * 1000 },
      facts: ['first-unread-record', 'topic-keeps-bytes', 'log-starts-at-age'],
    },
  ],
  staysQuiet: [
    { when: 'there is time', snapshot: { samples: waiting(), topicConfigs: day, records: next(2 * hour) } },
    { when: 'the topic keeps its records for ever', snapshot: { samples: waiting(), topicConfigs: keeps(-1), records: next(900 * hour) } },
    {
      when: 'the topic is compacted: the newest record of each key stays',
      snapshot: { samples: waiting(), topicConfigs: keeps(24 * hour * 1000, -1, 'compact'), records: next(30 * hour) },
    },
    {
      when: 'the log is young and whole: its size has deleted nothing yet',
      snapshot: {
        samples: [sample(20, billing, { 'orders-0': { committed: 4n, start: 0n, end: 900n } })],
        topicConfigs: keeps(7 * 24 * hour * 1000, 1_000_000_000),
        records: [records('orders-0', 4n, { 4: { ageSeconds: 5.5 * hour } })],
        timeToStart: startsAt(0n, 6 * hour),
      },
    },
    {
      when: 'nothing is left to read',
      snapshot: { samples: [sample(20, billing, { 'orders-0': { committed: 900n, start: 100n, end: 900n } })], topicConfigs: day },
    },
    {
      when: 'they are lost already: that is another finding',
      snapshot: { samples: [sample(20, billing, { 'orders-0': { committed: 90n, start: 100n, end: 900n } })], topicConfigs: day },
    },
    {
      when: 'the backlog is gone long before',
      snapshot: {
        samples: watched(billing, second => ({
          'orders-0': traffic({ produced: 20, consumed: 200, commitEvery: 2, backlog: 9_000 })(second),
        })),
        topicConfigs: day,
        records: [records('orders-0', 14_000n, { 14_000: { ageSeconds: 20 * hour } })],
      },
    },
    {
      when: 'records may not be read: nobody knows how old they are',
      snapshot: { samples: waiting(), topicConfigs: day, missing: { records: [failed('orders-0', forbidden)] } },
      notChecked: ['orders-0'],
    },
    {
      when: 'the topic’s configuration may not be seen',
      snapshot: { samples: waiting(), records: next(30 * hour), missing: { topicConfigs: [failed('orders', forbidden)] } },
      notChecked: ['orders'],
    },
  ],
});
