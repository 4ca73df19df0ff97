import assert from 'node:assert/strict';
import { consumerGroupsTable } from '../../../src/report/consumerGroupsTable.ts';
import { forbidden, group, member, offsets } from '../../support/snapshots.ts';

describe('the table as kafka-consumer-groups prints it', () => {
  it('has its columns, its widths, and its dash for all that is missing', () => {
    const table = consumerGroupsTable(group([member('billing-1', ['orders-0'])]), [
      offsets('orders-0', { committed: 90n, end: 150n }),
      offsets('orders-1', { committed: null, end: 7n }),
      offsets('orders-2', { committed: 5n, end: forbidden }),
    ]);
    assert.deepEqual(table.split('\n'), [
      'GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID     HOST            CLIENT-ID',
      'orders-billing  orders          0          90              150             60              billing-1-7d1c  /10.2.0.11      billing-1',
      'orders-billing  orders          1          -               7               -               -               -               -',
      'orders-billing  orders          2          5               -               -               -               -               -',
      '',
    ]);
  });
});
