import { pollIntervalExceeded } from '../../../../src/diagnosis/rules/poll-interval-exceeded.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { clientFile, loggedMember, loggedStates } from '../../../support/memberships.ts';
import { generation } from '../../../support/offsetsLogs.ts';
import { failed, group, member, watched } from '../../../support/snapshots.ts';

const settled = watched(group([member('render-1', ['jobs-0'])]), () => ({}));
/** Stays of so many seconds each, ten seconds apart, of a member that may be away from poll() for 30 s. */
const stays = (...lengths: readonly number[]) => {
  let at = -lengths.reduce((all, one) => all + one + 10, 0);
  const entries = [generation(at - 5, 1, [loggedMember('render-1')])];
  for (const [n, length] of lengths.entries()) {
    const slow = loggedMember('render-2', ['jobs-1'], { memberId: `render-2-${n}`, rebalanceTimeoutMs: 30_000 });
    entries.push(
      generation(at, 2 * n + 2, [loggedMember('render-1'), slow]),
      generation(at + length, 2 * n + 3, [loggedMember('render-1')]),
    );
    at += length + 10;
  }
  return [loggedStates(entries)];
};

diagnosisTest(pollIntervalExceeded, {
  finds: [
    {
      when: 'it leaves each time when its interval is over',
      snapshot: {
        samples: settled,
        offsetsLog: stays(31, 33, 30),
        clientFiles: [clientFile({ pollInterval: ['max.poll.interval.ms', '30000'] })],
      },
      subject: 'render-2',
      severity: 'error',
      confidence: 'likely',
      figures: { times: 3, timeoutMs: 30_000, usualMs: 31_000 },
      facts: ['last-life', 'last-life', 'last-life', 'may-be-away-from-poll'],
      says: 'render-2 works longer on one batch than the 30 s it may be away from poll()',
    },
  ],
  staysQuiet: [
    { when: 'it was so an hour ago', snapshot: { samples: settled, offsetsLog: stays(31, 33, 30, 3_600) } },
    { when: 'it happened once', snapshot: { samples: settled, offsetsLog: stays(31) } },
    { when: 'it goes at any time: it crashes', snapshot: { samples: settled, offsetsLog: stays(3, 12, 31, 5, 32) } },
    { when: 'it stays for far longer', snapshot: { samples: settled, offsetsLog: stays(300, 400) } },
    {
      when: 'the offsets topic may not be read',
      snapshot: { samples: settled, missing: { offsetsLog: [failed('__consumer_offsets', { kind: 'forbidden' })] } },
      notChecked: ['__consumer_offsets'],
    },
  ],
});
