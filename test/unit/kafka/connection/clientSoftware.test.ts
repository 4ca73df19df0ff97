import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { clientSoftware } from '../../../../src/kafka/connection/brokerConnection.ts';

describe('what brokers are told of us', () => {
  it('is the version that the extension has', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
    assert.equal(clientSoftware.clientSoftwareVersion, version);
  });
});
