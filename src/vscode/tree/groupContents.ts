import { partitionName } from '../../model/cluster.ts';
import type { Failure } from '../../model/failure.ts';
import type { Member } from '../../model/group.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import { failureRow, nothingRow } from './clusterRows.ts';
import { findingRow, groupPartitionRow, type GroupDiagnosis, memberRow, unownedRow, type Words } from './groupRows.ts';
import { byName } from './names.ts';
import type { Sketch, Subject } from './nodes.ts';
import type { WatchedGroup } from './watches.ts';

/** What is below a group: what a diagnosis found, members with what they own, then what nobody owns; in a group without members the partitions themselves. */
export function inGroup(
  watched: WatchedGroup,
  subject: Subject & { readonly groupId: string },
  words: Words,
  diagnosis?: GroupDiagnosis,
): readonly Sketch[] {
  const found = diagnosis ? findingSketches(diagnosis, subject) : [];
  return [...found, ...membersAndPartitions(watched, subject, words)];
}

/** What the last diagnosis found, worst first. */
const findingSketches = (diagnosis: GroupDiagnosis, subject: Subject): readonly Sketch[] =>
  diagnosis.words.findings.map(worded => ({
    key: `finding ${worded.finding.ruleId} ${worded.finding.subject}`,
    subject,
    row: () => findingRow(diagnosis, worded),
  }));

function membersAndPartitions(
  { sample, trend, failure }: WatchedGroup,
  subject: Subject & { readonly groupId: string },
  words: Words,
): readonly Sketch[] {
  const failed = failure ? [failureSketch(failure, subject, words)] : [];
  if (!sample || !trend) return failed;
  const { group } = sample;
  const undescribed = group.failure ? [failureSketch(group.failure, subject, words, 'not described')] : [];
  const partitionSketch = (partition: PartitionTrend): Sketch => ({
    key: partitionName(partition),
    subject: { ...subject, topic: partition.topic, partition: partition.partition },
    row: () => groupPartitionRow(partition, trend.at, words),
  });
  const ownedBy = new Map<string, PartitionTrend[]>();
  for (const partition of trend.partitions) {
    if (partition.owner === null) continue;
    const owned = ownedBy.get(partition.owner.memberId);
    if (owned) owned.push(partition);
    else ownedBy.set(partition.owner.memberId, [partition]);
  }
  const memberSketch = (member: Member): Sketch => {
    const owned = ownedBy.get(member.memberId) ?? [];
    return {
      key: `member ${member.memberId}`,
      subject: { ...subject, memberId: member.memberId },
      row: () => memberRow(member, owned),
      children: () => Promise.resolve(owned.map(partitionSketch)),
    };
  };
  const folder = (key: string, partitions: readonly PartitionTrend[], known: boolean): readonly Sketch[] =>
    partitions.length === 0
      ? []
      : [{ key, subject, row: () => unownedRow(partitions, known), children: () => Promise.resolve(partitions.map(partitionSketch)) }];

  const unowned = trend.partitions.filter(({ owner }) => owner === null);
  if (group.members.length > 0) {
    return [
      ...failed,
      ...undescribed,
      ...[...group.members].sort((a, b) => byName(a.clientId, b.clientId) || byName(a.memberId, b.memberId)).map(memberSketch),
      ...folder(
        'without an owner',
        unowned.filter(({ ownership }) => ownership === 'not-owned'),
        true,
      ),
      ...folder(
        'owner unknown',
        unowned.filter(({ ownership }) => ownership !== 'not-owned'),
        false,
      ),
    ];
  }
  const nothing = nothingRow('No members, no commits', 'Nobody is in the group, and it has committed nothing.');
  const isBare = unowned.length === 0 && failed.length + undescribed.length === 0;
  return [...failed, ...undescribed, ...(isBare ? [{ key: 'nothing', subject, row: () => nothing }] : unowned.map(partitionSketch))];
}

export const failureSketch = (failure: Failure, subject: Subject, words: Words, key = 'failure'): Sketch => ({
  key,
  subject,
  row: () => failureRow(failure, words),
});
