import assert from 'node:assert/strict';
import { forecastStart } from '../../../src/diagnosis/startForecast.ts';
import { known, unknown } from '../../../src/model/failure.ts';
import type { StartPartition, StartSituation } from '../../../src/model/start.ts';
import { startJson, startMarkdown, startText } from '../../../src/report/startReport.ts';
import { wordStart } from '../../../src/report/startWords.ts';
import { at, clientSaying, failedPartition, startPartition, startSituation } from '../../support/starts.ts';

const forecast = (partitions: readonly StartPartition[], more: Partial<StartSituation> = {}) =>
  forecastStart(startSituation(partitions, more));
const words = (...of: Parameters<typeof forecast>) => wordStart(forecast(...of));
const says = (...of: Parameters<typeof forecast>): readonly string[] => {
  const { tone, headline, sentence } = words(...of);
  return [tone, headline, sentence];
};
const note = (title: string, ...of: Parameters<typeof forecast>) => words(...of).notes.find(one => one.title === title)?.text;
const latest = { client: clientSaying('latest') };
const earliest = { client: clientSaying('earliest') };

describe('a start forecast in words', () => {
  it('says that all goes on, and that a commit wins', () => {
    assert.deepEqual(says([startPartition('orders-0', { committed: 40n }), startPartition('orders-1', { committed: 100n })]), [
      'healthy',
      'billing goes on at its commits in both partitions',
      '60 records wait there, none is skipped. A commit in the log wins over auto.offset.reset, whatever that says.',
    ]);
  });

  it('does not call a partition without a commit one that goes on', () => {
    const partitions = [startPartition('orders-0', { committed: 40n }), startPartition('orders-1')];
    assert.deepEqual(says(partitions, earliest).slice(0, 2), [
      'healthy',
      'billing goes on at its commits in one of two partitions, and reads all 100 records on orders-1',
    ]);
    const empty = [startPartition('orders-0', { committed: 40n }), startPartition('orders-1', { end: 0n })];
    assert.equal(says(empty, latest)[1], 'billing goes on at its commits in one of two partitions; nothing is left out on orders-1');
  });

  it('says first what a restart skips, who decided it and what would not', () => {
    const partitions = [
      startPartition('orders-0', { committed: 100n }),
      startPartition('orders-3', { committed: 10n, start: 60n }),
      startPartition('orders-4'),
      startPartition('orders-5', { committed: 108n }),
    ];
    assert.deepEqual(says(partitions, latest), [
      'warning',
      'After a restart, 140 records on orders-4 and orders-3 are skipped',
      'One partition goes on at its commit; the other three have no usable one. There auto.offset.reset decides: replay.properties:6 says latest, which jumps to the end. With earliest nothing would be skipped, and 100 records would be read again.',
    ]);
    const { rows, yours, other, place } = words(partitions, latest);
    assert.deepEqual([yours, other, place], ['With latest, from your file', 'With earliest', 'replay.properties:6']);
    assert.deepEqual(
      rows.map(({ name, stateWord, yours: mine, other: beside }) => [name, stateWord, mine.line, mine.small, beside.line, beside.small]),
      [
        [
          'orders-4',
          'no commit',
          'Starts at 100, skips 100 records',
          'the oldest is from 1 h ago',
          'Starts at 0, reads all 100',
          'next: cust-1 {"n":1}',
        ],
        [
          'orders-3',
          'records lost',
          'Starts at 100, skips 40 records',
          'unread since 1 h ago',
          'Starts at 60, reads all 40',
          '50 records before it are deleted, either way',
        ],
        [
          'orders-5',
          'commit beyond the end',
          'Starts at 100, skips nothing',
          'committed 8 beyond the end: the topic was made anew, or cut off',
          'Starts at 0, reads 100 again',
          '',
        ],
        ['orders-0', 'goes on', 'Goes on at 100, nothing to read', '', 'the same', 'a commit wins over the policy'],
      ],
    );
  });

  it('names the one partition that lost records, and where it goes on', () => {
    const goOn = [0, 1, 2, 3, 4].map(n => startPartition(`payments-${n}`, { committed: 100n }));
    const [, headline] = says([...goOn, startPartition('payments-5', { committed: 20n, start: 44n })], earliest);
    assert.equal(headline, 'billing goes on at its commits in five of six partitions; payments-5 has lost 24 records and starts at 44');
  });

  it('says that a client which must have a commit stops, as an error', () => {
    const [tone, headline, sentence] = says([startPartition('orders-0', { committed: 4n }), startPartition('orders-1')], {
      client: clientSaying('none'),
    });
    assert.deepEqual([tone, headline], ['error', 'After a restart, billing stops with an error at orders-1']);
    assert.match(
      sentence ?? '',
      /replay\.properties:6 says none, which lets the client stop with an error\. With earliest nothing would be skipped: 100 records would be read\.$/,
    );
  });

  it('says what is read again', () => {
    const [, headline] = says([startPartition('orders-5', { committed: 108n })], earliest);
    assert.equal(headline, 'After a restart, 100 records on orders-5 are read again');
    const row = words([startPartition('orders-5', { committed: 108n, endOfEpoch: 100n })], latest).rows[0];
    assert.equal(row?.other.small, 'Java since 2.3 goes to where the log was cut, 100, instead');
  });

  it('decides nothing where nobody says the policy', () => {
    const [tone, headline, sentence] = says([startPartition('orders-0', { committed: 4n }), startPartition('orders-1')]);
    assert.deepEqual([tone, headline], ['warning', 'orders-1 of two partitions has no usable commit: auto.offset.reset decides']);
    assert.match(sentence ?? '', /nobody says it here: latest, most clients’ default, skips 100 records; earliest reads 100 records\.$/);
    const placeholder = says([startPartition('orders-1')], { client: clientSaying('${RESET}') })[2];
    assert.match(placeholder ?? '', /replay\.properties says \$\{RESET\}, which/);
  });

  it('tells a new group from one that has no commits yet', () => {
    const partitions = [startPartition('orders-0')];
    assert.equal(says(partitions, { group: known(null) })[1], 'billing is a new group: auto.offset.reset decides where it starts');
    assert.equal(says(partitions)[1], 'billing has no commits: auto.offset.reset decides where it starts');
    assert.deepEqual(says(partitions, { ...earliest, group: known(null) }).slice(0, 2), [
      'healthy',
      'billing is new and reads all 100 records of its one partition',
    ]);
    assert.equal(says(partitions, { ...latest, group: known(null) })[1], 'At its first start, 100 records on orders-0 are skipped');
    assert.match(says([], { group: known(null) }).join(' '), /^partial There is no group billing on this cluster Name the topic/);
  });

  it('says whose default it is where the file is silent', () => {
    const silent = says([startPartition('orders-0')], { client: clientSaying('latest', { line: null }) })[2];
    assert.match(silent ?? '', /replay\.properties does not set it, so it is the library’s default, latest, which jumps to the end\./);
    assert.equal(words([startPartition('orders-0')], { client: clientSaying('latest', { line: null }) }).yours, 'With latest, the default');
  });

  it('calls half of an answer half, with the reason and what to do', () => {
    const failure = { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED', subject: 'refunds-0' } as const;
    const [tone, headline, sentence] = says([startPartition('orders-0', { committed: 4n }), failedPartition('refunds-0', failure)], latest);
    assert.deepEqual([tone, headline], ['partial', 'Half of an answer: where billing starts on refunds-0 is unknown']);
    assert.match(sentence ?? '', /One partition goes on at its commit\.$/);
    assert.equal(words([failedPartition('refunds-0', failure)]).rows[0]?.state, 'forbidden');
    assert.equal(words([failedPartition('refunds-0', { kind: 'no-leader' })]).rows[0]?.stateWord, 'no leader');
  });

  it('shows tombstones, bytes and transaction markers for what they are', () => {
    const small = (next: Parameters<typeof startPartition>[1]) =>
      words([startPartition('orders-0', { committed: 4n, ...next })]).rows[0]?.yours.small;
    assert.equal(small({ next: { valueLooksLike: 'null', value: '' } }), 'next: cust-1 tombstone, 1 h ago');
    assert.equal(small({ next: { valueLooksLike: 'binary', valueBytes: 9_100 } }), 'next: cust-1 9.1 kB that are no text, 1 h ago');
    const markers = { ...startPartition('orders-0', { committed: 4n }), previews: [{ askedOffset: 4n, record: null }] };
    assert.equal(words([markers]).rows[0]?.yours.small, 'only transaction markers and gaps from here on, as far as was looked');
  });

  it('tells beside the table what the other policies and a new group.id would do', () => {
    const partitions = [startPartition('orders-0', { committed: 4n }), startPartition('orders-1', { atDuration: 90n })];
    assert.equal(note('With none', partitions, latest), 'the client stops with an error at orders-1.');
    assert.equal(
      note('With by_duration:PT1H', partitions, latest),
      'that one starts with the first record of the last 1 h (Java clients since 4.0), skipping 90 records and reading 10.',
    );
    assert.equal(
      note('With a new group.id', partitions, latest),
      'there is no commit anywhere: latest skips all 200 records that the log holds, earliest reads them.',
    );
    assert.match(note('Other spellings', partitions) ?? '', /fromBeginning: true is earliest/);
    const others = { client: clientSaying('latest', { others: [{ file: 'b.conf', line: 1, written: 'smallest' }] }) };
    assert.equal(note('Other files of this group', partitions, others), 'b.conf:2 says smallest: each client goes by its own.');
    assert.match(
      note('Open transactions', [startPartition('orders-0', { stable: 80n })]) ?? '',
      /^hold the end of one partition \(orders-0\) back/,
    );
  });

  it('shows the commits of a group that may be the same under another name', () => {
    const commits = [{ topic: 'orders', partition: 0, committed: known({ offset: 1_900n, leaderEpoch: -1, metadata: '' }) }];
    const related = [{ groupId: 'billing-v1', groupState: 'Empty', groupType: 'classic', commits } as const];
    assert.equal(
      note('Under another name?', [startPartition('orders-0')], { group: known(null), related }),
      'billing-v1 (Empty) has one commit there, orders-0 at 1,900. Commits belong to a group.id: a new one does not take them along.',
    );
  });

  it('tells when commits are forgotten, as far as that is known', () => {
    const partitions = [startPartition('orders-0', { committed: 4n })];
    const log = { stateChangedAt: at - 2 * 86_400_000, oldestCommitAt: null };
    assert.equal(
      note('Commits expire', partitions, { log }),
      'in 5 days: 7 days after the last member left (2 days ago). Then auto.offset.reset decides everywhere.',
    );
    assert.match(note('Commits expire', partitions) ?? '', /since when could not be seen\.$/);
    assert.match(
      note('Commits expire', partitions, { retentionMs: unknown({ kind: 'forbidden', code: 'CLUSTER_AUTHORIZATION_FAILED' }) }) ?? '',
      /./,
    );
    assert.equal(note('Commits expire', [startPartition('orders-0')]), undefined);
  });
});

describe('a start forecast for a shell, a ticket and a pipeline', () => {
  const partitions = [startPartition('orders_eu-0', { committed: 40n }), startPartition('orders_eu-1', { end: 9_007_199_254_740_993n })];

  it('is a table in the terminal, with what it cost and that nothing was changed', () => {
    const text = startText(forecast(partitions, latest));
    assert.match(text, /^After a restart, 9,007,199,254,740,993 records on orders_eu-1 are skipped\n\n/);
    assert.match(text, /\nPartition +State +Committed +Log start +Log end +With latest, from your file +With earliest\n/);
    assert.match(text, /\norders_eu-0 +goes on +40 +0 +100 +Goes on at 40, 60 waiting; next: .* \(2026-11-20 13:43:36 UTC\) +the same/);
    assert.match(text, /9 requests, 4\.2 kB\. No group was joined and nothing was committed\./);
  });

  it('is Markdown whose names stay names', () => {
    assert.match(
      startMarkdown(forecast(partitions, latest)),
      /^# After a restart, .* on orders\\_eu-1 are skipped\n[^]*\| orders\\_eu-0 \| goes on \|/,
    );
  });

  it('is JSON that rounds no offset', () => {
    const told = JSON.parse(startJson(forecast(partitions, latest))) as {
      level: string;
      policy: string;
      policyFrom: unknown;
      partitions: { topic: string; start: unknown; byPolicy: Record<string, { kind: string }> }[];
    };
    assert.deepEqual([told.level, told.policy, told.policyFrom], ['attention', 'latest', { file: 'replay.properties', line: 6 }]);
    assert.deepEqual(told.partitions[0]?.start, {
      kind: 'at',
      offset: '9007199254740993',
      waiting: '0',
      skipped: '9007199254740993',
      again: '0',
    });
    assert.deepEqual(told.partitions[0].byPolicy['none'], { kind: 'stops' });
  });
});
