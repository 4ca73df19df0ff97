import assert from 'node:assert/strict';
import { similarNames } from '../../../src/model/similarNames.ts';

describe('similar names', () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['orders-billing', ['orders_billing', 'Orders.Billing'], ['Orders.Billing', 'orders_billing']],
    ['order-service', ['orders-service', 'order-servcie', 'refund-service'], ['order-servcie', 'orders-service']],
    ['billing', ['billing-eu', 'prod-billing', 'bi'], ['billing-eu', 'prod-billing']],
    ['orders-billing-v2', ['orders-billing', 'shipping'], ['orders-billing']],
    ['app', ['apm', 'application', 'map'], []],
    ['orders', [], []],
  ];
  for (const [wanted, names, similar] of cases) {
    it(`to ${wanted} are ${similar.join(', ') || 'none'} of ${names.join(', ') || 'no names'}`, () => {
      assert.deepEqual(similarNames(wanted, names), similar);
    });
  }

  it('are three at most', () => {
    assert.equal(
      similarNames(
        'orders-billing',
        Array.from({ length: 9 }, (_, n) => `orders-billing${n}`),
      ).length,
      3,
    );
  });
});
