import { stuckPartition } from '../../../../src/diagnosis/rules/stuck-partition.ts';
import { diagnosisTest } from '../../../support/diagnosisTest.ts';
import { committed, committedEvery, offsetsLog } from '../../../support/offsetsLogs.ts';
import { failed, forbidden, group, member, records, watched } from '../../../support/snapshots.ts';
import { traffic } from '../../../support/traffic.ts';

const billing = group([member('billing-1', ['orders-0']), member('billing-3', ['orders-2'])]);
const moving = traffic({ produced: 20, consumed: 100, commitEvery: 5 });
const standing = (second: number) => ({ committed: 184_211n, end: 191_407n + BigInt(second * 3) });
const beside = (second: number) => ({ 'orders-0': moving(second), 'orders-2': standing(second) });
const alone = (second: number) => ({ 'orders-2': standing(second) });
const ten = Array.from({ length: 10 }, (_, n) => `orders-${n}`);
const alike = { 184208: {}, 184209: {}, 184210: {}, 184211: {}, 184212: {}, 184213: {} };
const old = { 184210: {}, 184211: { ageSeconds: 90 }, 184212: {}, 184213: {} };

diagnosisTest(stuckPartition, {
  finds: [
    {
      when: 'the commit stands at a record of another kind while other commits move',
      snapshot: {
        samples: watched(billing, beside),
        records: [
          records('orders-2', 184_211n, {
            184209: { looksLike: 'registry' },
            184210: { looksLike: 'registry' },
            184211: { looksLike: 'json', ageSeconds: 2_460 },
            184212: { looksLike: 'registry' },
          }),
        ],
      },
      subject: 'orders-2',
      severity: 'error',
      confidence: 'proven',
      figures: { owner: 'billing-3', offset: 184_211n, waiting: 7_256n, differsBy: ['shape'], moving: 1 },
      facts: ['commit-stood-still', 'owner-is-alive', 'record-at-commit', 'neighbours-of-record', 'other-commits-move'],
      says: 'orders-2 is stuck: billing-3 cannot get past record 184,211. That record is JSON, its neighbours are in schema registry framing.',
    },
    {
      when: 'the record is like its neighbours, with less confidence',
      snapshot: { samples: watched(billing, beside), records: [records('orders-2', 184_211n, alike)] },
      subject: 'orders-2',
      severity: 'error',
      confidence: 'likely',
      figures: { differsBy: [] },
    },
    {
      when: 'records may not be read: the commit alone tells it',
      snapshot: { samples: watched(billing, beside), missing: { records: [failed('orders-2', { ...forbidden, request: 'Fetch' })] } },
      subject: 'orders-2',
      severity: 'error',
      confidence: 'likely',
      figures: { looksLike: null },
      facts: ['commit-stood-still', 'owner-is-alive', 'other-commits-move'],
    },
    {
      when: 'it stands at a tombstone',
      snapshot: {
        samples: watched(billing, beside),
        records: [records('orders-2', 184_211n, { ...alike, 184211: { looksLike: 'null' } })],
      },
      subject: 'orders-2',
      severity: 'error',
      figures: { differsBy: ['tombstone'] },
      says: 'That record is a tombstone (null) among records with values.',
    },
    {
      when: 'it stands at a record of another schema',
      snapshot: {
        samples: watched(billing, beside),
        records: [
          records('orders-2', 184_211n, {
            184209: { looksLike: 'registry', schemaId: 7 },
            184210: { looksLike: 'registry', schemaId: 7 },
            184211: { looksLike: 'registry', schemaId: 12 },
            184212: { looksLike: 'registry', schemaId: 7 },
          }),
        ],
      },
      subject: 'orders-2',
      severity: 'error',
      figures: { differsBy: ['schema'] },
      says: 'That record was written with another schema than its neighbours.',
    },
    {
      when: 'it stands at a record that is far larger, without a header and without a key',
      snapshot: {
        samples: watched(billing, beside),
        records: [
          records('orders-2', 184_211n, {
            184209: { headers: ['event-type'] },
            184210: { headers: ['event-type'] },
            184211: { size: 900_000, key: null },
            184212: { headers: ['event-type'] },
          }),
        ],
      },
      subject: 'orders-2',
      severity: 'error',
      figures: { differsBy: ['size', 'headers', 'key'] },
    },
    {
      when: 'it is the only partition, and its record is older than any group waits to commit: possibly',
      snapshot: { samples: watched(billing, alone), records: [records('orders-2', 184_211n, old)] },
      subject: 'orders-2',
      severity: 'warning',
      confidence: 'possible',
      says: 'orders-2 may be stuck: billing-3 has committed nothing there for 20 s.',
    },
    {
      when: 'it is the only partition, and its record is old and of another kind: likely',
      snapshot: {
        samples: watched(billing, alone),
        records: [records('orders-2', 184_211n, { ...old, 184211: { ageSeconds: 90, looksLike: 'text' } })],
      },
      subject: 'orders-2',
      severity: 'error',
      confidence: 'likely',
    },
    {
      when: 'two are: each has its own record, the worst first',
      snapshot: {
        samples: watched(group([member('billing-1', ['orders-0']), member('billing-2', ['orders-1', 'orders-2'])]), second => ({
          ...beside(second),
          'orders-1': { committed: 50n, end: 90n + BigInt(second) },
        })),
      },
      subject: 'orders-2',
      subjects: ['orders-2', 'orders-1'],
      severity: 'error',
    },
    {
      when: 'ten of eleven are: they are one finding',
      snapshot: {
        samples: watched(group([member('billing-1', ten), member('billing-2', ['orders-10'])]), second => ({
          ...Object.fromEntries(ten.map((name, n) => [name, { committed: 50n, end: 90n + BigInt(n + second) }])),
          'orders-10': moving(second),
        })),
      },
      subject: 'orders-9',
      severity: 'error',
      says: 'Ten partitions are stuck, orders-9 worst',
    },
    {
      when: 'all stand, one of them at a record of another kind: that one is to blame',
      snapshot: {
        samples: watched(
          group([member('billing-1', ['orders-0', 'orders-2'])]),
          second => ({ 'orders-0': { committed: 50n, end: 60n + BigInt(second) }, 'orders-2': standing(second) }),
          { forSeconds: 70 },
        ),
        records: [records('orders-2', 184_211n, { ...alike, 184211: { looksLike: 'text', ageSeconds: 90 } }, { atSecond: 70 })],
      },
      subject: 'orders-2',
      subjects: ['orders-2', 'orders-0'],
      severity: 'error',
      figures: { differsBy: ['shape'] },
    },
    {
      when: 'the offsets topic tells that it has stood for ten minutes while its record waited',
      snapshot: {
        samples: watched(billing, alone),
        records: [records('orders-2', 184_211n, { ...alike, 184211: { ageSeconds: 600 } })],
        offsetsLog: [
          offsetsLog({
            commits: [
              ...committedEvery('orders-2', { everySeconds: 5, fromSecond: -640, times: 8, from: 184_141n, step: 10n }),
              committed('orders-2', -300, 184_211n),
            ],
          }),
        ],
      },
      subject: 'orders-2',
      severity: 'error',
      confidence: 'proven',
      figures: { stoodMs: 600_000 },
      facts: [
        'commit-stood-still',
        'commit-stands-since',
        'same-offset-committed-again',
        'owner-is-alive',
        'record-at-commit',
        'neighbours-of-record',
      ],
      says: 'orders-2: offset 184,211 was committed 2 times in 10 min',
    },
  ],
  staysQuiet: [
    {
      when: 'it is a share group, the start of whose window is written down late',
      snapshot: { samples: watched(group(billing.members, { groupType: 'share' }), beside, { forSeconds: 70 }) },
    },
    {
      when: 'commits move',
      snapshot: { samples: watched(billing, second => ({ 'orders-0': moving(second), 'orders-2': moving(second) })) },
    },
    { when: 'nothing waits', snapshot: { samples: watched(billing, () => ({ 'orders-2': { committed: 500n, end: 500n } })) } },
    {
      when: 'nobody is in the group: that is another finding',
      snapshot: { samples: watched(group([]), alone) },
    },
    {
      when: 'the only partition has stood for 20 s and its record is young: a group that commits every 30 s looks so',
      snapshot: { samples: watched(billing, alone), records: [records('orders-2', 184_211n, alike)] },
      notChecked: ['orders-2'],
    },
    {
      when: 'the offsets topic tells that the group commits every two minutes, and did so one minute ago',
      snapshot: {
        samples: watched(billing, alone, { forSeconds: 70 }),
        records: [records('orders-2', 184_211n, { ...alike, 184211: { ageSeconds: 600 } }, { atSecond: 70 })],
        offsetsLog: [
          offsetsLog({
            commits: committedEvery('orders-2', { everySeconds: 120, fromSecond: -470, times: 5, from: 183_811n, step: 100n }),
          }),
        ],
      },
    },
    {
      when: 'the offsets topic has one commit of it, forty seconds old: that tells no pace',
      snapshot: {
        samples: watched(billing, alone),
        records: [records('orders-2', 184_211n, alike)],
        offsetsLog: [offsetsLog({ commits: [committed('orders-2', -20, 184_211n)] })],
      },
      notChecked: ['orders-2'],
    },
    {
      when: 'its member gets on with another partition: it may come to this one in its turn',
      snapshot: {
        samples: watched(group([member('billing-1', ['orders-0', 'orders-2'])]), beside),
        records: [records('orders-2', 184_211n, alike)],
      },
      notChecked: ['orders-2'],
    },
    {
      when: 'all stand alike: that is another finding',
      snapshot: {
        samples: watched(
          group([member('billing-1', ['orders-0', 'orders-2'])]),
          second => ({ 'orders-0': { committed: 50n, end: 60n + BigInt(second) }, 'orders-2': standing(second) }),
          { forSeconds: 70 },
        ),
      },
    },
    {
      when: 'it was watched for ten seconds only',
      snapshot: { samples: watched(billing, beside, { forSeconds: 10 }) },
      notChecked: ['orders-billing'],
    },
    {
      when: 'only records that transactions gave up are left',
      snapshot: {
        samples: watched(group([member('billing-3', ['orders-2'])]), () => ({ 'orders-2': { committed: 480n, end: 484n } }), {
          forSeconds: 70,
        }),
        records: [
          records('orders-2', 480n, {
            479: {},
            480: { aborted: true },
            481: { aborted: true },
            482: { control: 'abort' },
            483: { control: 'commit' },
          }),
        ],
      },
    },
    {
      when: 'an open transaction hides what arrives',
      snapshot: {
        samples: watched(billing, second => ({ 'orders-2': { committed: 400n, stable: 400n, end: 400n + BigInt(second * 10) } })),
      },
    },
  ],
});
