import { crashLoopingMember } from '../../../../src/diagnosis/rules/crash-looping-member.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { loggedMember, loggedStates } from '../../../support/memberships.ts';
import { generation } from '../../../support/offsetsLogs.ts';
import { group, member, watched } from '../../../support/snapshots.ts';

const steady = member('thumbnail-1', ['thumbnails-0']);
const settled = watched(group([steady]), () => ({}));
/** Three seconds in, three out. */
const crashing = watched(
  second =>
    group(
      second % 6 < 3 ? [steady] : [steady, member('thumbnail-2', ['thumbnails-1'], { memberId: `thumbnail-2-${Math.floor(second / 6)}` })],
    ),
  () => ({}),
  { forSeconds: 24, everySeconds: 1 },
);
const life = (n: number, timeoutMs = 300_000) =>
  loggedMember('thumbnail-2', ['thumbnails-1'], { memberId: `thumbnail-2-${n}`, rebalanceTimeoutMs: timeoutMs });
/** Lives of so many seconds, a minute apart, that ended just now. */
const lives = (count: number, forSeconds: number, timeoutMs?: number) => [
  loggedStates([
    generation(-3_500, 1, [loggedMember('thumbnail-1')]),
    ...Array.from({ length: count }, (_, n) => {
      const start = (n - count) * (forSeconds + 60);
      return [
        generation(start, 2 * n + 2, [loggedMember('thumbnail-1'), life(n, timeoutMs)]),
        generation(start + forSeconds, 2 * n + 3, [loggedMember('thumbnail-1')]),
      ];
    }).flat(),
  ]),
];

diagnosisTest(crashLoopingMember, {
  finds: [
    {
      when: 'it comes and goes before our eyes',
      snapshot: { samples: crashing },
      subject: 'thumbnail-2',
      severity: 'error',
      confidence: 'likely',
      figures: { host: '10.2.0.11', times: 4, usualMs: 3_000 },
      facts: ['came-and-went', 'last-life'],
      says: 'thumbnail-2 (10.2.0.11) joins, is gone after 3 s, and joins again',
    },
    {
      when: 'the coordinator wrote it down, with Kubernetes’ back-off between',
      snapshot: { samples: settled, offsetsLog: lives(3, 20) },
      subject: 'thumbnail-2',
      severity: 'error',
      figures: { times: 3, usualMs: 20_000 },
    },
  ],
  staysQuiet: [
    { when: 'it was restarted twice', snapshot: { samples: settled, offsetsLog: lives(2, 20) } },
    { when: 'each run lasted ten minutes: a job', snapshot: { samples: settled, offsetsLog: lives(4, 600) } },
    {
      when: 'it stays for just its poll interval: that is another fault',
      snapshot: { samples: settled, offsetsLog: lives(4, 20, 20_000) },
    },
    {
      when: 'pods with one client id on one host come and go side by side, as an autoscaler does it',
      snapshot: {
        samples: settled,
        offsetsLog: [
          loggedStates(
            [1, 2, 3, 4, 5].map(n => generation(-60 + 10 * n, n, [loggedMember('thumbnail-1'), life(n), life(n + 1), life(n + 2)])),
          ),
        ],
      },
    },
    {
      when: 'it has stayed since the last start: somebody has put it right',
      snapshot: {
        samples: settled,
        offsetsLog: [
          loggedStates(
            [0, 1, 2, 3].flatMap(n => [
              generation(-300 + 20 * n, 2 * n + 5, [loggedMember('thumbnail-1'), life(n)]),
              ...(n === 3 ? [] : [generation(-290 + 20 * n, 2 * n + 6, [loggedMember('thumbnail-1')])]),
            ]),
          ),
        ],
      },
    },
    { when: 'nothing happens', snapshot: { samples: settled } },
  ],
});
