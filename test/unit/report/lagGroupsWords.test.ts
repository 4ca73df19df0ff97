import assert from 'node:assert/strict';
import { wordGroups, type GroupSign } from '../../../src/report/lagGroupsWords.ts';
import { incidentSign, wordIncident } from '../../../src/report/watchWords.ts';

const one = (groupId: string, sign: GroupSign['sign'], records = '0'): GroupSign => ({ groupId, sign, records });

describe('the lag of many groups in words', () => {
  it('names what is wrong, worst first, and where most waits', () => {
    const words = wordGroups([one('a', 'healthy'), one('b', 'growing', '70'), one('c', 'stuck', '5'), one('d', 'stuck', '50')], null);
    assert.equal(words.headline, 'Three of four groups need a look: two are stuck, one falls behind');
    assert.equal(words.sentence, 'Most waits in d: 50 records. One keeps up or has nothing left to read.');
    assert.equal(words.sign, 'stuck');
  });

  it('is pleased where all keep up, and does not call it so before it is known', () => {
    assert.deepEqual(
      [wordGroups([one('a', 'healthy'), one('b', 'empty')], null).headline, wordGroups([one('a', 'healthy')], null).headline],
      ['All 2 groups keep up', 'The one group keeps up'],
    );
    assert.equal(wordGroups([one('a', 'too-early'), one('b', 'too-early')], null).sign, 'too-early');
    assert.equal(wordGroups([one('a', 'too-early'), one('b', 'healthy')], null).sign, 'steady');
  });

  it('never calls fine what it may not see', () => {
    const words = wordGroups([one('a', 'healthy'), one('b', 'forbidden')], null);
    assert.deepEqual([words.sign, words.headline], ['forbidden', 'One of two groups needs a look: one may not be seen by this login']);
  });

  it('says that no group reads a topic, and who would not be seen', () => {
    const { headline, sentence } = wordGroups([], 'orders');
    assert.equal(headline, 'No group reads orders');
    assert.match(sentence, /without a group are not seen/);
  });
});

describe('an incident of a watched group in words', () => {
  const began = Date.UTC(2026, 10, 20, 14, 43, 0);

  it('says what, and for how long', () => {
    const incident = {
      since: began,
      breaches: [
        { kind: 'stuck', partitions: ['payments-1'] },
        { kind: 'lag', records: 12_034n },
      ],
    } as const;
    assert.equal(wordIncident('billing', incident, began + 180_000), 'billing: payments-1 is stuck; 12,034 records wait. For 3 min.');
    assert.equal(incidentSign(incident), 'stuck');
  });

  it('says of dead letters how many went where', () => {
    const incident = { since: began, breaches: [{ kind: 'dead-letters', topic: 'orders-dlt', arrived: 1n }] } as const;
    assert.equal(wordIncident('billing', incident, began), 'billing: 1 record went to orders-dlt.');
  });
});
