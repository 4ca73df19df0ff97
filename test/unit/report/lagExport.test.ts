import assert from 'node:assert/strict';
import { parser } from '@prometheus-io/lezer-promql';
import { parse } from 'yaml';
import { judgeGroup } from '../../../src/model/trend.ts';
import { exportLag } from '../../../src/report/lagExport.ts';
import type { LagSeen } from '../../../src/report/lagSeen.ts';
import { began, forbidden, group, member, seconds, watched } from '../../support/snapshots.ts';

const samples = watched(
  group([member('billing-1', ['orders-0', 'orders-1'], { groupInstanceId: '=1+1' })], { groupId: 'orders "eu"' }),
  second => ({
    'orders-0': { committed: 90n, end: BigInt(150 + second), start: 100n, stable: BigInt(130 + second) },
    'orders-1': { committed: null, end: 7n },
    'refunds-0': { committed: 4n, end: 9n },
    'refunds-1': { committed: forbidden, end: 9n },
  }),
  { forSeconds: 120 },
);
const [newest] = samples.slice(-1);
assert.ok(newest);
const now = newest.at;
const seen: LagSeen = {
  clusterName: 'orders-dev',
  at: now,
  groups: [
    {
      group: newest.group,
      trend: judgeGroup(samples),
      unreadOf: ({ topic }) =>
        topic === 'orders'
          ? { timeLag: { kind: 'read', writtenAt: now - seconds(90) }, deletedAt: now + seconds(60), notRecords: 3n }
          : { timeLag: { kind: 'between', notBefore: now - seconds(600), before: now - seconds(60) }, deletedAt: null, notRecords: null },
    },
  ],
};

describe('the lag as CSV', () => {
  const lines = exportLag('csv', seen).split('\r\n');
  const rows = lines.slice(1, -1).map(line => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)?.map(cell => cell.replace(/,$/, '')) ?? []);
  const heads = lines[0]?.split(',') ?? [];
  const cell = (row: number, name: string) => rows[row]?.[heads.indexOf(name)];

  it('has a line a partition, with the parts that a lag is made of', () => {
    assert.equal(rows.length, 4);
    assert.deepEqual(
      ['lag', 'lost', 'not_yet_visible', 'not_records', 'readable'].map(name => cell(0, name)),
      ['180', '10', '20', '3', '147'],
    );
  });

  it('leaves empty what is not known, and says why; nothing is 0 that is not', () => {
    assert.deepEqual([cell(1, 'lag'), cell(1, 'committed'), cell(1, 'waiting_without_commit')], ['', '', '7']);
    assert.equal(cell(1, 'not_known_because'), 'no commit');
    assert.deepEqual([cell(3, 'lag'), cell(3, 'not_known_because')], ['', 'TOPIC_AUTHORIZATION_FAILED']);
  });

  it('tells when the oldest unread record was written, or between which times', () => {
    assert.deepEqual(
      [cell(0, 'oldest_unread_not_before'), cell(0, 'oldest_unread_before')],
      [new Date(now - seconds(90)).toISOString(), new Date(now - seconds(90)).toISOString()],
    );
    assert.equal(cell(2, 'oldest_unread_not_before'), new Date(now - seconds(600)).toISOString());
  });

  it('quotes names, and gives a spreadsheet no formula', () => {
    assert.equal(cell(0, 'group'), '"orders ""eu"""');
    assert.equal(cell(0, 'group_instance_id'), "'=1+1");
  });
});

