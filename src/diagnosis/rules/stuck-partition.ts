import { partitionName } from '../../model/cluster.ts';
import type { Confidence, Evidence } from '../../model/finding.ts';
import type { Group } from '../../model/group.ts';
import { memberNames } from '../../model/memberNames.ts';
import { RARE_COMMIT_MS, UNMOVED_MS } from '../../model/partitionState.ts';
import type { PartitionTrend } from '../../model/trend.ts';
import {
  apart,
  describedBy,
  describeGroupCommand,
  hostOf,
  namesOf,
  OFFSETS,
  placesOf,
  showLag,
  SHOWN_PARTITIONS,
  waitingOn,
  worstFirst,
} from '../partitions.ts';
import { headerNames, nextRecordIn, type NextRecordLook } from '../recordDiffers.ts';
import { defineRule, fact } from '../rule.ts';

/** After this long a Java client that cannot get on has been put out of its group (max.poll.interval.ms, 5 min). */
const CERTAIN_MS = 5 * 60_000;

/** A member that is alive, a commit that does not move, records that arrive behind it: usually one record that it cannot get past. */
export const stuckPartition = defineRule({
  id: 'stuck-partition',
  needs: ['group', 'samples', 'trend'],
  uses: ['records'],
  observeMs: UNMOVED_MS,
  diagnose: ({ group, samples, trend, records, groupId, now }) => {
    const looks = new Map(records.map(looked => [partitionName(looked), nextRecordIn(looked)]));
    const lookAt = (one: PartitionTrend): NextRecordLook | null => looks.get(partitionName(one)) ?? null;
    const standing = worstFirst(trend.partitions.filter(one => one.state === 'stuck' || standsUnexplained(one, now)));
    const suspects = standing.filter(one => one.state === 'stuck' || isOld(lookAt(one)));
    const undecided = standing
      .filter(one => !suspects.includes(one))
      .map(one => ({ undecided: partitionName(one), needsMs: RARE_COMMIT_MS, hadMs: now - (one.waitingSince ?? now) }));
    const moving = trend.partitions.filter(({ sawCommitMove }) => sawCommitMove).length;
    const names = memberNames(group.members);
    const ownerOf = ({ owner }: PartitionTrend) => (owner ? (names.get(owner.memberId) ?? owner.clientId) : null);

    const findings = apart(suspects).flatMap(some => {
      const [worst] = some;
      const places = worst && placesOf(worst);
      if (!worst || !places) return [];
      const look = lookAt(worst);
      const confidence = confidenceIn(worst, look, now);
      const evidenceOf = (one: PartitionTrend): readonly Evidence[] => {
        const record = lookAt(one);
        return [
          ...stoodStill(one, samples, now),
          ...ownerIsAlive(one, ownerOf(one), group, now),
          ...(record ? recordEvidence(one, record) : []),
        ];
      };
      return [
        {
          severity: confidence === 'possible' ? ('warning' as const) : ('error' as const),
          confidence,
          subject: partitionName(worst),
          figures: {
            partitions: namesOf(some),
            owner: ownerOf(worst),
            offset: places.committed,
            waiting: waitingOn(worst),
            arrivedPerSecond: worst.producedPerSecond,
            stoodMs: now - (worst.unmovedSince ?? now),
            atLeast: !worst.sawCommitMove,
            differsBy: look?.differsBy ?? [],
            looksLike: look?.record.valueLooksLike ?? null,
            neighboursLookLike: look?.neighboursLookLike ?? null,
            moving,
          },
          evidence: [
            ...some.slice(0, SHOWN_PARTITIONS).flatMap(evidenceOf),
            ...(moving > 0 ? [fact('other-commits-move', { moving }, 'OffsetFetch', now)] : []),
          ],
          fixes: [
            {
              kind: 'peek' as const,
              topic: worst.topic,
              partition: worst.partition,
              offset: look?.record.offset ?? places.committed,
              groupId,
            },
            showLag(worst),
            {
              kind: 'copy-command' as const,
              command: 'read-record' as const,
              figures: { topic: worst.topic, partition: worst.partition, offset: look?.record.offset ?? places.committed },
            },
            describeGroupCommand(groupId),
          ],
        },
      ];
    });
    return [...findings, ...undecided];
  },
});

/** Nothing else shows how often this group commits, and the commit has stood while records came: not enough to call it stuck. */
function standsUnexplained({ state, ownership, waitingSince, arrived }: PartitionTrend, now: number): boolean {
  if (state !== 'too-early' || ownership === 'not-owned' || ownership === 'nobody-in-group') return false;
  return waitingSince !== null && now - waitingSince >= UNMOVED_MS && (arrived ?? 0n) > 0n;
}

/** Even a group that commits once a minute would have passed a record of that age. */
const isOld = (look: NextRecordLook | null): boolean => look?.ageMs !== null && look?.ageMs !== undefined && look.ageMs >= RARE_COMMIT_MS;

function confidenceIn(one: PartitionTrend, look: NextRecordLook | null, now: number): Confidence {
  const differs = (look?.differsBy.length ?? 0) > 0;
  if (one.state !== 'stuck') return differs ? 'likely' : 'possible';
  return differs || now - (one.unmovedSince ?? now) >= CERTAIN_MS ? 'proven' : 'likely';
}

function stoodStill(one: PartitionTrend, samples: Parameters<typeof endAt>[0], now: number): readonly Evidence[] {
  const places = placesOf(one);
  const since = one.unmovedSince;
  if (!places || since === null) return [];
  const endFrom = endAt(samples, one, since) ?? places.end;
  const figures = { partition: partitionName(one), offset: places.committed, endFrom, endTo: places.end, ms: now - since };
  return [fact('commit-stood-still', figures, OFFSETS, now)];
}

function endAt(
  samples: readonly { readonly at: number; readonly partitions: readonly PartitionTrend['offsets'][] }[],
  { topic, partition }: PartitionTrend,
  at: number,
): bigint | undefined {
  const sample = samples.find(one => one.at === at);
  return sample?.partitions.find(one => one.topic === topic && one.partition === partition)?.highWatermark.value;
}

function ownerIsAlive(one: PartitionTrend, owner: string | null, group: Group, now: number): readonly Evidence[] {
  if (!one.owner || owner === null)
    return [fact('members-are-alive', { members: group.members.length, state: group.groupState }, describedBy(group), now)];
  const figures = { partition: partitionName(one), owner, host: hostOf(one.owner.clientHost), state: group.groupState };
  return [fact('owner-is-alive', figures, describedBy(group), now)];
}

function recordEvidence(one: PartitionTrend, look: NextRecordLook): readonly Evidence[] {
  const { record, neighbours, neighboursLookLike, neighboursSize, neighboursHeaders, ageMs, at } = look;
  const partition = partitionName(one);
  const { offset, size, valueLooksLike: looksLike } = record;
  return [
    fact('record-at-commit', { partition, offset, looksLike, size, headers: headerNames(record), ageMs }, 'Fetch', at),
    ...(neighboursSize === null
      ? []
      : [
          fact(
            'neighbours-of-record',
            {
              from: neighbours[0]?.offset ?? offset,
              to: neighbours.at(-1)?.offset ?? offset,
              looksLike: neighboursLookLike,
              size: neighboursSize,
              headers: neighboursHeaders,
            },
            'Fetch',
            at,
          ),
        ]),
  ];
}
