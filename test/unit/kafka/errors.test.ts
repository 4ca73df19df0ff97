import assert from 'node:assert/strict';
import { operationsOnCluster } from '../../../src/kafka/authorizedOperations.ts';
import { failureFromCode } from '../../../src/kafka/errors.ts';

describe("Kafka's error codes", () => {
  for (const [code, name, kind] of [
    [3, 'UNKNOWN_TOPIC_OR_PARTITION', 'not-found'],
    [69, 'GROUP_ID_NOT_FOUND', 'not-found'],
    [5, 'LEADER_NOT_AVAILABLE', 'no-leader'],
    [16, 'NOT_COORDINATOR', 'no-coordinator'],
    [29, 'TOPIC_AUTHORIZATION_FAILED', 'forbidden'],
    [30, 'GROUP_AUTHORIZATION_FAILED', 'forbidden'],
    [35, 'UNSUPPORTED_VERSION', 'unsupported'],
    [58, 'SASL_AUTHENTICATION_FAILED', 'login-refused'],
    [1, 'OFFSET_OUT_OF_RANGE', 'kafka'],
    [9999, 'ERROR_9999', 'kafka'],
  ] as const) {
    it(`${code} is ${name}, of the kind ${kind}`, () => {
      assert.deepEqual(failureFromCode(code, { request: 'Fetch', subject: 'orders-0' }), {
        kind,
        code: name,
        request: 'Fetch',
        subject: 'orders-0',
      });
    });
  }

  it('0 is no failure', () => assert.equal(failureFromCode(0, { request: 'Fetch' }), undefined));

  it("keep the broker's own words, shortened", () => {
    const failure = failureFromCode(42, { request: 'Fetch', detail: 'no '.repeat(1000) });
    assert.equal(failure?.detail?.length, 300);
    assert.equal(failureFromCode(42, { request: 'Fetch', detail: null })?.detail, undefined);
  });
});

describe('what a login may do to the cluster tells of lists', () => {
  const bits = (...operations: number[]) => operations.reduce((sum, operation) => sum | (1 << operation), 0);

  it('an administrator sees all groups and topics', () => {
    assert.deepEqual(operationsOnCluster(bits(5, 7, 8, 9, 10, 11, 12)), { groupListIsComplete: true, listsAreComplete: true });
  });

  it('DESCRIBE shows all groups, yet says nothing of topics', () => {
    assert.deepEqual(operationsOnCluster(bits(8)), { groupListIsComplete: true, listsAreComplete: 'unknown' });
  });

  it('without DESCRIBE neither list is to be trusted', () => {
    assert.deepEqual(operationsOnCluster(bits(12)), { groupListIsComplete: false, listsAreComplete: false });
    assert.deepEqual(operationsOnCluster(0), { groupListIsComplete: false, listsAreComplete: false });
  });

  it('a broker that does not tell leaves it unknown', () => {
    const unknown = { groupListIsComplete: 'unknown', listsAreComplete: 'unknown' };
    assert.deepEqual(operationsOnCluster(undefined), unknown);
    assert.deepEqual(operationsOnCluster(-2_147_483_648), unknown);
  });
});
