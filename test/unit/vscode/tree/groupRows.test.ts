import assert from 'node:assert/strict';
import { diagnose } from '../../../../src/diagnosis/diagnose.ts';
import { known, unknown, type Failure } from '../../../../src/model/failure.ts';
import type { Group, Member } from '../../../../src/model/group.ts';
import { lagOf, totalLag } from '../../../../src/model/lag.ts';
import type { PartitionOffsets } from '../../../../src/model/offsets.ts';
import type { PartitionState } from '../../../../src/model/sample.ts';
import type { GroupTrend, PartitionTrend } from '../../../../src/model/trend.ts';
import { wordVerdict } from '../../../../src/report/verdictWords.ts';
import { inGroup } from '../../../../src/vscode/tree/groupContents.ts';
import {
  type GroupDiagnosis,
  groupPartitionRow,
  groupRow,
  groupSummary,
  memberRow,
  unownedRow,
  type Words,
} from '../../../../src/vscode/tree/groupRows.ts';
import { group as supportGroup, member as supportMember, type Offsets, snapshot, watched } from '../../../support/snapshots.ts';

function judged(members: readonly Member[], partitions: (second: number) => Readonly<Record<string, Offsets>>): GroupDiagnosis {
  const it = snapshot({ samples: watched(supportGroup(members), partitions) });
  return { snapshot: it, words: wordVerdict(it, diagnose(it)), isEarly: false };
}

const words: Words = {
  describeFailure: ({ code, kind }) => ({ what: code ?? kind, why: 'why', next: 'next' }),
  failureSentence: ({ code, kind }) => `${code ?? kind} sentence.`,
  wordLag: () => ({ headline: 'headline', sentence: '' }),
};

const at = Date.UTC(2026, 10, 20, 12);
const minutes = (n: number): number => n * 60_000;

const offsets = (committed: bigint | null, end: bigint, partition = 0): PartitionOffsets => ({
  topic: 'orders',
  partition,
  committed: known(committed === null ? null : { offset: committed, leaderEpoch: 0, metadata: '' }),
  logStartOffset: known(0n),
  highWatermark: known(end),
  lastStableOffset: known(end),
});

const member = (overrides: Partial<Member> = {}): Member => ({
  memberId: 'billing-3-uuid',
  groupInstanceId: null,
  clientId: 'billing-3',
  clientHost: '/10.0.0.7',
  subscription: known(['orders']),
  subscribedRegex: null,
  assignment: known([{ topic: 'orders', partition: 0 }]),
  ...overrides,
});

function partition(state: PartitionState, overrides: Partial<PartitionTrend> = {}): PartitionTrend {
  const of = overrides.offsets ?? offsets(90n, 100n, overrides.partition);
  return {
    topic: 'orders',
    partition: 0,
    state,
    lag: lagOf(of),
    offsets: of,
    owner: null,
    ownership: 'not-owned',
    producedPerSecond: null,
    consumedPerSecond: null,
    lagPerSecond: null,
    unmovedSince: null,
    sawCommitMove: false,
    waitingSince: null,
    etaMs: null,
    hot: null,
    observedMs: minutes(1),
    arrived: null,
    ...overrides,
  };
}

const trend = (...partitions: readonly PartitionTrend[]): GroupTrend => ({
  at,
  observedMs: minutes(1),
  partitions,
  states: partitions.map(({ state }) => state),
  lags: partitions.map(({ lag }) => (lag.kind === 'known' ? Number(lag.records) : NaN)),
  partition: row => partitions[row]!,
  total: totalLag(partitions.map(({ lag }) => lag)),
  producedPerSecond: null,
  consumedPerSecond: null,
  lagPerSecond: null,
  etaMs: null,
});

const group = (overrides: Partial<Group> = {}): Group => ({
  groupId: 'billing',
  groupType: 'classic',
  groupState: 'Stable',
  protocolType: 'consumer',
  coordinator: 1,
  assignor: 'range',
  members: [member()],
  ...overrides,
});

const forbidden: Failure = { kind: 'forbidden', code: 'GROUP_AUTHORIZATION_FAILED' };

