import assert from 'node:assert/strict';
import { forecastStart } from '../../../src/diagnosis/startForecast.ts';
import { known } from '../../../src/model/failure.ts';
import type { StartPartition, StartSituation } from '../../../src/model/start.ts';
import { wordStart } from '../../../src/report/startWords.ts';
import { startAnswer } from '../../../src/vscode/panels/startAnswer.ts';
import { startProtocol } from '../../../src/webviewProtocol/start.ts';
import { clientSaying, failedPartition, startPartition, startSituation } from '../../support/starts.ts';

function answer(partitions: readonly StartPartition[], more: Partial<StartSituation> = {}) {
  const forecast = forecastStart(startSituation(partitions, more));
  const told = startAnswer(forecast, wordStart(forecast));
  // What does not survive JSON, or does not fit, would be dropped on its way to the page.
  assert.ok(startProtocol.toPage(JSON.parse(JSON.stringify({ type: 'answer', answer: told }))), 'the page takes it');
  return told;
}

describe('a start forecast on its way to the page', () => {
  const latest = { client: clientSaying('latest') };

  it('has the offsets of each strip, and where both policies begin', () => {
    const { rows } = answer(
      [startPartition('orders-3', { committed: 10n, start: 60n }), startPartition('orders-0', { committed: 40n })],
      latest,
    );
    assert.deepEqual(rows[0]?.strip, {
      ...{ start: '60', end: '100', committed: '10', goesOn: false, unreadFrom: '60' },
      ...{ yours: '100', other: '60', yoursWord: 'latest', otherWord: 'earliest' },
    });
    assert.deepEqual(rows[1]?.strip, {
      ...{ start: '0', end: '100', committed: '40', goesOn: true, unreadFrom: '40' },
      ...{ yours: '40', other: null, yoursWord: 'goes on', otherWord: 'earliest' },
    });
  });

  it('draws no strip of what is unknown', () => {
    assert.equal(answer([failedPartition('orders-0', { kind: 'no-leader' })], latest).rows[0]?.strip, null);
  });

  it('offers to change the line only where the file says it and something is skipped', () => {
    assert.equal(answer([startPartition('orders-0')], latest).change, 'Change line 6 to earliest');
    assert.equal(answer([startPartition('orders-0')], { client: clientSaying('latest', { line: null }) }).change, null);
    assert.equal(answer([startPartition('orders-0')], { client: clientSaying('earliest') }).change, null);
    assert.equal(answer([startPartition('orders-0', { committed: 5n })], latest).change, null);
  });

  it('asks for a topic where nothing tells what the group reads', () => {
    assert.equal(answer([], { group: known(null) }).needsTopic, true);
    const missing = [{ topic: 'orders', failure: { kind: 'not-found' } as const }];
    assert.equal(answer([], { group: known(null), missingTopics: missing }).needsTopic, false);
  });

  it('sends the worst of very many partitions, and says how many it left out', () => {
    const partitions = Array.from({ length: 5_000 }, (_, n) => startPartition(`orders-${n}`, { committed: n === 4_321 ? null : 90n }));
    const { rows, moreRows } = answer(partitions, latest);
    assert.deepEqual([rows.length + moreRows, rows[0]?.name], [5_000, 'orders-4321']);
  });
});
