import assert from 'node:assert/strict';
import { forecastStart } from '../../../src/diagnosis/startForecast.ts';
import { partitionName } from '../../../src/model/cluster.ts';
import { known, unknown } from '../../../src/model/failure.ts';
import type { StartSituation } from '../../../src/model/start.ts';
import { at, clientSaying, failedPartition, startPartition, startSituation } from '../../support/starts.ts';

const forecast = (partitions: StartSituation['partitions'], more: Partial<StartSituation> = {}) =>
  forecastStart(startSituation(partitions, more));
const starts = (offset: bigint, { waiting = 0n, skipped = 0n, again = 0n } = {}) => ({ kind: 'at', offset, waiting, skipped, again });

describe('the forecast of a start', () => {
  it('goes on at a commit in the log, whatever the policy says', () => {
    for (const written of ['earliest', 'latest', 'none', 'by_duration:PT1H']) {
      const { rows, level } = forecast([startPartition('orders-0', { committed: 40n })], { client: clientSaying(written) });
      assert.deepEqual([rows[0]?.startCase, rows[0]?.outcome, level], ['goes-on', starts(40n, { waiting: 60n }), 'fine']);
    }
  });

  it('takes commits at both ends of the log as good ones', () => {
    const { rows } = forecast([
      startPartition('orders-0', { committed: 10n, start: 10n }),
      startPartition('orders-1', { committed: 100n }),
    ]);
    assert.deepEqual(
      rows.map(({ startCase }) => startCase),
      ['goes-on', 'goes-on'],
    );
  });

  it('without a commit reads all from the beginning, or skips all that is there, or stops', () => {
    const { rows, totals } = forecast([startPartition('orders-0', { start: 20n, atDuration: 90n })]);
    assert.deepEqual(rows[0]?.outcomes, {
      earliest: starts(20n, { waiting: 80n }),
      latest: starts(100n, { skipped: 80n }),
      none: { kind: 'stops' },
      'by-duration': starts(90n, { waiting: 10n, skipped: 70n }),
    });
    assert.equal(rows[0].outcome, null); // nobody says the policy
    assert.deepEqual([totals.latest.skipped, totals.earliest.read], [80n, 80n]);
  });

  it('counts what was deleted before it was read, and lets the policy decide on the rest', () => {
    const { rows, lost, level } = forecast([startPartition('orders-3', { committed: 30n, start: 50n })], {
      client: clientSaying('earliest'),
    });
    assert.deepEqual([rows[0]?.startCase, rows[0]?.lost, rows[0]?.outcome], ['below-start', 20n, starts(50n, { waiting: 50n })]);
    assert.deepEqual([lost, level], [20n, 'attention']);
    const latest = forecast([startPartition('orders-3', { committed: 30n, start: 50n })], { client: clientSaying('latest') });
    assert.deepEqual(latest.rows[0]?.outcome, starts(100n, { skipped: 50n }));
  });

  it('reads again what lies before a commit beyond the end, with earliest alone', () => {
    const { rows } = forecast([startPartition('orders-5', { committed: 108n })]);
    assert.deepEqual([rows[0]?.startCase, rows[0]?.cutOff], ['beyond-end', 8n]);
    assert.deepEqual([rows[0]?.outcomes.earliest, rows[0]?.outcomes.latest], [starts(0n, { waiting: 100n, again: 100n }), starts(100n)]);
  });

  it('sends a duration that no record is young enough for to the end', () => {
    const { rows } = forecast([startPartition('orders-0', { atDuration: null })], { client: clientSaying('by_duration:PT1H') });
    assert.deepEqual(rows[0]?.outcome, starts(100n, { skipped: 100n }));
  });

  it('ends at the last stable offset for clients that read committed records, and not for others', () => {
    const partition = startPartition('orders-0', { stable: 80n });
    const committed = forecast([partition], { client: clientSaying('latest', { isolation: 'read_committed' }) });
    assert.deepEqual(committed.rows[0]?.outcome, starts(80n, { skipped: 80n }));
    assert.deepEqual(forecast([partition], { client: clientSaying('latest') }).rows[0]?.outcome, starts(100n, { skipped: 100n }));
    // A commit that a reader of uncommitted records made is in range for the broker.
    const ahead = forecast([startPartition('orders-0', { stable: 80n, committed: 90n })], {
      client: clientSaying('none', { isolation: 'read_committed' }),
    });
    assert.equal(ahead.rows[0]?.startCase, 'goes-on');
  });

  it('leaves a partition without a leader unknown, and judges the others', () => {
    const failure = { kind: 'no-leader', request: 'ListOffsets', subject: 'orders-1' } as const;
    const { rows, level } = forecast([startPartition('orders-0', { committed: 100n }), failedPartition('orders-1', failure)]);
    assert.deepEqual(
      rows.map(({ partition, startCase }) => [partitionName(partition), startCase]),
      [
        ['orders-1', 'unknown'],
        ['orders-0', 'goes-on'],
      ],
    );
    assert.deepEqual([rows[0]?.outcome, level], [{ kind: 'unknown', failure }, 'unknown']);
  });

  it('calls nothing fine where no partition could be told', () => {
    assert.equal(forecast([]).level, 'unknown');
    assert.equal(forecast([startPartition('a-0', { committed: 100n })], { group: unknown({ kind: 'forbidden' }) }).level, 'unknown');
  });

  it('puts the worst first: what stops or skips, what reads again, what is unknown, what goes on', () => {
    const { rows } = forecast(
      [
        startPartition('a-0', { committed: 90n }),
        failedPartition('b-0', { kind: 'no-leader' }),
        startPartition('c-0', { committed: 120n }),
        startPartition('d-0'),
        startPartition('e-0', { end: 900n }),
      ],
      { client: clientSaying('latest') },
    );
    assert.deepEqual(
      rows.map(({ partition }) => partition.topic),
      ['e', 'd', 'c', 'b', 'a'],
    );
  });

  it('is fine for a new group that begins at the beginning, and for one that leaves nothing out', () => {
    const more = { group: known(null) };
    assert.equal(forecast([startPartition('orders-0')], { ...more, client: clientSaying('earliest') }).level, 'fine');
    assert.equal(forecast([startPartition('orders-0', { end: 0n })], { ...more, client: clientSaying('latest') }).level, 'fine');
    assert.equal(forecast([startPartition('orders-0')], { ...more, client: clientSaying('latest') }).level, 'attention');
    assert.equal(forecast([startPartition('orders-0')], more).level, 'attention'); // nobody says it: latest is what most clients do
    assert.equal(forecast([startPartition('orders-0', { end: 0n })], { ...more, client: clientSaying('none') }).level, 'attention');
  });

  it('asks a share group’s own setting, and no client', () => {
    const share = known({ groupType: 'share', groupState: 'Empty', protocolType: 'share', members: 0 } as const);
    const { policy, expiry, rows } = forecast([startPartition('orders-0')], { group: share, shareReset: known('earliest') });
    assert.deepEqual([policy, expiry], [{ kind: 'earliest' }, { kind: 'none', why: 'share' }]);
    assert.deepEqual(rows[0]?.outcome, starts(0n, { waiting: 100n }));
    assert.equal(forecast([startPartition('orders-0')], { group: share, shareReset: unknown({ kind: 'forbidden' }) }).policy, null);
  });
});

