import assert from 'node:assert/strict';
import { columnCells } from '../../../src/decoding/columnCells.ts';
import { suggestColumns } from '../../../src/decoding/columnSuggestions.ts';
import { aRecord, utf8 } from '../../support/records.ts';

describe('columns that records could have', () => {
  const records = [
    aRecord({
      key: utf8('{"k":1}'),
      value: utf8('{"order":{"id":1,"line items":[{"sku":"a"}]},"it\'s":2}'),
      headers: [{ key: 'source', value: utf8('web') }],
    }),
    aRecord({ value: utf8('{"order":{"id":2}}') }),
    aRecord({ value: utf8('no json') }),
  ];
  const suggested = suggestColumns(records, {});

  it('are members of values and keys, and headers; what most records have comes first', () => {
    assert.deepEqual(suggested[0], { id: '$.order.id', records: 2 });
    const ids = suggested.map(({ id }) => id);
    for (const id of ["$.order['line items'][*].sku", "$['it\\'s']", 'key $.k', 'header source']) assert.ok(ids.includes(id), id);
  });
  it('can all be looked up', () => {
    const [record] = records;
    assert.ok(record);
    const cells = columnCells(
      suggested.map(({ id }) => id),
      { decoding: {} },
    )(record);
    assert.deepEqual(
      cells.filter(cell => typeof cell !== 'string'),
      [],
    );
  });
});
