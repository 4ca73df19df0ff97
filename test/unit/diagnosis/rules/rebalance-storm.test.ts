import { rebalanceStorm } from '../../../../src/diagnosis/rules/rebalance-storm.ts';
import type { Member } from '../../../../src/model/group.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { loggedMember, loggedStates } from '../../../support/memberships.ts';
import { generation } from '../../../support/offsetsLogs.ts';
import { group, member, watched } from '../../../support/snapshots.ts';

const steady = member('quote-1', ['quotes-0']);
const seen = (members: (second: number) => readonly Member[]) =>
  watched(
    second => group(members(second)),
    () => ({}),
  );
const settled = seen(() => [steady]);
/** Every four seconds another instance has come and the one before has gone. */
const scaling = seen(second => [steady, member(`quote-${2 + Math.floor(second / 4)}`, ['quotes-1'])]);
const logged = (members: readonly (readonly string[])[], everySeconds: number) => [
  loggedStates(
    members.map((names, index) =>
      generation(
        (index - members.length) * everySeconds,
        index + 5,
        names.map(name => loggedMember(name)),
      ),
    ),
  ),
];

diagnosisTest(rebalanceStorm, {
  finds: [
    {
      when: 'instances come and go while we look',
      snapshot: { samples: scaling },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'likely',
      figures: { clients: ['quote-3', 'quote-4', 'quote-5', 'quote-6'] },
      says: 'orders-billing rebalances every 4 s and hardly gets to read',
    },
    {
      when: 'the coordinator wrote them down, a minute apart: a warning',
      snapshot: { samples: settled, offsetsLog: logged([['a'], ['a', 'b'], ['a', 'c'], ['a', 'd'], ['a', 'e'], ['a']], 60) },
      subject: 'orders-billing',
      severity: 'warning',
      confidence: 'proven',
      figures: { rebalances: 5, everyMs: 60_000, clients: ['b', 'c', 'd', 'e'] },
    },
    {
      when: 'nobody comes or goes and the group rebalances all the same',
      snapshot: {
        samples: settled,
        offsetsLog: logged(
          Array.from({ length: 9 }, () => ['a', 'b']),
          20,
        ),
      },
      subject: 'orders-billing',
      severity: 'error',
      figures: { rebalances: 8, came: 0, went: 0, clients: [] },
      says: 'so members join again without leaving',
    },
    {
      when: 'a cooperative group keeps what it can: a warning, however often',
      snapshot: {
        samples: watched(
          second => group([steady, member(`quote-${2 + Math.floor(second / 4)}`, ['quotes-1'])], { assignor: 'cooperative-sticky' }),
          () => ({}),
        ),
      },
      subject: 'orders-billing',
      severity: 'warning',
      says: 'its partitions keep moving',
    },
  ],
  staysQuiet: [
    {
      when: 'it ended four minutes ago, and had been one a minute at most before',
      snapshot: {
        samples: settled,
        offsetsLog: [
          loggedStates(
            [0, 1, 2, 3, 4, 5].map(n =>
              generation(-300 + 10 * n, n + 5, n === 5 ? [loggedMember('a')] : [loggedMember('a'), loggedMember(`b${n}`)]),
            ),
          ),
        ],
      },
    },
    { when: 'nothing happens', snapshot: { samples: settled } },
    {
      when: 'a release replaces each of three members once',
      snapshot: {
        samples: settled,
        offsetsLog: logged(
          [
            ['a1', 'b1', 'c1'],
            ['b1', 'c1'],
            ['b1', 'c1', 'a2'],
            ['c1', 'a2'],
            ['c1', 'a2', 'b2'],
            ['a2', 'b2'],
            ['a2', 'b2', 'c2'],
          ],
          10,
        ),
      },
    },
    {
      when: 'a group is made, and released anew a minute later',
      snapshot: {
        samples: settled,
        offsetsLog: [
          loggedStates(
            [
              ['a1', 'b1', 'c1'],
              ['b1', 'c1'],
              ['b1', 'c1', 'a2'],
              ['c1', 'a2', 'b2'],
              ['a2', 'b2', 'c2'],
            ].map((names, index) =>
              generation(
                -60 + 10 * index,
                index + 1,
                names.map(name => loggedMember(name)),
              ),
            ),
          ),
        ],
      },
    },
    {
      when: 'six instances start one after the other',
      snapshot: {
        samples: settled,
        offsetsLog: logged([['a'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd', 'e']], 5),
      },
    },
    {
      when: 'a cooperative group rebalances twice for each that comes',
      snapshot: {
        samples: settled,
        offsetsLog: logged(
          [['a'], ['a'], ['a', 'b'], ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c'], ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'd']],
          5,
        ),
      },
    },
    {
      when: 'it was over a quarter of an hour ago',
      snapshot: {
        samples: settled,
        offsetsLog: [loggedStates([0, 1, 2, 3, 4, 5].map(n => generation(-1_000 + n, n, [loggedMember('a'), loggedMember(`b${n}`)])))],
      },
    },
  ],
});
