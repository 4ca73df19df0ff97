import assert from 'node:assert/strict';
import { insides } from '../insides.ts';

describe('the file of a group in a workspace that is not trusted', () => {
  it('is not read by a diagnosis, and nobody says that there is none', async () => {
    const { parts } = await insides();
    const { items, missing } = await parts.clientFiles.of('payment-service', 'mine');
    assert.deepEqual([items, missing.map(({ reason }) => reason.kind)], [[], ['not-recorded']]);
  });
});
