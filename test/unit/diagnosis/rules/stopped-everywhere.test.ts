import { stoppedEverywhere } from '../../../../src/diagnosis/rules/stopped-everywhere.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { committed, committedEvery, offsetsLog } from '../../../support/offsetsLogs.ts';
import { group, member, records, watched } from '../../../support/snapshots.ts';
import { traffic } from '../../../support/traffic.ts';

const billing = group([member('billing-1', ['orders-0']), member('billing-2', ['orders-1'])]);
const standing = (second: number) => ({
  'orders-0': { committed: 400n, end: 500n + BigInt(second * 3) },
  'orders-1': { committed: 900n, end: 940n + BigInt(second) },
});
const old = (name: string, at: bigint) =>
  records(name, at, { [Number(at) - 1]: {}, [Number(at)]: { ageSeconds: 400 }, [Number(at) + 1]: {}, [Number(at) + 2]: {} });
const before = (name: string, offset: bigint) =>
  committedEvery(name, { everySeconds: 5, fromSecond: -400, times: 4, from: offset - 30n, step: 10n });

diagnosisTest(stoppedEverywhere, {
  finds: [
    {
      when: 'both partitions stand for more than a minute',
      snapshot: { samples: watched(billing, standing, { forSeconds: 70 }) },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'likely',
      figures: { partitions: ['orders-0', 'orders-1'], members: 2, waiting: 420n, commitsAgain: null },
      facts: ['members-are-alive', 'commit-stood-still', 'commit-stood-still'],
      says: 'orders-billing has stopped: two members live and nothing was committed on two partitions for 1 min',
    },
    {
      when: 'a short look and the offsets topic together tell it',
      snapshot: {
        samples: watched(billing, standing),
        records: [old('orders-0', 400n), old('orders-1', 900n)],
        offsetsLog: [offsetsLog({ commits: [...before('orders-0', 400n), ...before('orders-1', 900n)] })],
      },
      subject: 'orders-billing',
      severity: 'error',
      confidence: 'proven',
      figures: { commitsAgain: false },
    },
    {
      when: 'the same offsets are committed again and again: its loop turns',
      snapshot: {
        samples: watched(billing, standing, { forSeconds: 70 }),
        offsetsLog: [
          offsetsLog({
            commits: [
              ...before('orders-0', 400n),
              ...before('orders-1', 900n),
              committed('orders-0', 5, 400n),
              committed('orders-0', 10, 400n),
            ],
          }),
        ],
      },
      subject: 'orders-billing',
      severity: 'error',
      figures: { commitsAgain: true },
      says: 'its loop turns, and reads nothing',
    },
    {
      when: 'old records wait in a short look: possibly',
      snapshot: { samples: watched(billing, standing), records: [old('orders-0', 400n), old('orders-1', 900n)] },
      subject: 'orders-billing',
      severity: 'warning',
      confidence: 'possible',
    },
  ],
  staysQuiet: [
    {
      when: 'one partition gets on: the other one is stuck',
      snapshot: {
        samples: watched(billing, second => ({
          ...standing(second),
          'orders-1': traffic({ produced: 20, consumed: 90, commitEvery: 5 })(second),
        })),
      },
    },
    {
      when: 'it has one partition only: that is stuck',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': standing(second)['orders-0'] }), { forSeconds: 70 }) },
    },
    { when: 'nobody is in the group', snapshot: { samples: watched(group([]), standing, { forSeconds: 70 }) } },
    {
      when: 'nothing is left to read on either',
      snapshot: {
        samples: watched(billing, () => ({ 'orders-0': { committed: 500n, end: 500n }, 'orders-1': { committed: 7n, end: 7n } }), {
          forSeconds: 70,
        }),
      },
    },
    {
      when: 'it commits every two minutes, and did so one minute ago',
      snapshot: {
        samples: watched(billing, standing, { forSeconds: 70 }),
        offsetsLog: [
          offsetsLog({
            commits: [
              ...committedEvery('orders-0', { everySeconds: 120, fromSecond: -360, times: 4, from: 100n, step: 100n }),
              ...committedEvery('orders-1', { everySeconds: 120, fromSecond: -360, times: 4, from: 600n, step: 100n }),
            ],
          }),
        ],
      },
    },
    {
      when: 'one of them stands at a record unlike its neighbours: that one is stuck',
      snapshot: {
        samples: watched(billing, standing, { forSeconds: 70 }),
        records: [records('orders-1', 900n, { 898: {}, 899: {}, 900: { looksLike: 'text' }, 901: {} })],
      },
    },
  ],
});