describe('A group in the tree', () => {
  it('that nobody looked into says its state, its type and how many members it has', () => {
    const { label, description, icon } = groupRow(group(), undefined, words);
    assert.equal(label, 'billing');
    assert.equal(description, 'Stable · classic · 1 member');
    assert.equal(icon?.colour, undefined, 'Stable is not "fine", so nothing is green');
  });

  for (const [type, said] of [
    ['consumer', 'consumer (KIP-848)'],
    ['share', 'share'],
    ['streams', 'streams'],
    ['unknown', 'type unknown'],
  ] as const)
    it(`of type ${type} says so`, () =>
      assert.equal(groupRow(group({ groupType: type }), undefined, words).description, `Stable · ${said} · 1 member`));

  it('of Connect workers is not taken for one of consumers', () => {
    assert.match(groupRow(group({ protocolType: 'connect' }), undefined, words).description, /classic, connect/);
  });

  it('without members says so', () => {
    assert.equal(groupRow(group({ groupState: 'Empty', members: [] }), undefined, words).description, 'Empty · classic · no members');
  });

  it('with members that own nothing counts them, but not while it rebalances', () => {
    const members = [member(), member({ assignment: known([]) })];
    assert.match(groupRow(group({ members }), undefined, words).description, /2 members, 1 idle$/);
    assert.match(groupRow(group({ members, groupState: 'PreparingRebalance' }), undefined, words).description, /2 members$/);
  });

  it('that is only listed does not say "no members"', () => {
    const { groupId, groupType, groupState, protocolType } = group();
    assert.equal(groupRow({ groupId, groupType, groupState, protocolType }, undefined, words).description, 'Stable · classic');
  });

  it('that may not be described has a lock and says what failed, not "no members"', () => {
    const { description, icon, tooltip } = groupRow(group({ members: [], failure: forbidden }), undefined, words);
    assert.equal(icon?.id, 'lock');
    assert.match(description, /GROUP_AUTHORIZATION_FAILED/);
    assert.doesNotMatch(description, /members/);
    assert.match(tooltip, /GROUP_AUTHORIZATION_FAILED sentence\./);
  });

  it('that stopped answering keeps what was known beside the failure', () => {
    const look = { trend: trend(partition('steady')), failure: { kind: 'unreachable', code: 'ECONNREFUSED' } as const };
    assert.equal(groupRow(group(), look, words).description, 'no answer: ECONNREFUSED · steady · 10 wait · Stable · classic · 1 member');
  });

  it('that never answered claims nothing about its partitions', () => {
    const look = { trend: trend(), failure: { kind: 'unreachable', code: 'ECONNREFUSED' } as const };
    assert.equal(groupRow(group(), look, words).description, 'no answer: ECONNREFUSED · Stable · classic · 1 member');
  });

  it('that nobody looks at any more says of when its lag is', () => {
    const { description } = groupRow(group(), { trend: trend(partition('steady')), isOld: true }, words);
    assert.match(description, /^steady · 10 wait · as of \d\d:\d\d · Stable/);
  });

  it('starts with what is wrong', () => {
    const stuck = partition('stuck', { waitingSince: at - minutes(41), sawCommitMove: true });
    const { description, icon } = groupRow(group(), { trend: trend(stuck) }, words);
    assert.equal(description, 'stuck for 41 min · 10 wait · Stable · classic · 1 member');
    assert.deepEqual(icon, { id: 'debug-pause', colour: 'charts.red' });
  });

  it('has menus for its state and type', () => {
    assert.equal(groupRow(group(), undefined, words).context, 'group Stable classic');
  });
});

describe('The words for what was seen of a group', () => {
  const none = offsets(100n, 100n);
  for (const [said, of, empty] of [
    ['stuck for 41 min · 10 wait', trend(partition('stuck', { waitingSince: at - minutes(41), sawCommitMove: true })), false],
    ['stuck over 1 min · 10 wait', trend(partition('stuck', { waitingSince: at - minutes(1) })), false],
    ['1 stuck, 2 hot · 30 wait', trend(partition('hot'), partition('stuck'), partition('hot')), false],
    ['stopped · 10 wait', trend(partition('stopped')), true],
    ['lost records · 10 wait', trend(partition('lost'), partition('steady', { offsets: none })), false],
    ['draining · gone in 4 min', { ...trend(partition('draining')), etaMs: minutes(4) }, false],
    ['growing · 10 wait', trend(partition('growing')), false],
    ['steady · 10 wait', trend(partition('steady')), false],
    ['steady, nothing waits', trend(partition('steady', { offsets: none })), false],
    ['empty, nothing left to read', trend(partition('steady', { offsets: none })), true],
    ['no commit yet', trend(partition('no-commit', { offsets: offsets(null, 100n) })), false],
    ['partly without a commit · 10 wait', trend(partition('no-commit', { offsets: offsets(null, 100n) }), partition('steady')), false],
    ['too early to say · 10 wait', trend(partition('too-early')), false],
    ['no partitions, no commits', trend(), true],
  ] as const)
    it(`are "${said}"`, () => assert.equal(groupSummary(of, empty), said));
});

