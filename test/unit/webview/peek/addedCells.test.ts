import assert from 'node:assert/strict';
import type { PeekRow } from '../../../../src/webviewProtocol/peek.ts';
import type { PeekCell } from '../../../../src/webviewProtocol/peekTable.ts';
import { AddedCells } from '../../../../webview/peek/addedCells.ts';

const row = (id: number, text: string): PeekRow => ({
  ...{ id, partition: 0, offset: '0', timestamp: 0, timestampType: 'CreateTime', headers: 0, size: 1, mark: 'none' },
  key: { kind: 'null', text: '', note: '' },
  value: { kind: 'json', text, note: '' },
});

describe('cells of an added column', () => {
  /** Questions wait until they are answered by hand. */
  function asked() {
    const waiting: { readonly ids: readonly number[]; readonly answer: (cells: readonly (readonly PeekCell[])[]) => void }[] = [];
    const cells = new AddedCells(
      ids => new Promise(answer => waiting.push({ ids, answer })),
      () => undefined,
    );
    cells.setColumns(['$.id']);
    const answer = async (...found: readonly string[]) => {
      waiting.shift()?.answer(found.map(text => [text]));
      await new Promise(resolve => setImmediate(resolve));
    };
    return { cells, answer, waiting };
  }

  it('say what the host found', async () => {
    const { cells, answer, waiting } = asked();
    cells.setRows([row(1, '{"id":1}'), row(2, '{"id":2}')]);
    await answer('1', '2');
    assert.deepEqual([cells.of(1, '$.id'), cells.of(2, '$.id')], ['1', '2']);
    assert.equal(waiting.length, 0);
  });

  it('of a record that was decoded in another way meanwhile are asked for again', async () => {
    const { cells, answer, waiting } = asked();
    cells.setRows([row(1, '00 01'), row(2, '{"id":2}')]);
    cells.setRows([row(1, '{"id":1}'), row(2, '{"id":2}')]);
    await answer('as it was', '2');
    assert.deepEqual([cells.of(1, '$.id'), cells.of(2, '$.id')], [undefined, '2']);
    assert.deepEqual(waiting[0]?.ids, [1]);
    await answer('1');
    assert.equal(cells.of(1, '$.id'), '1');
  });

  it('of a record that is gone are forgotten', async () => {
    const { cells, answer } = asked();
    cells.setRows([row(1, '{"id":1}')]);
    cells.setRows([]);
    await answer('1');
    assert.equal(cells.of(1, '$.id'), undefined);
  });
});