describe('the lag for Prometheus', () => {
  const text = exportLag('prometheus', seen);
  const found = samplesIn(text);

  it('is text that Prometheus reads: a type before each family, every sample once', () => {
    const names = [...text.matchAll(/^# TYPE (\S+) gauge$/gm)].map(([, name]) => name);
    assert.deepEqual([...new Set(found.map(({ name }) => name))], names);
    assert.equal(new Set(found.map(({ name, labels }) => `${name} ${JSON.stringify(labels)}`)).size, found.length);
  });

  it('has the names and labels of kafka_exporter and of kminion', () => {
    const value = (name: string, labels: Readonly<Record<string, string>>) =>
      found.find(one => one.name === name && Object.entries(labels).every(([key, wanted]) => one.labels[key] === wanted))?.value;
    const groupId = 'orders "eu"';
    assert.equal(value('kafka_consumergroup_lag', { consumergroup: groupId, topic: 'orders', partition: '0' }), 180);
    assert.equal(value('kafka_consumergroup_lag_sum', { consumergroup: groupId, topic: 'orders' }), 180);
    assert.equal(value('kafka_consumergroup_members', { consumergroup: groupId }), 1);
    assert.equal(value('kminion_kafka_consumer_group_topic_lag', { group_id: groupId, topic_name: 'orders' }), 180);
    assert.equal(
      value('kminion_kafka_consumer_group_topic_partition_lag', { group_id: groupId, topic_name: 'orders', partition_id: '0' }),
      180,
    );
    assert.equal(value('kafka_topic_partition_oldest_offset', { topic: 'orders', partition: '0' }), 100);
  });

  it('has no number for what is not known, and no sum over it', () => {
    assert.deepEqual(
      found.filter(({ name, labels }) => name === 'kafka_consumergroup_lag' && labels['partition'] === '1'),
      [],
    );
    assert.deepEqual(
      found.filter(({ name, labels }) => /_lag_sum$|topic_lag$/.test(name) && Object.values(labels).includes('refunds')),
      [],
    );
  });
});

describe('the alert rule', () => {
  const file = parse(exportLag('alert-rule', seen)) as RuleFile;

  it('is a rule file: groups of rules, each with an expression, a duration and annotations', () => {
    assert.deepEqual(
      file.groups.map(({ name }) => name),
      ['kafka-consumer-lag-kafka_exporter', 'kafka-consumer-lag-kminion'],
    );
    for (const { rules } of file.groups) {
      for (const rule of rules) {
        assert.match(rule.alert, /^[A-Za-z_]\w*$/);
        assert.match(rule.for, /^\d+s$/);
        assert.deepEqual([typeof rule.labels.severity, typeof rule.annotations.summary], ['string', 'string']);
      }
    }
  });

  it('has expressions that the grammar of Prometheus takes, also for a name with quotes', () => {
    const expressions = file.groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
    assert.equal(expressions.length, 4);
    for (const expression of expressions) {
      assert.equal(isPromql(expression), true, expression);
      assert.ok(expression.includes('"orders \\"eu\\""'), expression);
    }
    assert.equal(isPromql('sum by (topic (x)'), false, 'the grammar refuses what is none');
  });
});

describe('the alert rule of a group with braces in its name', () => {
  it('names it, and is no template of that group’s making', () => {
    const [one] = seen.groups;
    assert.ok(one);
    const named = { ...seen, groups: [{ ...one, group: { ...one.group, groupId: 'a{{ query "up" }}' } }] };
    const { groups } = parse(exportLag('alert-rule', named)) as RuleFile;
    assert.match(groups[0]?.rules[0]?.annotations.summary ?? '', /^Group a\{\{ "\{\{" \}\} query "up" \}\} is more than/);
  });
});

describe('the lag as Markdown', () => {
  it('says the verdict first, then the worst partitions, with names that are not taken for marks', () => {
    const text = exportLag('markdown', seen);
    const lines = text.split('\n');
    assert.match(lines[0] ?? '', /^# .*lost records/);
    const row = lines.find(line => line.startsWith('| orders-0'));
    assert.match(row ?? '', /\| lost \| 90 \| 270 \| 180 \| 10 \| 1 min \| =1\+1 \|$/);
    assert.match(lines.find(line => line.startsWith('| refunds-0')) ?? '', /between 1 min and 10 min/);
    assert.match(lines.find(line => line.startsWith('| orders-1')) ?? '', /\| no commit \| 7 \| no commit \|/);
    assert.match(text, /2026-11-20 14:45:00 UTC/);
  });

  it('lists many groups worst first', () => {
    const quiet = watched(group([], { groupId: 'quiet' }), () => ({ 'orders-0': { committed: 5n, end: 6n } }));
    const [last] = quiet.slice(-1);
    assert.ok(last);
    const text = exportLag('markdown', { ...seen, at: began, groups: [{ group: last.group, trend: judgeGroup(quiet) }, ...seen.groups] });
    const rows = text.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| Group') && !line.startsWith('| ---'));
    assert.deepEqual(
      rows.map(row => row.split(' | ')[0]),
      ['| orders "eu"', '| quiet'],
    );
  });
});

interface RuleFile {
  readonly groups: readonly {
    readonly name: string;
    readonly rules: readonly {
      readonly alert: string;
      readonly expr: string;
      readonly for: string;
      readonly labels: { readonly severity: string };
      readonly annotations: { readonly summary: string };
    }[];
  }[];
}

/** The samples of a text in Prometheus' format; a line that is none fails. */
function samplesIn(
  text: string,
): readonly { readonly name: string; readonly labels: Readonly<Record<string, string>>; readonly value: number }[] {
  return text
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => {
      const sample = /^([a-zA-Z_:][\w:]*)\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*)\} (-?\d+(?:\.\d+)?)$/.exec(line);
      assert.ok(sample, line);
      const [, name = '', labels = '', value = ''] = sample;
      const pairs = [...labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"/g)].map(([, label = '', escaped = '']) => [
        label,
        escaped.replace(/\\(["\\n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign)),
      ]);
      return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
    });
}

function isPromql(expression: string): boolean {
  let isWhole = true;
  parser.parse(expression).iterate({
    enter: ({ type }) => {
      if (type.isError) isWhole = false;
    },
  });
  return isWhole;
}
