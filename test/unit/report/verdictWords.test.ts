import assert from 'node:assert/strict';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { rules } from '../../../src/diagnosis/rules/index.ts';
import { known } from '../../../src/model/failure.ts';
import { questionOf, ruledOutWords } from '../../../src/report/findingWords.ts';
import { verdictJson } from '../../../src/report/verdictJson.ts';
import { verdictMarkdown } from '../../../src/report/verdictMarkdown.ts';
import { verdictText } from '../../../src/report/verdictText.ts';
import { wordVerdict } from '../../../src/report/verdictWords.ts';
import {
  failed,
  forbidden,
  group,
  member,
  noLeader,
  records,
  sample,
  snapshot,
  watched,
  type SnapshotFacts,
} from '../../support/snapshots.ts';
import { traffic } from '../../support/traffic.ts';

const billing = group([member('billing-1', ['orders-0', 'orders-1'])]);
const fine = traffic({ produced: 20, consumed: 100, commitEvery: 5 });
const healthy: SnapshotFacts = { samples: watched(billing, second => ({ 'orders-0': fine(second), 'orders-1': fine(second) })) };
const stuck: SnapshotFacts = {
  samples: watched(billing, second => ({ 'orders-0': fine(second), 'orders-1': { committed: 200n, end: 260n + BigInt(second * 3) } })),
  records: [records('orders-1', 200n, { 198: {}, 199: {}, 200: { looksLike: 'binary', ageSeconds: 60 }, 201: {} })],
  topicConfigs: [{ topic: 'orders', entries: [{ name: 'cleanup.policy', value: 'compact', source: 'topic', sensitive: false }] }],
};

const words = (facts: SnapshotFacts) => {
  const it = snapshot(facts);
  return wordVerdict(it, diagnose(it), { bootstrapServers: ['broker-1:9092'] });
};

