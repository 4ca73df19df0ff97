import { partitionName } from '../../model/cluster.ts';
import type { Group, Member } from '../../model/group.ts';
import { memberNames } from '../../model/memberNames.ts';
import type { GroupSample } from '../../model/sample.ts';
import { describedBy, describeGroupCommand, hostOf, showLag } from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** Each step of a reconciliation takes a heartbeat (5 s by default), and there are three: revoke, tell, take. */
const HANGS_MS = 15_000;

/** A member of a KIP-848 group does not give up what is meant for others, or does not take what is meant for it. */
export const reconciliationHangs = defineRule({
  id: 'reconciliation-hangs',
  needs: ['group', 'samples'],
  uses: ['offsetsLog'],
  diagnose: ({ group, samples, offsetsLog, groupId, now }) => {
    const unlike = group.members.filter(({ memberId }) => group.groupType === 'consumer' && isUnlikeTarget(memberOf(group, memberId)));
    if (unlike.length === 0) return [];
    const standing = unlike.map(member => ({ member, ms: now - unchangedSince(samples, member) }));
    const longest = Math.max(...standing.map(({ ms }) => ms));
    if (longest < HANGS_MS) return [{ undecided: groupId, needsMs: HANGS_MS, hadMs: longest }];
    const hanging = standing.filter(({ ms }) => ms >= HANGS_MS);
    // Who holds what it should give back keeps the others waiting; who only waits is not the cause.
    const holding = hanging.filter(({ member }) => surplusOf(member).length > 0);
    const causes = holding.length > 0 ? holding : hanging;
    const names = memberNames(group.members);
    const nameOf = ({ memberId }: Member) => names.get(memberId) ?? memberId;
    const partitions = causes.flatMap(({ member }) => (holding.length > 0 ? surplusOf(member) : wantedOf(member)));
    const [first] = partitions;
    const source = describedBy(group);
    const entries = offsetsLog[0]?.states.flatMap(entry => (entry.kind === 'member' ? [entry.member] : [])) ?? [];
    const timeoutMs = entries.findLast(({ memberId }) => memberId === causes[0]?.member.memberId)?.rebalanceTimeoutMs ?? null;
    return [
      {
        severity: 'error',
        confidence: holding.length > 0 ? 'proven' : 'likely',
        subject: groupId,
        figures: {
          members: causes.map(({ member }) => nameOf(member)),
          partitions: partitions.map(partitionName),
          holds: holding.length > 0,
          ...{ ms: longest, timeoutMs },
        },
        evidence: causes.slice(0, 3).map(({ member, ms }) =>
          fact(
            'unlike-its-target',
            {
              ...{ member: nameOf(member), host: hostOf(member.clientHost), ms },
              owns: member.assignment.value?.length ?? 0,
              target: member.targetAssignment?.length ?? 0,
              memberEpoch: member.memberEpoch ?? null,
              groupEpoch: group.groupEpoch ?? null,
            },
            source,
            now,
          ),
        ),
        fixes: [...(first ? [showLag(first)] : []), describeGroupCommand(groupId)],
      },
    ];
  },
});

const memberOf = ({ members }: Group, id: string): Member | undefined => members.find(({ memberId }) => memberId === id);

const isUnlikeTarget = (member: Member | undefined): member is Member =>
  member !== undefined && (surplusOf(member).length > 0 || wantedOf(member).length > 0);

const surplusOf = ({ assignment, targetAssignment = [] }: Member) => without(assignment.value ?? [], targetAssignment);
const wantedOf = ({ assignment, targetAssignment = [] }: Member) => without(targetAssignment, assignment.value ?? []);

function without<T extends { readonly topic: string; readonly partition: number }>(all: readonly T[], some: readonly T[]): readonly T[] {
  const names = new Set(some.map(partitionName));
  return all.filter(one => !names.has(partitionName(one)));
}

/** Since when it has the same epoch, the same partitions and the same target. */
function unchangedSince(samples: readonly GroupSample[], member: Member): number {
  const stateOf = (one: Member | undefined) =>
    one && [one.memberEpoch, names(one.assignment.value ?? []), names(one.targetAssignment ?? [])].join(' | ');
  const names = (partitions: readonly { readonly topic: string; readonly partition: number }[]) => partitions.map(partitionName).join(',');
  const now = stateOf(member);
  const before = samples.findLastIndex(({ group }) => stateOf(memberOf(group, member.memberId)) !== now);
  return samples[before + 1]?.at ?? samples.at(-1)?.at ?? 0;
}
