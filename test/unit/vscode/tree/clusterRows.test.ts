import assert from 'node:assert/strict';
import type { Partition, Topic } from '../../../../src/model/cluster.ts';
import { known, unknown } from '../../../../src/model/failure.ts';
import {
  brokerRow,
  clusterRow,
  failureRow,
  listWords,
  mayBeIncompleteRow,
  partitionRow,
  topicRow,
} from '../../../../src/vscode/tree/clusterRows.ts';
import type { Words } from '../../../../src/vscode/tree/groupRows.ts';

const words: Words = {
  describeFailure: ({ code, kind }) => ({ what: code ?? kind, why: 'the reason', next: 'Do this.' }),
  failureSentence: ({ code, kind }) => `${code ?? kind} sentence.`,
  wordLag: () => ({ headline: '', sentence: '' }),
};

const partition = (overrides: Partial<Partition> = {}): Partition => ({
  topic: 'orders',
  partition: 2,
  leader: 3,
  leaderEpoch: 7,
  replicas: [3, 1, 2],
  isr: [3, 1, 2],
  offlineReplicas: [],
  ...overrides,
});
const topic = (overrides: Partial<Topic> = {}): Topic => ({ name: 'orders', internal: false, partitions: [partition()], ...overrides });
const ends = {
  topic: 'orders',
  partition: 2,
  logStartOffset: known(100n),
  highWatermark: known(184_211n),
  lastStableOffset: known(184_211n),
};

describe('A cluster in the tree', () => {
  const dev = { name: 'orders-dev', bootstrapServers: ['a:9092'], environment: 'development' } as const;
  const description = {
    clusterId: 'x',
    controllerId: 1,
    brokers: [{ nodeId: 1, host: 'a', port: 9092, rack: null }],
    listsAreComplete: true,
  };

  it('that was not asked yet is neither green nor red', () => {
    const row = clusterRow(dev, undefined, undefined);
    assert.equal(row.description, 'development');
    assert.deepEqual(row.icon, { id: 'server' });
    assert.match(row.tooltip, /Not asked yet/);
  });

  it('that answered says how many brokers it has', () => {
    const row = clusterRow(dev, { at: 0, description }, words);
    assert.equal(row.description, 'development · 1 broker');
    assert.equal(row.icon?.colour, 'charts.green');
  });

  it('of production has a lock and is called read-only', () => {
    const row = clusterRow({ ...dev, environment: 'production' }, { at: 0, description }, words);
    assert.equal(row.description, 'production · read-only · 1 broker');
    assert.equal(row.icon?.id, 'lock');
  });

  it('that cannot be reached says so, with the sentence at hand', () => {
    const row = clusterRow(dev, { at: 0, failure: { kind: 'unreachable', code: 'ECONNREFUSED' } }, words);
    assert.equal(row.description, 'cannot connect · development');
    assert.match(row.tooltip, /ECONNREFUSED sentence\./);
  });

  it('has the command for its password only with a login', () => {
    assert.doesNotMatch(clusterRow(dev, undefined, undefined).context, /password/);
    assert.match(clusterRow({ ...dev, sasl: { mechanism: 'PLAIN', username: 'a' } }, undefined, undefined).context, /\bpassword\b/);
  });
});

describe('The count beside a list', () => {
  it('says what is hidden and why', () => {
    assert.equal(listWords(14, 17, ['internal ones hidden'], true), '14 of 17, internal ones hidden');
    assert.equal(listWords(17, 17, ['internal ones hidden'], true), '17');
  });

  it('says when there may be more', () => {
    assert.equal(listWords(4, 4, [], false), '4, list may be incomplete');
    assert.equal(listWords(0, 0, [], 'unknown'), '0, list may be incomplete');
  });

  it('is followed by a node that names the missing permission', () => {
    assert.equal(mayBeIncompleteRow('groups', false).description, 'needs DESCRIBE on CLUSTER');
    assert.equal(mayBeIncompleteRow('topics', 'unknown').description, 'the broker does not say');
  });
});

describe('A topic in the tree', () => {
  it('says how many partitions it has', () => assert.equal(topicRow(topic(), words).description, '1 partition'));

  it('counts partitions without a leader, and under-replicated ones', () => {
    const sick = topic({ partitions: [partition({ leader: null, isr: [] }), partition({ isr: [3] })] });
    assert.equal(topicRow(sick, words).description, '2 partitions · 1 without a leader · 2 under-replicated');
    assert.equal(topicRow(sick, words).icon?.colour, 'charts.red');
  });

  it('that may not be described has a lock and nothing below it', () => {
    const row = topicRow(topic({ partitions: [], failure: { kind: 'forbidden', code: 'TOPIC_AUTHORIZATION_FAILED' } }), words);
    assert.equal(row.description, 'forbidden: needs DESCRIBE');
    assert.equal(row.icon?.id, 'lock');
    assert.equal(row.opens, undefined);
  });
});

describe('A partition in the tree', () => {
  it('says leader, replicas, ISR and its offsets', () => {
    const row = partitionRow(partition(), ends, words);
    assert.equal(row.label, 'orders-2');
    assert.equal(row.description, 'leader 3 · replicas 3, 1, 2 · ISR 3, 1, 2 · offsets 100 – 184,211');
  });

  it('without a leader says so, and why its offsets are unknown', () => {
    const noLeader = unknown({ kind: 'no-leader', code: 'LEADER_NOT_AVAILABLE' });
    const row = partitionRow(partition({ leader: null, isr: [] }), { ...ends, logStartOffset: noLeader, highWatermark: noLeader }, words);
    assert.equal(row.description, 'no leader · replicas 3, 1, 2 · ISR empty · offsets unknown: LEADER_NOT_AVAILABLE');
  });

  it('tells of an open transaction', () => {
    assert.match(partitionRow(partition(), { ...ends, lastStableOffset: known(150n) }, words).tooltip, /Last stable offset: 150/);
  });
});

describe('A broker in the tree', () => {
  it('says where it is and whether it is the controller', () => {
    assert.equal(brokerRow({ nodeId: 1, host: 'kafka-1', port: 9092, rack: 'a' }, 1).description, 'kafka-1:9092 · controller · rack a');
    assert.equal(brokerRow({ nodeId: 2, host: 'kafka-2', port: 9092, rack: null }, 1).description, 'kafka-2:9092');
  });
});

describe('A failure in the tree', () => {
  it('says what failed and why, and what to do', () => {
    const row = failureRow({ kind: 'unreachable', code: 'ECONNREFUSED' }, words);
    assert.equal(`${row.label}: ${row.description}`, 'ECONNREFUSED: the reason');
    assert.equal(row.tooltip, 'ECONNREFUSED sentence.');
    assert.match(row.context, /\bconnection\b/);
  });

  it('of a login offers to enter the password', () => {
    assert.match(failureRow({ kind: 'login-refused', code: 'PASSWORD_NEEDED' }, words).context, /\bpassword\b/);
    assert.equal(failureRow({ kind: 'login-refused' }, words).command, 'kafkaTroubleshooter.enterPassword');
  });

  it('of one question does not pretend that the connection is broken', () => {
    assert.doesNotMatch(failureRow({ kind: 'forbidden' }, words).context, /connection/);
  });
});