describe('the first line of a verdict', () => {
  it('says of a healthy group that it is, with rates and what was ruled out', () => {
    const { tone, sign, headline, sentence, counts } = words(healthy);
    assert.deepEqual([tone, sign, headline], ['healthy', 'healthy', 'Healthy: orders-billing keeps up']);
    assert.match(
      sentence,
      /^40\.0 records arrive per second and as many are committed\. Nothing waits\. \w+ causes were looked for and ruled out\.$/,
    );
    assert.match(counts, /^0 findings of (\d+) causes looked for · \1 ruled out$/);
  });

  it('says the worst finding aloud, and how the rest gets on', () => {
    const { tone, sign, headline, sentence, counts } = words(stuck);
    assert.deepEqual([tone, sign, headline], ['error', 'stuck', 'orders-1 is stuck: billing-1 cannot get past record 200']);
    assert.match(
      sentence,
      /^That record is binary, its neighbours are JSON\. billing-1 is alive but has committed nothing there for at least 20 s: /,
    );
    assert.match(sentence, / One other partition is steady\.$/);
    assert.match(counts, /^1 finding of \d+ causes looked for · \d+ ruled out$/);
  });

  it('does not say that nothing waits where nothing is committed and nobody knows', () => {
    const begun = watched(group([member('billing-1', ['orders-0'])], { groupType: 'share', protocolType: 'share' }), second => ({
      'orders-0': { committed: null, end: 900n + BigInt(second) },
    }));
    const { tone, sentence } = words({ samples: begun, shareOffsets: [{ topic: 'orders', partition: 0, start: known(null) }] });
    assert.equal(tone, 'healthy');
    assert.doesNotMatch(sentence, /waits/);
  });

  it('does not say that a share group keeps up whose partitions cannot be judged yet', () => {
    const bursts = traffic({ produced: 10, consumed: 10, commitEvery: 15, backlog: 200 });
    const sharing = { ...billing, groupType: 'share' as const };
    const { tone, headline, sentence } = words({ samples: watched(sharing, second => ({ 'orders-0': bursts(second) })) });
    assert.deepEqual([tone, headline], ['healthy', 'No fault of orders-billing was found']);
    assert.match(sentence, / Whether it keeps up takes a longer look\. /);
  });

  it('says of an empty group with nothing left that it is fine', () => {
    const { tone, sign, headline } = words({ samples: watched(group([]), () => ({ 'orders-0': { committed: 9n, end: 9n } })) });
    assert.deepEqual([tone, sign, headline], ['healthy', 'empty', 'Healthy: orders-billing is empty, and nothing is left to read']);
  });

  it('says of a group that works off a backlog when that is gone', () => {
    const backlog = traffic({ produced: 20, consumed: 200, commitEvery: 2, backlog: 36_000 });
    const { tone, headline } = words({ samples: watched(billing, second => ({ 'orders-0': backlog(second) })) });
    assert.deepEqual([tone, headline], ['healthy', 'Healthy: orders-0 catches up, and nothing waits in about 3 min']);
  });

  it('tells of idle members within a healthy verdict', () => {
    const seven = group([member('billing-1', ['orders-0']), member('billing-7', [])]);
    const { tone, headline, sentence } = words({ samples: watched(seven, second => ({ 'orders-0': fine(second) })) });
    assert.deepEqual([tone, headline], ['healthy', 'Healthy: orders-billing keeps up']);
    assert.ok(sentence.includes('billing-7 owns no partition.'), sentence);
  });

  it('gives half of an answer where a topic may not be seen, and never “healthy”', () => {
    const missing = { samples: [failed('refunds', forbidden)], topics: [failed('refunds', forbidden)] };
    const { tone, sign, headline, notChecked } = words({ ...healthy, missing });
    assert.deepEqual([tone, sign, headline], ['partial', 'forbidden', 'Half of an answer: this login may not see topic refunds']);
    assert.deepEqual(
      notChecked.map(({ kind, title, command }) => ({ kind, title: /^\d+ causes on refunds$/.test(title), command })),
      [
        {
          kind: 'forbidden',
          title: true,
          command: 'kafka-acls.sh --bootstrap-server broker-1:9092 --add --allow-principal User:NAME --operation DESCRIBE --topic refunds',
        },
      ],
    );
  });

  it('calls a group healthy whose commit times may not be read, and says what was not looked at', () => {
    const reason = failed('__consumer_offsets', { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', request: 'Fetch' });
    const it = snapshot({ ...healthy, missing: { offsetsLog: [reason] } });
    const found = diagnose(it);
    const unchecked = [...found.notChecked, { ruleId: 'growing-lag' as const, reasons: [reason] }];
    const { tone, headline, sentence } = wordVerdict(it, { ...found, notChecked: unchecked });
    assert.deepEqual([tone, headline], ['healthy', 'Healthy: orders-billing keeps up']);
    assert.match(sentence, / causes? could not be checked, and (is|are) not called fine\.$/);
  });

  it('gives no answer about a group that may not be seen', () => {
    const reason = failed('orders-billing', { kind: 'forbidden', code: 'GROUP_AUTHORIZATION_FAILED', request: 'DescribeGroups' });
    const { tone, headline } = words({ missing: { group: [reason], samples: [reason] } });
    assert.deepEqual([tone, headline], ['partial', 'No answer about orders-billing: this login may not see group orders-billing']);
  });

  it('says after one look that it is too early to call it healthy', () => {
    const { tone, sign, headline, notChecked } = words({ samples: [sample(0, billing, { 'orders-0': { committed: 9n, end: 9n } })] });
    assert.deepEqual([tone, sign, headline], ['too-early', 'too-early', 'No fault so far, and too early to call it healthy']);
    assert.ok(notChecked.every(({ kind, needsMs }) => kind === 'too-early' && needsMs !== undefined));
  });

  it('offers the group that was meant', () => {
    const { tone, headline, findings } = words({ groupId: 'orders-biling', groupIds: ['orders-billing'] });
    assert.deepEqual([tone, headline], ['error', 'There is no group orders-biling. Did you mean orders-billing?']);
    assert.equal(findings[0]?.words.fixes[0]?.label, 'Diagnose orders-billing instead');
  });

  it('says that not everything could be checked beside a finding', () => {
    const samples = watched(billing, () => ({
      'orders-0': { committed: 90n, start: 95n, end: 95n },
      'orders-1': { committed: 5n, end: noLeader },
    }));
    const { tone, sentence } = words({ samples, missing: { samples: [failed('orders-1', noLeader)] } });
    assert.equal(tone, 'error');
    assert.match(sentence, /Not everything could be checked\.$/);
  });
});

describe('what looks odd and is fine', () => {
  it('is lag that nobody can read, and a missing commit where nothing was ever written', () => {
    const { odd, tone } = words({
      samples: watched(billing, () => ({ 'orders-0': { committed: 98n, end: 100n }, 'orders-1': { committed: null, end: 0n } })),
      records: [records('orders-0', 98n, { 97: {}, 98: { control: 'commit' }, 99: { control: 'commit' } })],
    });
    assert.equal(tone, 'healthy');
    assert.deepEqual(odd, [
      'orders-0 shows lag 2. Nothing is left to read there: only the markers of transactions, or records that they gave up.',
      'orders-1 has no commit. Nothing was ever written there, so there is nothing to commit.',
    ]);
  });
});

describe('every rule', () => {
  for (const { id } of rules) {
    it(`${id} can be asked about and ruled out in words`, () => {
      assert.match(questionOf(id), /^[A-Z].*\?$/);
      assert.match(ruledOutWords(id), /^[A-Z][^.?]+$/);
    });
  }
});

describe('a verdict for a terminal', () => {
  it('begins with the answer, and has its evidence, the command to copy, and a table whose columns stand below each other', () => {
    const it = snapshot(stuck);
    const lines = verdictText(it, diagnose(it), { bootstrapServers: ['broker-1:9092'] }).split('\n');
    assert.equal(lines[0], 'orders-1 is stuck: billing-1 cannot get past record 200');
    assert.ok(
      lines.includes('error: Stuck partition: orders-1, at a record unlike its neighbours [stuck-partition, proven]'),
      lines.join('\n'),
    );
    assert.ok(lines.some(line => line.startsWith('  - orders-1: the commit stayed at 200 for 20 s')));
    assert.ok(lines.includes('  $ kafka-consumer-groups.sh --bootstrap-server broker-1:9092 --describe --group orders-billing'));
    const table = lines.slice(lines.indexOf('Partitions, worst first') + 1).slice(0, 3);
    assert.equal(new Set(table.map(line => line.length)).size, 1, table.join('\n'));
  });

  it('hands no control character of a name to the terminal', () => {
    const it = snapshot({ groupId: 'a\u001b[31mb', groupIds: [] });
    assert.doesNotMatch(verdictText(it, diagnose(it)).replaceAll('\n', ''), /\p{Cc}/u);
  });
});

describe('a verdict as JSON', () => {
  it('holds every finding with id, severity, confidence, subject, figures and evidence, offsets as numbers', () => {
    const it = snapshot(stuck);
    const report = JSON.parse(verdictJson(it, diagnose(it))) as {
      verdict: { result: string };
      findings: { id: string; severity: string; confidence: string; subject: string; figures: { offset: unknown }; evidence: unknown[] }[];
      ruledOut: string[];
      partitions: { partition: string; lag: unknown }[];
    };
    assert.equal(report.verdict.result, 'error');
    const [finding] = report.findings;
    assert.deepEqual(
      [finding?.id, finding?.severity, finding?.subject, finding?.figures.offset],
      ['stuck-partition', 'error', 'orders-1', 200],
    );
    assert.ok((finding?.evidence.length ?? 0) > 0);
    assert.ok(report.ruledOut.includes('growing-lag'));
    assert.deepEqual(report.partitions.find(({ partition }) => partition === 'orders-1')?.lag, 120);
  });

  it('writes an offset that no number holds exactly as text', () => {
    const big = 2n ** 60n;
    const it = snapshot({ samples: watched(billing, () => ({ 'orders-0': { committed: big, end: big } })) });
    assert.ok(verdictJson(it, diagnose(it)).includes(`"committed": "${big}"`));
  });
});

describe('a verdict as Markdown', () => {
  it('has headline, evidence, command, partitions and what was ruled out', () => {
    const it = snapshot(stuck);
    const text = verdictMarkdown(it, diagnose(it), { bootstrapServers: ['broker-1:9092'] });
    for (const part of [
      '# orders-1 is stuck: billing-1 cannot get past record 200\n',
      'Group `orders-billing` (classic group) on cluster `orders-dev`, 2026-11-20 14:43:20 UTC, watched for 20 s.',
      '| Evidence | Source | Time |\n| --- | --- | --- |\n| orders-1: the commit stayed at 200 for 20 s while the log end moved 260 → 320 | OffsetFetch, ListOffsets | 2026-11-20 14:43:20 UTC |',
      'kafka-consumer-groups.sh --bootstrap-server broker-1:9092 --describe --group orders-billing',
      '| orders-1 | stuck | billing-1 | 200 | 0 | 320 | 120 | 3.00 | 0 |',
      '## Ruled out\n\n- Group exists',
    ]) {
      assert.ok(text.includes(part), `${text}\n\ndoes not have\n\n${part}`);
    }
  });

  it('takes nothing in a name for a mark', () => {
    const it = snapshot({ groupId: 'a*b_c|<d>`', groupIds: [] });
    const text = verdictMarkdown(it, diagnose(it));
    assert.ok(text.startsWith('# There is no group a\\*b\\_c|\\<d\\>\\`\n'), text);
  });
});