describe('when commits are forgotten', () => {
  const rows = [startPartition('orders-0', { committed: 40n })];
  const week = 7 * 86_400_000;

  it('counts from the moment a classic group became empty', () => {
    const log = { stateChangedAt: at - 3_600_000, oldestCommitAt: at - 9_000_000 };
    assert.deepEqual(forecast(rows, { log }).expiry, {
      kind: 'at',
      at: at - 3_600_000 + week,
      since: at - 3_600_000,
      basis: 'empty',
      retentionMs: week,
    });
  });

  it('counts from the oldest commit for groups without a rebalance protocol and for those of KIP-848', () => {
    const log = { stateChangedAt: at, oldestCommitAt: at - 9_000_000 };
    for (const kind of [
      { groupType: 'classic', protocolType: '' },
      { groupType: 'consumer', protocolType: 'consumer' },
    ] as const) {
      const group = known({ ...kind, groupState: 'Empty', members: 0 } as const);
      const { expiry } = forecast(rows, { log, group });
      assert.deepEqual(expiry, { kind: 'at', at: at - 9_000_000 + week, since: at - 9_000_000, basis: 'commit', retentionMs: week });
    }
  });

  it('does not count while somebody reads, and says so where the beginning was not seen', () => {
    const group = known({ groupType: 'classic', groupState: 'Stable', protocolType: 'consumer', members: 2 } as const);
    assert.deepEqual(forecast(rows, { group }).expiry, { kind: 'kept', retentionMs: week });
    assert.deepEqual(forecast(rows).expiry, { kind: 'counting', retentionMs: week });
    assert.deepEqual(forecast([startPartition('orders-0')]).expiry, { kind: 'none', why: 'no-commits' });
    const failure = { kind: 'forbidden' } as const;
    assert.deepEqual(forecast(rows, { retentionMs: unknown(failure) }).expiry, { kind: 'unknown', failure });
  });
});
