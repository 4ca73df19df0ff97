import { partitionName } from '../../model/cluster.ts';
import type { Confidence, Evidence, Fix } from '../../model/finding.ts';
import type { Group } from '../../model/group.ts';
import { memberNames } from '../../model/memberNames.ts';
import { RARE_COMMIT_MS, UNMOVED_MS } from '../../model/partitionState.ts';
import type { GroupSample } from '../../model/sample.ts';
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
import { defineRule, fact, type Undecided } from '../rule.ts';

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
    const names = memberNames(group.members);
    const standing = worstFirst(trend.partitions.filter(one => one.state === 'stuck' || standsUnexplained(one, now))).map(one => ({
      one,
      look: looks.get(partitionName(one)) ?? null,
      owner: one.owner ? (names.get(one.owner.memberId) ?? one.owner.clientId) : null,
    }));
    const [suspects, undecided] = [standing.filter(isSuspect), standing.filter(it => !isSuspect(it))];
    const moving = trend.partitions.filter(one => one.sawCommitMove && !suspects.some(suspect => suspect.one === one)).length;

    const findings = apart(suspects).flatMap(some => {
      const [worst] = some;
      const places = worst && placesOf(worst.one);
      if (!worst || !places) return [];
      const { one, look, owner } = worst;
      const { topic, partition } = one;
      const confidence = confidenceIn(worst, now);
      const offset = look?.record.offset ?? places.committed;
      const fixes: readonly Fix[] = [
        { kind: 'peek', topic, partition, offset, groupId },
        showLag(one),
        { kind: 'copy-command', command: 'read-record', figures: { topic, partition, offset } },
        describeGroupCommand(groupId),
      ];
      return [
        {
          severity: confidence === 'possible' ? ('warning' as const) : ('error' as const),
          confidence,
          subject: partitionName(one),
          figures: {
            partitions: namesOf(some.map(suspect => suspect.one)),
            owner,
            offset: places.committed,
            waiting: waitingOn(one),
            arrivedPerSecond: one.producedPerSecond,
            stoodMs: now - (one.unmovedSince ?? now),
            atLeast: !one.sawCommitMove,
            differsBy: look?.differsBy ?? [],
            looksLike: look?.record.valueLooksLike ?? null,
            neighboursLookLike: look?.neighboursLookLike ?? null,
            moving,
          },
          evidence: [
            ...some
              .slice(0, SHOWN_PARTITIONS)
              .flatMap(suspect => [...stoodStill(suspect, samples, now), ...ownerIsAlive(suspect, group, now), ...recordEvidence(suspect)]),
            ...(moving > 0 ? [fact('other-commits-move', { moving }, 'OffsetFetch', now)] : []),
          ],
          fixes,
        },
      ];
    });
    return [...findings, ...undecided.map(({ one }) => needsLongerLook(one, now))];
  },
});

/** A partition whose commit stands, with what was found there and who owns it. */
interface Standing {
  readonly one: PartitionTrend;
  readonly look: NextRecordLook | null;
  readonly owner: string | null;
}

/** Nothing else shows how often this group commits, and the commit has stood while records came: not enough to call it stuck. */
function standsUnexplained({ state, ownership, waitingSince, arrived }: PartitionTrend, now: number): boolean {
  if (state !== 'too-early' || ownership === 'not-owned' || ownership === 'nobody-in-group') return false;
  return waitingSince !== null && now - waitingSince >= UNMOVED_MS && (arrived ?? 0n) > 0n;
}

/** Even a group that commits once a minute would have passed a record of that age. */
const isSuspect = ({ one, look }: Standing): boolean => one.state === 'stuck' || (look?.ageMs ?? 0) >= RARE_COMMIT_MS;

const needsLongerLook = (one: PartitionTrend, now: number): Undecided => ({
  undecided: partitionName(one),
  needsMs: RARE_COMMIT_MS,
  hadMs: now - (one.waitingSince ?? now),
});

function confidenceIn({ one, look }: Standing, now: number): Confidence {
  const differs = (look?.differsBy.length ?? 0) > 0;
  if (one.state !== 'stuck') return differs ? 'likely' : 'possible';
  return differs || now - (one.unmovedSince ?? now) >= CERTAIN_MS ? 'proven' : 'likely';
}

function stoodStill({ one }: Standing, samples: readonly GroupSample[], now: number): readonly Evidence[] {
  const places = placesOf(one);
  const since = one.unmovedSince;
  if (!places || since === null) return [];
  const rows = samples.find(({ at }) => at === since)?.partitions ?? [];
  const then = rows.find(({ topic, partition }) => topic === one.topic && partition === one.partition);
  const endFrom = then?.highWatermark.value ?? places.end;
  const figures = { partition: partitionName(one), offset: places.committed, endFrom, endTo: places.end, ms: now - since };
  return [fact('commit-stood-still', figures, OFFSETS, now)];
}

function ownerIsAlive({ one, owner }: Standing, group: Group, now: number): readonly Evidence[] {
  const { groupState: state, members } = group;
  if (!one.owner || owner === null) return [fact('members-are-alive', { members: members.length, state }, describedBy(group), now)];
  const figures = { partition: partitionName(one), owner, host: hostOf(one.owner.clientHost), state };
  return [fact('owner-is-alive', figures, describedBy(group), now)];
}

function recordEvidence({ one, look }: Standing): readonly Evidence[] {
  if (!look) return [];
  const { record, neighbours, neighboursLookLike: theyLookLike, neighboursSize, neighboursHeaders, ageMs, at } = look;
  const { offset, size, valueLooksLike: looksLike } = record;
  const found = fact(
    'record-at-commit',
    { partition: partitionName(one), offset, looksLike, size, headers: headerNames(record), ageMs },
    'Fetch',
    at,
  );
  const [first, last] = [neighbours[0], neighbours.at(-1)];
  if (!first || !last || neighboursSize === null) return [found];
  const around = { from: first.offset, to: last.offset, looksLike: theyLookLike, size: neighboursSize, headers: neighboursHeaders };
  return [found, fact('neighbours-of-record', around, 'Fetch', at)];
}
