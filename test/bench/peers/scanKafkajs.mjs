// The same search by kafkajs's own requests and decoding, without a group: one connection, all partitions in one Fetch (gzip is the
// only codec that it has). One line of JSON. Not TypeScript, for nobody has types of kafkajs's inside.
import Connection from 'kafkajs/src/network/connection.js';
import createSocketFactory from 'kafkajs/src/network/socketFactory.js';
import fetchRequest from 'kafkajs/src/protocol/requests/fetch/v11/request.js';
import fetchResponse from 'kafkajs/src/protocol/requests/fetch/v11/response.js';

const [bootstrap = '', topic = '', text = '', count = '0', partitions = '4'] = process.argv.slice(2);
const [host = '', port = ''] = bootstrap.split(':');
const silence = { namespace: () => silence, debug() {}, info() {}, warn() {}, error() {} };
const began = performance.now();
const connection = new Connection({
  ...{ host, port: Number(port), clientId: 'bench', logger: silence, requestTimeout: 30_000, connectionTimeout: 3_000 },
  socketFactory: createSocketFactory(),
});
await connection.connect();
const offsets = Array.from({ length: Number(partitions) }, () => 0n);
let records = 0;
let matched = 0;
while (records < Number(count)) {
  const asked = offsets.map((offset, partition) => ({ partition, fetchOffset: offset.toString(), maxBytes: 4_000_000 }));
  const request = fetchRequest({
    replicaId: -1,
    maxWaitTime: 100,
    minBytes: 1,
    maxBytes: 50_000_000,
    topics: [{ topic, partitions: asked }],
  });
  const { responses } = await connection.send({ request, response: fetchResponse });
  for (const { partition, messages } of responses.flatMap(response => response.partitions)) {
    for (const { offset, value } of messages) {
      if (BigInt(offset) < (offsets[partition] ?? 0n)) continue;
      records++;
      if (value?.includes(text)) matched++;
      offsets[partition] = BigInt(offset) + 1n;
    }
  }
}
console.log(JSON.stringify({ ms: performance.now() - began, records, matched }));
await connection.disconnect();
