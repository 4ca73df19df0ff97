import { partitionName } from '../../model/cluster.ts';
import { headerNames } from '../../model/differences.ts';
import type { Evidence, Fix } from '../../model/finding.ts';
import type { Group } from '../../model/group.ts';
import { UNMOVED_MS } from '../../model/partitionState.ts';
import {
  apart,
  describedBy,
  describeGroupCommand,
  hostOf,
  namesOf,
  placesOf,
  showLag,
  SHOWN_PARTITIONS,
  waitingOn,
} from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';
import { stoodStill, type Suspect, suspectsIn } from '../suspects.ts';

/** A member that is alive, a commit that does not move, records that arrive behind it: usually one record that it cannot get past. */
export const stuckPartition = defineRule({
  id: 'stuck-partition',
  needs: ['group', 'samples', 'trend'],
  uses: ['records', 'offsetsLog'],
  observeMs: UNMOVED_MS,
  diagnose: ({ group, samples, trend, records, offsetsLog, groupId, now }) => {
    const { suspects, undecided, everywhere } = suspectsIn({ group, trend, records, offsetsLog, now });
    // Where all stand alike no single record is to blame: stopped-everywhere says it once.
    if (everywhere) return undecided;
    const moving = trend.partitions.filter(one => one.sawCommitMove && !suspects.some(suspect => suspect.one === one)).length;

    const findings = apart(suspects).flatMap(some => {
      const [worst] = some;
      const places = worst && placesOf(worst.one);
      if (!worst || !places) return [];
      const { one, look, owner, confidence, stoodMs, atLeast } = worst;
      const { topic, partition } = one;
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
            stoodMs,
            atLeast,
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
    return [...findings, ...undecided];
  },
});

function ownerIsAlive({ one, owner }: Suspect, group: Group, now: number): readonly Evidence[] {
  const { groupState: state, members } = group;
  if (!one.owner || owner === null) return [fact('members-are-alive', { members: members.length, state }, describedBy(group), now)];
  const figures = { partition: partitionName(one), owner, host: hostOf(one.owner.clientHost), state };
  return [fact('owner-is-alive', figures, describedBy(group), now)];
}

function recordEvidence({ one, look }: Suspect): readonly Evidence[] {
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
