import { joinHangs } from '../../../../src/diagnosis/rules/join-hangs.ts';
import { unknown } from '../../../../src/model/failure.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { loggedMember, loggedStates } from '../../../support/memberships.ts';
import { generation } from '../../../support/offsetsLogs.ts';
import { group, member, watched } from '../../../support/snapshots.ts';

const hidden = {
  assignment: unknown({ kind: 'kafka', code: 'REBALANCE_IN_PROGRESS' }),
  subscription: unknown({ kind: 'kafka', code: 'REBALANCE_IN_PROGRESS' }),
};
const waiting = group([member('encoder-1', [], hidden), member('encoder-2', [], hidden)], {
  groupState: 'PreparingRebalance',
  assignor: '',
});
const stable = group([member('encoder-1', ['videos-0'])]);
const before = (...names: readonly string[]) => [
  loggedStates([
    generation(
      -60,
      3,
      names.map(name => loggedMember(name, [`videos-${name.at(-1) === '1' ? 0 : 1}`])),
    ),
  ]),
];

diagnosisTest(joinHangs, {
  finds: [
    {
      when: 'one member was there before and a new one has joined: it is awaited',
      snapshot: { samples: watched(waiting, () => ({})), offsetsLog: before('encoder-1') },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'proven',
      figures: { awaited: ['encoder-1'], joined: 1, timeoutMs: 300_000, ms: 20_000 },
      facts: ['stayed-in-state', 'was-there-before', 'awaited-for'],
      says: 'orders-billing has waited for 20 s for encoder-1 to join again',
    },
    {
      when: 'we saw who was there before it began',
      snapshot: {
        samples: watched(
          second => (second < 6 ? stable : waiting),
          () => ({}),
        ),
      },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'proven',
      figures: { awaited: ['encoder-1'], timeoutMs: null },
    },
    {
      when: 'of two old members one still commits: it is the one at work',
      snapshot: {
        samples: watched(waiting, second => ({
          'videos-0': { committed: 5n, end: 90n },
          'videos-1': { committed: BigInt(second), end: 90n },
        })),
        offsetsLog: before('encoder-1', 'encoder-2'),
      },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'proven',
      figures: { awaited: ['encoder-2'] },
    },
    {
      when: 'any of several may be awaited',
      snapshot: { samples: watched(waiting, () => ({})), offsetsLog: before('encoder-1', 'encoder-2') },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'likely',
      says: 'One or more of encoder-1 and encoder-2 have not joined again',
    },
  ],
  staysQuiet: [
    { when: 'the group is stable', snapshot: { samples: watched(stable, () => ({})) } },
    {
      when: 'it rebalanced for a moment',
      snapshot: {
        samples: watched(
          second => (second > 4 && second < 10 ? waiting : stable),
          () => ({}),
        ),
      },
    },
    {
      when: 'it has just begun, and nobody can tell yet',
      snapshot: {
        samples: watched(
          second => (second < 16 ? stable : waiting),
          () => ({}),
        ),
      },
      notChecked: ['orders-billing'],
    },
  ],
});