describe('A member in the tree', () => {
  it('says where it runs and what it owns', () => {
    assert.equal(memberRow(member(), []).label, 'billing-3');
    assert.equal(memberRow(member(), []).description, '10.0.0.7 · 1 partition');
    assert.equal(memberRow(member({ groupInstanceId: 'pod-3' }), []).description, '10.0.0.7 · instance pod-3 · 1 partition');
  });

  it('that owns nothing is called idle and cannot be opened', () => {
    const row = memberRow(member({ assignment: known([]) }), []);
    assert.match(row.description, /idle, owns no partition/);
    assert.equal(row.opens, undefined);
  });

  it('whose assignment could not be read is not called idle', () => {
    const row = memberRow(member({ assignment: unknown({ kind: 'kafka', code: 'REBALANCE_IN_PROGRESS' }) }), []);
    assert.match(row.description, /assignment unknown/);
    assert.doesNotMatch(row.description, /idle/);
  });
});

describe('A partition of a group in the tree', () => {
  const row = (of: PartitionTrend): string => groupPartitionRow(of, at, words).description;

  it('says committed offset, end and lag', () => {
    assert.equal(
      row(partition('steady', { offsets: offsets(184_211n, 191_466n) })),
      'steady · lag 7,255 · committed 184,211 · end 191,466',
    );
  });

  it('without a commit has no lag, not even 0', () => {
    assert.equal(row(partition('no-commit', { offsets: offsets(null, 100n) })), 'no commit · 100 in the log · end 100');
  });

  it('whose end is unknown says why, and no number as its lag', () => {
    const of: PartitionOffsets = { ...offsets(90n, 0n), highWatermark: unknown({ kind: 'no-leader', code: 'LEADER_NOT_AVAILABLE' }) };
    assert.equal(row(partition('no-leader', { offsets: of })), 'no leader · lag unknown · committed 90 · LEADER_NOT_AVAILABLE');
  });

  it('that may not be looked at has a lock', () => {
    const of: PartitionOffsets = { ...offsets(90n, 0n), highWatermark: unknown({ kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED' }) };
    assert.equal(groupPartitionRow(partition('forbidden', { offsets: of }), at, words).icon?.id, 'lock');
  });

  it('tells of records that were deleted before they were read', () => {
    const of: PartitionOffsets = { ...offsets(90n, 150n), logStartOffset: known(100n) };
    assert.match(groupPartitionRow(partition('lost', { offsets: of }), at, words).tooltip, /^10 were deleted before they were read\.$/m);
  });
});

describe('Partitions without an owner', () => {
  it('are counted with what waits in them, and shown opened', () => {
    const row = unownedRow([partition('stopped'), partition('stopped', { partition: 1 })], true);
    assert.equal(row.label, 'Without an owner');
    assert.equal(row.description, '2 partitions · 20 wait');
    assert.equal(row.opens, 'open');
  });

  it('are not called so while nobody can know their owner', () => {
    assert.equal(unownedRow([partition('steady')], false).label, 'Owner unknown');
  });
});

describe('what a diagnosis found, in the tree', () => {
  const billing = judged([supportMember('billing-1', ['orders-0'])], second => ({
    'orders-0': { committed: 90n, start: 95n, end: BigInt(100 + second) },
  }));
  const fine = judged([supportMember('billing-1', ['orders-0'])], second => ({
    'orders-0': { committed: BigInt(second), end: BigInt(second) },
  }));

  it('counts on the group, with the time, and gives it its icon where nobody looks at its lag', () => {
    const row = groupRow(group(), undefined, words, billing);
    assert.match(row.description, /^\d findings? at \d\d:\d\d · Stable · /);
    assert.equal(row.icon?.id, 'error');
    assert.match(row.tooltip, /\nDiagnosed \d\d:\d\d:\d\d: /);
    assert.match(row.context, /^group .* diagnosed$/);
  });

  it('is nothing to count where the group is healthy', () => {
    const row = groupRow(group(), undefined, words, fine);
    assert.doesNotMatch(row.description, /finding/);
    assert.match(row.tooltip, /Diagnosed .*: Healthy: /);
  });

  it('stands below the group, worst first, before its members', () => {
    const [first, ...rest] = inGroup({}, { clusterName: 'demo', groupId: 'billing' }, words, billing);
    const row = first?.row();
    assert.equal(row?.icon?.id, 'error');
    assert.match(row.description, /^proven · \d\d:\d\d$/);
    assert.equal(row.context, 'finding');
    assert.equal(new Set([first?.key, ...rest.map(({ key }) => key)]).size, rest.length + 1);
  });
});
