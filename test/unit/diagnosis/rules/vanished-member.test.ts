import { vanishedMember } from '../../../../src/diagnosis/rules/vanished-member.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { loggedMember, loggedStates } from '../../../support/memberships.ts';
import { generation } from '../../../support/offsetsLogs.ts';
import { failed, group, member, watched } from '../../../support/snapshots.ts';

const [first, second] = [member('planner-1', ['deliveries-0']), member('planner-2', ['deliveries-1'])];
const alone = member('planner-1', ['deliveries-0', 'deliveries-1']);
const session = (ms: number) => [
  loggedStates([generation(-60, 3, [loggedMember('planner-1'), loggedMember('planner-2', ['deliveries-1'], { sessionTimeoutMs: ms })])]),
];
/** The second one's commits end at `silentFrom`; at `goneAt` the group is the first one's alone. */
const vanishing = (silentFrom: number, goneAt: number, waits = true, commitEvery = 2) =>
  watched(
    at => group(at < goneAt ? [first, second] : [alone]),
    at => {
      const committed = BigInt(10 * commitEvery * Math.floor((at < goneAt ? Math.min(at, silentFrom) : at) / commitEvery));
      return {
        'deliveries-0': { committed: BigInt(10 * at), end: BigInt(10 * at) },
        'deliveries-1': { committed, end: waits ? BigInt(10 * at + 5) : committed },
      };
    },
    { forSeconds: 40 },
  );

diagnosisTest(vanishedMember, {
  finds: [
    {
      when: 'its commits end, and the group misses it when its session is over',
      snapshot: { samples: vanishing(10, 24), offsetsLog: session(12_000) },
      subject: 'planner-2',
      severity: 'warning',
      confidence: 'likely',
      figures: { partitions: ['deliveries-1'], sessionMs: 12_000, silentMs: 14_000 },
      facts: ['silent-before-it-left', 'session-timeout-of'],
      says: 'planner-2 vanished without leaving: its partitions rested for 14 s',
    },
  ],
  staysQuiet: [
    { when: 'it commits to the end and leaves', snapshot: { samples: vanishing(24, 24), offsetsLog: session(12_000) } },
    { when: 'nothing waited on its partitions', snapshot: { samples: vanishing(10, 24, false), offsetsLog: session(12_000) } },
    {
      when: 'it commits every eight seconds, and the last one was due',
      snapshot: { samples: vanishing(16, 28, true, 8), offsetsLog: session(12_000) },
    },
    {
      when: 'it stood for far longer than a session: it was stuck, then closed',
      snapshot: { samples: vanishing(4, 36), offsetsLog: session(6_000) },
    },
    { when: 'both stay', snapshot: { samples: vanishing(40, 60), offsetsLog: session(12_000) } },
    {
      when: 'nobody knows its session timeout',
      snapshot: { samples: vanishing(10, 24), missing: { offsetsLog: [failed('__consumer_offsets', { kind: 'forbidden' })] } },
      notChecked: ['__consumer_offsets'],
    },
  ],
});
