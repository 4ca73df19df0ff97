import assert from 'node:assert/strict';
import { below, defineClusters, forgetClusters, insides } from '../insides.ts';
import { testContext } from '../context.ts';

describe('in a workspace that is not trusted, a cluster', () => {
  afterEach(forgetClusters);

  it('that only the workspace defines is not there, so nothing connects to it', async () => {
    const { parts } = await insides();
    assert.equal(parts.clusters.find('demo'), undefined);
    await assert.rejects(parts.clusters.open('demo'), { failure: { kind: 'not-found', code: 'CLUSTER_NOT_DEFINED', subject: 'demo' } });
  });

  it('of the person’s own settings works', async () => {
    await defineClusters({ name: 'mine', bootstrapServers: [testContext().bootstrap], environment: 'other' });
    assert.deepEqual(
      (await below('mine')).map(({ label }) => label),
      ['Groups', 'Topics', 'Brokers'],
    );
  });
});
