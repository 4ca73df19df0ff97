import { offsetResetWithoutEffect } from '../../../../src/lint/rules/offset-reset-without-effect.ts';
import { asked, liveLintTest } from '../../../support/liveLintTest.ts';

const consumer = '# kafka: consumer\ngroup.id=orders-billing\n';
const commit = (partition: number, offset: bigint | null) => ({
  ...{ topic: 'orders', partition },
  committed: { value: offset === null ? null : { offset, leaderEpoch: 0, metadata: '' } },
});
const cluster = asked({ commits: [{ groupId: 'orders-billing', commits: [commit(0, 5n), commit(1, 7n), commit(2, null)] }] });

liveLintTest(offsetResetWithoutEffect, {
  page: cluster,
  finds: [
    {
      when: 'the group goes on from its commits',
      text: `${consumer}auto.offset.reset=earliest\n`,
      cluster,
      at: 'earliest',
      figures: { partitions: 2 },
      says: 'has commits in two partitions',
    },
  ],
  staysQuiet: [
    {
      when: 'nothing is committed',
      text: `${consumer}auto.offset.reset=earliest\n`,
      cluster: asked({ commits: [{ groupId: 'orders-billing', commits: [commit(0, null)] }] }),
    },
    { when: 'the commits are for another topic', text: `${consumer}auto.offset.reset=earliest\ntopic=payments\n`, cluster },
    { when: 'the group is another one', text: '# kafka: consumer\ngroup.id=new\nauto.offset.reset=earliest\n', cluster },
  ],
});
