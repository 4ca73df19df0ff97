import assert from 'node:assert/strict';
import { insertByTime } from '../../../../src/vscode/panels/insertByTime.ts';
import { toDecimal } from '../../../../src/webviewProtocol/guards.ts';
import type { PeekLook, PeekRow } from '../../../../src/webviewProtocol/peek.ts';
import { withArrived, type Arrival } from '../../../../webview/peek/arrivals.ts';

const content = { kind: 'text', text: '', note: '' } as const;
const row = (id: number, timestamp: number): PeekRow => ({
  ...{ id, topic: 'orders', partition: id % 3, offset: toDecimal(BigInt(id)), timestamp, timestampType: 'CreateTime' },
  ...{ key: content, value: content, headers: 0, size: 1, mark: 'none' },
});
const statement = { lead: '', rest: '', notes: [], details: [] };
const lookOf = (rows: readonly PeekRow[]): PeekLook => ({
  ...{ rows, markers: [], statement, added: 0, canReadEarlier: false, canReadLater: false },
});
const idsOf = ({ rows }: Pick<PeekLook, 'rows'>) => rows.map(({ id }) => id);

/** The host's list and what it tells of it: at most `most` rows stay. */
function host(there: readonly PeekRow[], arrived: readonly PeekRow[], most: number) {
  const { all, added, at } = insertByTime(there, arrived, ({ partition, timestamp }) => ({ topic: 'orders', partition, timestamp }));
  const dropped = Math.max(0, all.length - most);
  const message: Arrival = { type: 'added', rows: added, at, dropped, statement, share: null };
  return { rows: all.slice(dropped), message };
}

describe('rows that arrive on the page', () => {
  it('stand as they stand on the host, whatever came and went', () => {
    let there: readonly PeekRow[] = [];
    let look = lookOf([]);
    for (let turn = 0; turn < 20; turn++) {
      const arrived = Array.from({ length: 7 }, (_, n) => row(turn * 7 + n, (turn * 7 + n * 13) % 60));
      const { rows, message } = host(there, arrived, 50);
      there = rows;
      look = withArrived(look, message, 0).look;
      assert.deepEqual(idsOf(look), idsOf({ rows: there }));
    }
    assert.equal(look.rows.length, 50);
  });

  it('say by how many rows the ones in view moved', () => {
    const look = lookOf([row(0, 10), row(3, 20), row(6, 30)]);
    const seen = 1; // the second row is the first that is seen
    const before = host(look.rows, [row(1, 5), row(2, 15), row(4, 25)], 100);
    assert.equal(withArrived(look, before.message, seen).above, 2); // one in front of all, one in front of it
    const dropping = host(look.rows, [row(1, 40), row(2, 50)], 3);
    assert.equal(withArrived(look, dropping.message, seen).above, -2);
  });
});
