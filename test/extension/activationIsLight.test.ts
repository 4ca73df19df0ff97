import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { insides } from './insides.ts';

/** Files that this extension host has loaded; one list for the extension and its tests. */
const loaded = (): readonly string[] => Object.keys(createRequire(__filename).cache);
const has = (bundle: string): boolean => loaded().some(file => file.endsWith(`/dist/${bundle}.cjs`));

describe('the first thing that runs', () => {
  it('registers only: what talks to Kafka is loaded when a cluster is opened', async () => {
    const { parts } = await insides();
    assert.ok(has('extension'), 'the list of loaded files is the extension’s');
    assert.ok(!has('onFirstConnection'), 'nothing of kafkajs is loaded by activation');

    await parts.clusters.open('demo');
    assert.ok(has('onFirstConnection'), 'it is loaded now');
  });
});
