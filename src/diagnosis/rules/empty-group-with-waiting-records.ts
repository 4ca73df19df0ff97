import { partitionName } from '../../model/cluster.ts';
import { UNMOVED_MS } from '../../model/partitionState.ts';
import { emptySince } from '../emptySince.ts';
import {
  describedBy,
  describeGroupCommand,
  isConsumerGroup,
  namesOf,
  OFFSETS,
  placesOf,
  showLag,
  SHOWN_PARTITIONS,
  waitingOn,
  waitingOnAll,
  worstFirst,
} from '../partitions.ts';
import { defineRule, fact } from '../rule.ts';

/** The group has commits and records behind them, and nobody in it to read them. A group with nothing left to read is fine. */
export const emptyGroupWithWaitingRecords = defineRule({
  id: 'empty-group-with-waiting-records',
  needs: ['group', 'trend'],
  uses: ['offsetsLog'],
  diagnose: ({ group, trend, offsetsLog: [log], groupId, now }) => {
    if (group.members.length > 0 || !isConsumerGroup(group)) return [];
    // 'stopped' leaves out those whose commits move: of programs that assign themselves partitions and never join.
    const waiting = worstFirst(trend.partitions.filter(({ state }) => state === 'stopped' || state === 'lost'));
    const [worst] = waiting;
    if (!worst || waitingOn(worst) === 0n) return [];
    const since = emptySince(log);
    const emptyMs = since && !since.atLeast ? now - since.at : null;
    return [
      {
        severity: 'error',
        // Whoever commits without joining has been seen to do so by then.
        confidence: trend.observedMs >= UNMOVED_MS ? 'proven' : 'likely',
        subject: groupId,
        figures: { groupId, partitions: namesOf(waiting), records: waitingOnAll(waiting), emptyMs },
        evidence: [
          fact('group-is-empty', { state: group.groupState }, describedBy(group), now),
          ...(emptyMs === null ? [] : [fact('empty-since', { ms: emptyMs }, 'Fetch', now)]),
          ...waiting.slice(0, SHOWN_PARTITIONS).flatMap(one => {
            const places = placesOf(one);
            return places
              ? [fact('records-wait', { partition: partitionName(one), ...places, waiting: waitingOn(one) }, OFFSETS, now)]
              : [];
          }),
        ],
        fixes: [showLag(worst), { kind: 'explain-start', groupId }, describeGroupCommand(groupId)],
      },
    ];
  },
});
