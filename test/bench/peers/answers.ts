// Answers of a broker with 100,000 partitions, made by our own encoder: no lab carries so many. Prints its address, and ends with its parent.
import net from 'node:net';
import { apiVersions } from '../../../src/kafka/protocol/apis/apiVersions.ts';
import { describeGroups } from '../../../src/kafka/protocol/apis/describeGroups.ts';
import { findCoordinator } from '../../../src/kafka/protocol/apis/findCoordinator.ts';
import { listGroups } from '../../../src/kafka/protocol/apis/listGroups.ts';
import { earliest, listOffsets } from '../../../src/kafka/protocol/apis/listOffsets.ts';
import { metadata } from '../../../src/kafka/protocol/apis/metadata.ts';
import { offsetFetch } from '../../../src/kafka/protocol/apis/offsetFetch.ts';
import { compileReader, compileWriter } from '../../../src/kafka/protocol/codec.ts';
import type { DeclaredApi } from '../../../src/kafka/protocol/schema.ts';
import { Reader, Writer } from '../../../src/kafka/protocol/wire.ts';

const partitionsPerTopic = 50;
const numbers = Array.from({ length: partitionsPerTopic }, (_, n) => n);
const names = Array.from({ length: 2_000 }, (_, n) => `topic-${String(n).padStart(4, '0')}`);
/** 500 groups read four topics each; one more, which is not listed, reads them all. Where it is asked for there is only one, of 10,000 partitions. */
const [single] = process.argv.slice(2);
const topicsOf = (groupId: string) => {
  const group = Number(groupId.replace('group-', ''));
  if (groupId === single) return names.slice(0, 200);
  return groupId === 'everything' ? names : names.slice(group * 4, group * 4 + 4);
};
/** A group that is looked at again and again moves: every partition gets ten records a second, and its commits keep up. */
const began = Date.now();
const moved = () => (single === undefined ? 0n : BigInt(Math.floor((Date.now() - began) / 100)));
const groupIds = single !== undefined ? [single] : Array.from({ length: 500 }, (_, n) => `group-${n}`);

interface Known {
  readonly api: DeclaredApi<never, unknown>;
  readonly answer: (request: never) => unknown;
}

const known = <Request, Response>(api: DeclaredApi<Request, Response>, answer: (request: Request) => Response): Known => ({
  api: api,
  answer,
});

const server = net.createServer(socket => {
  let bytes = Buffer.alloc(0);
  socket.on('error', () => undefined);
  socket.on('data', chunk => {
    bytes = Buffer.concat([bytes, chunk]);
    while (bytes.length >= 4 && bytes.length >= 4 + bytes.readInt32BE(0)) {
      const end = 4 + bytes.readInt32BE(0);
      socket.write(answerTo(bytes.subarray(4, end)));
      bytes = bytes.subarray(end);
    }
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`127.0.0.1:${port()}`);
});
process.on('disconnect', () => process.exit());

const port = () => (server.address() as net.AddressInfo).port;

const served: readonly Known[] = [
  known(metadata, ({ topics }) => ({
    ...{ throttleTimeMs: 0, clusterId: 'answers', controllerId: 1, clusterAuthorizedOperations: 0, errorCode: 0 },
    brokers: [{ nodeId: 1, host: '127.0.0.1', port: port(), rack: null }],
    topics: (topics === null ? names : topics.map(({ name }) => name)).map(name => ({
      ...{ errorCode: 0, name, topicId: 'AAAAAAAAAAAAAAAAAAAAAA', isInternal: false, topicAuthorizedOperations: 0 },
      partitions: numbers.map(partitionIndex => ({
        ...{ errorCode: 0, partitionIndex, leaderId: 1, leaderEpoch: 0 },
        ...{ replicaNodes: [1, 2, 3], isrNodes: [1, 2, 3], offlineReplicas: [] },
      })),
    })),
  })),
  known(listGroups, () => ({
    ...{ throttleTimeMs: 0, errorCode: 0 },
    groups: groupIds.map(groupId => ({ groupId, protocolType: 'consumer', groupState: 'Empty', groupType: 'classic' })),
  })),
  known(findCoordinator, ({ coordinatorKeys = [] }) => ({
    throttleTimeMs: 0,
    coordinators: coordinatorKeys.map(key => ({ key, nodeId: 1, host: '127.0.0.1', port: port(), errorCode: 0, errorMessage: null })),
  })),
  known(describeGroups, ({ groups }) => ({
    throttleTimeMs: 0,
    groups: groups.map(groupId => ({
      ...{ errorCode: 0, errorMessage: null, groupId, groupState: 'Empty', protocolType: 'consumer', protocolData: '' },
      ...{ members: [], authorizedOperations: 0 },
    })),
  })),
  known(offsetFetch, ({ groups = [] }) => ({
    throttleTimeMs: 0,
    groups: groups.map(({ groupId }) => ({
      ...{ groupId, errorCode: 0 },
      topics: topicsOf(groupId).map(name => ({
        name,
        partitions: numbers.map(partitionIndex => ({
          ...{ partitionIndex, committedOffset: 1_000_000n + moved(), committedLeaderEpoch: 0, metadata: '', errorCode: 0 },
        })),
      })),
    })),
  })),
  known(listOffsets, ({ topics }) => ({
    throttleTimeMs: 0,
    topics: topics.map(({ name, partitions }) => ({
      name,
      partitions: partitions.map(({ partitionIndex, timestamp }) => ({
        ...{ partitionIndex, errorCode: 0, timestamp: -1n, offset: timestamp === earliest ? 0n : 1_000_017n + moved(), leaderEpoch: 0 },
      })),
    })),
  })),
];

function answerTo(frame: Buffer): Buffer {
  const reader = new Reader(frame);
  const [key, version] = [reader.int16(), reader.int16()];
  const correlation = reader.int32();
  reader.text(reader.int16());
  const writer = new Writer();
  writer.int32(0);
  writer.int32(correlation);
  if (key === apiVersions.key) {
    const apiKeys = served.map(({ api }) => ({ apiKey: api.key, minVersion: api.versions[0], maxVersion: api.versions[1] }));
    compileWriter(apiVersions.response, version, version >= apiVersions.flexibleFrom)(writer, { errorCode: 0, apiKeys, throttleTimeMs: 0 });
  } else {
    const one = served.find(({ api }) => api.key === key);
    if (one === undefined) throw new Error(`Nobody was told to answer API ${key}.`);
    const flexible = version >= one.api.flexibleFrom;
    if (flexible) {
      reader.uvarint(); // no tags
      writer.uvarint(0);
    }
    const request = compileReader(one.api.request, version, flexible)(reader);
    compileWriter(one.api.response, version, flexible)(writer, one.answer(request as never));
  }
  const bytes = writer.done();
  bytes.writeInt32BE(bytes.length - 4, 0);
  return bytes;
}
