import assert from 'node:assert/strict';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { judgeSnapshot } from '../../../src/model/snapshotTrend.ts';
import { atOnce } from '../../../src/model/steps.ts';
import { wordMembership } from '../../../src/report/membershipWords.ts';
import { wordVerdict } from '../../../src/report/verdictWords.ts';
import { diagnosisAnswer, fixesOf } from '../../../src/vscode/panels/diagnosisAnswer.ts';
import { diagnosisProtocol } from '../../../src/webviewProtocol/diagnosis.ts';
import { began, group, member, seconds, snapshot, watched } from '../../support/snapshots.ts';

const reasonOf = ({ kind }: { readonly kind: string }) => ({ what: kind, next: 'Ask for it.' });
const crossed = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('what the diagnosis panel sends to its page', () => {
  const answered = (
    told = snapshot({ samples: watched(group([]), second => ({ 'orders-0': { committed: 5n, end: BigInt(40 + second) } })) }),
  ) => {
    const verdict = diagnose(told);
    const words = wordVerdict(told, verdict, { bootstrapServers: ['broker1:9092'] });
    return {
      words,
      answer: crossed(
        atOnce(
          diagnosisAnswer({
            snapshot: told,
            words,
            trend: judgeSnapshot(told.parts),
            isEarly: false,
            firstLookMs: 412,
            reasonOf,
            wordMembership,
          }),
        ),
      ),
      told,
    };
  };

  it('fits the protocol after it has crossed as JSON', () => {
    const { answer } = answered();
    assert.equal(diagnosisProtocol.toPage({ type: 'answer', answer }), true);
    assert.equal(diagnosisProtocol.toPage({ type: 'answer', answer: { ...answer, findings: [{ title: 'x' }] } }), false);
  });

  it('has a button for each fix, and remembers what it does', () => {
    const { answer, words, told } = answered();
    const buttons = answer.findings.flatMap(({ fixes }) => fixes);
    const fixes = fixesOf(words, told.takenAt);
    assert.ok(buttons.length > 0);
    assert.deepEqual(
      buttons.map(({ id }) => fixes.get(id)?.kind),
      buttons.map(({ kind }) => kind),
    );
    assert.equal(buttons.find(({ kind }) => kind === 'copy-command')?.command?.includes('broker1:9092'), true);
  });

  it('draws the partition that the first finding is about', () => {
    const picture = answered().answer.timeline?.picture;
    assert.equal(picture?.partition, 'orders-0');
    assert.deepEqual(picture.points[0], { at: began, committed: 0, end: 35 });
    assert.equal(picture.end, '60');
  });

  it('has no picture of a single look, and no timeline of a group that does not exist', () => {
    const once = watched(group([]), () => ({ 'orders-0': { committed: 5n, end: 40n } }), { forSeconds: 0 });
    assert.equal(answered(snapshot({ samples: once })).answer.timeline?.picture, null);
    assert.equal(answered(snapshot({ groupIds: [] })).answer.timeline, null);
  });

  it('begins the axis where the coordinator wrote the first commit and the first member down', () => {
    const commit = (second: number, committedOffset: bigint) => {
      const at = began + seconds(second);
      return { topic: 'orders', partition: 0, at, committedAt: at, committedOffset, leaderEpoch: 0, metadata: '' };
    };
    const log = {
      ...{ partition: 7, readFromOffset: 0n, readUpToOffset: 2n, since: began - seconds(1800), reachesStart: true, states: [] },
      commits: [commit(-1800, 2n), commit(-600, 5n)],
    };
    const samples = watched(group([member('billing-1', ['orders-0'])]), second => ({
      'orders-0': { committed: 5n, end: BigInt(40 + second) },
    }));
    const { timeline } = answered(snapshot({ samples, offsetsLog: [log] })).answer;
    assert.deepEqual([timeline?.from, timeline?.to, timeline?.isLogged], [began - 1_800_000, began + 20_000, true]);
    assert.deepEqual(timeline?.picture?.points.slice(0, 2), [
      { at: began - 1_800_000, committed: 0, end: null },
      { at: began - 600_000, committed: 3, end: null },
    ]);
  });

  it('has a lane for each member, from when it joined until it left, and says what happened', () => {
    const before = [member('billing-1', ['orders-0']), member('billing-2', [])];
    const after = [member('billing-1', ['orders-0']), member('billing-3', [], { clientHost: '/10.2.0.13' })];
    const samples = watched(
      second => group(second < 10 ? before : after),
      () => ({ 'orders-0': { committed: 5n, end: 5n } }),
    );
    const { timeline } = answered(snapshot({ samples })).answer;
    assert.deepEqual(
      timeline?.lanes.map(({ name, joinedAt, leftAt }) => [name, joinedAt, leftAt]),
      [
        ['billing-1', null, null],
        ['billing-3', began + 10_000, null],
        ['billing-2', null, began + 10_000],
      ],
    );
    assert.deepEqual(
      timeline.moments.map(({ words, isExact }) => [words, isExact]),
      [
        ['billing-2 left', false],
        ['billing-3 joined from 10.2.0.13', false],
      ],
    );
  });

  it('keeps the newest of thousands of changes, and says how many are left out', () => {
    const members = (second: number) => [member(`worker-${second}`, [])];
    const samples = watched(
      second => group(members(second)),
      () => ({ 'orders-0': { committed: 5n, end: 5n } }),
      { forSeconds: 600 },
    );
    const { timeline } = answered(snapshot({ samples })).answer;
    assert.equal(timeline?.moments.length, 200);
    assert.equal(timeline.earlierMoments, 400);
  });
});
