import { partitionName, type TopicPartition } from '../../model/cluster.ts';
import { memberNames } from '../../model/memberNames.ts';
import type { OffsetsLog } from '../../model/offsetsLog.ts';
import type { GroupSample } from '../../model/sample.ts';
import { openAt, settingIn } from '../clientSettings.ts';
import { describedBy, describeGroupCommand, hostOf } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';
import { HANGS_MS, looksInState, spanOf } from '../unsettled.ts';

/** A rebalance has begun and does not end: the group waits for members that do not join again, because they do not poll. */
export const joinHangs = defineRule({
  id: 'join-hangs',
  needs: ['group', 'samples'],
  uses: ['offsetsLog', 'clientFiles'],
  diagnose: ({ group, samples, offsetsLog, clientFiles, groupId, now }) => {
    const looks = looksInState(samples, 'PreparingRebalance');
    const [first] = looks;
    if (!first) return [];
    const ms = spanOf(looks);
    if (ms < HANGS_MS) return [{ undecided: groupId, needsMs: HANGS_MS, hadMs: ms }];
    const before = membersBefore(samples, offsetsLog);
    const present = new Set(group.members.map(({ memberId }) => memberId));
    // Who was not there before has just joined; the others are awaited until they poll, or for their rebalance timeout.
    const old = before.filter(({ memberId }) => present.has(memberId));
    const busy = old.filter(({ assignment }) => assignment !== null && commitsMove(looks, assignment));
    const awaited = busy.length > 0 ? busy : old;
    const names = memberNames(group.members);
    const nameOf = (memberId: string) => names.get(memberId) ?? memberId;
    const joined = group.members.filter(({ memberId }) => !before.some(one => one.memberId === memberId));
    const timeoutMs = Math.max(...awaited.map(({ rebalanceTimeoutMs }) => rebalanceTimeoutMs ?? 0), 0) || null;
    const setting = settingIn(clientFiles, 'pollInterval');
    const source = describedBy(group);
    return [
      {
        severity: 'error',
        confidence: awaited.length === 1 ? 'proven' : awaited.length > 1 ? 'likely' : 'possible',
        subject: groupId,
        figures: {
          ms,
          members: group.members.length,
          awaited: awaited.map(({ memberId }) => nameOf(memberId)),
          joined: joined.length,
          timeoutMs,
        },
        evidence: [
          fact('stayed-in-state', { state: 'PreparingRebalance', ms }, source, now),
          ...awaited
            .slice(0, 3)
            .map(({ memberId, clientHost }) =>
              fact('was-there-before', { member: nameOf(memberId), host: hostOf(clientHost) }, source, first.at),
            ),
          ...(timeoutMs === null ? [] : [fact('awaited-for', { timeoutMs }, 'Fetch', now)]),
        ],
        fixes: [...(setting ? [openAt(setting)] : []), describeGroupCommand(groupId)],
      },
    ];
  },
});

interface OldMember {
  readonly memberId: string;
  readonly clientHost: string;
  readonly assignment: readonly TopicPartition[] | null;
  readonly rebalanceTimeoutMs: number | null;
}

/** Members of the last generation: as the coordinator wrote them down, else as they were seen while the group was settled. */
function membersBefore(samples: readonly GroupSample[], offsetsLog: readonly OffsetsLog[]): readonly OldMember[] {
  const logged = offsetsLog[0]?.states.findLast(({ kind }) => kind === 'classic');
  if (logged?.kind === 'classic') return logged.members;
  const settled = samples.findLast(({ group }) => group.groupState === 'Stable');
  return (settled?.group.members ?? []).map(({ memberId, clientHost, assignment }) => ({
    ...{ memberId, clientHost, rebalanceTimeoutMs: null },
    assignment: assignment.value ?? null,
  }));
}

/** It works and commits while the others wait: so it has not joined again. */
function commitsMove(looks: readonly GroupSample[], assignment: readonly TopicPartition[]): boolean {
  const names = new Set(assignment.map(partitionName));
  const sums = looks.map(({ partitions }) =>
    partitions.reduce((all, one) => all + (names.has(partitionName(one)) ? (one.committed.value?.offset ?? 0n) : 0n), 0n),
  );
  return sums.some((sum, index) => index > 0 && sum !== sums[index - 1]);
}
