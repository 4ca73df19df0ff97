import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { networkInterfaces } from 'node:os';
import type { ConnectionSettings } from '../../../src/kafka/connection/settings.ts';
import { fetchEnds } from '../../../src/kafka/offsets.ts';
import { describeCluster } from '../../../src/kafka/topics.ts';
import { labBroker } from '../../support/brokers.ts';
import { askWho, clusters, failureOfAsking } from './asking.ts';
import { applications } from '../kafka/clients.ts';

describe('a broker that advertises a name which is unknown here', () => {
  const name = 'kafka-0.kafka.invalid';
  const broker = labBroker({ listeners: ['PLAINTEXT', 'SSL'], advertisedHost: name, certificate: { names: [`dns:${name}`] } });
  const applied = applications(broker);
  const open = clusters();
  const partition = { topic: 'ways-in', partition: 0 };
  const portOf = (address: string | undefined) => Number(/\d+$/.exec(address ?? '')?.[0]);
  const at = (settings: Partial<ConnectionSettings>) => open({ bootstrapServers: [broker().bootstrap], ...settings });
  /** Whoever reads a partition asks its leader, by the address that Metadata tells. */
  const read = async (settings: Partial<ConnectionSettings>) => {
    const { cluster, lines } = at(settings);
    const [ends] = await fetchEnds(cluster, [partition]);
    return { ends: ends?.highWatermark, lines };
  };

  before('a topic is there', async () => {
    const admin = await applied.admin();
    await admin.createTopics({ topics: [{ topic: partition.topic, numPartitions: 1 }] });
  });

  it('is found, and its partitions are unknown with the name that does not resolve', async () => {
    const { brokers } = await describeCluster(at({}).cluster);
    assert.deepEqual(
      brokers.map(({ host }) => host),
      [name],
    );
    const { ends } = await read({});
    assert.deepEqual([ends?.failure?.kind, ends?.failure?.broker], ['name-not-found', `${name}:${portOf(broker().bootstrap)}`]);
  });

  for (const [what, map] of [
    ['its address written out', (port: number) => ({ [`${name}:${port}`]: `127.0.0.1:${port}` })],
    ['a pattern of names', (port: number) => ({ [`*.kafka.invalid:${port}`]: `127.0.0.1:${port}` })],
    ['a pattern of ports', () => ({ [`${name}:*`]: '127.0.0.1:*' })],
  ] as const) {
    it(`is read through an address map with ${what}`, async () => {
      const { ends, lines } = await read({ addressMap: map(portOf(broker().bootstrap)) });
      assert.equal(ends?.value, 0n);
      assert.deepEqual([...new Set(lines.map(line => line.broker))], [broker().bootstrap]);
    });
  }

  it('shows the certificate of its own name through the map, and no other is taken', async () => {
    const { SSL } = broker().addresses;
    const tls = { ca: broker().ca ?? '' };
    const mapped = await read({ bootstrapServers: [SSL ?? ''], tls, addressMap: { [`${name}:*`]: '127.0.0.1:*' } });
    assert.equal(mapped.ends?.value, 0n);
    const another = await failureOfAsking(
      askWho(at({ bootstrapServers: [SSL ?? ''], tls, addressMap: { 'kafka-1.kafka.invalid:*': '127.0.0.1:*' } }).cluster),
    );
    assert.deepEqual([another.code, another.subject], ['ERR_TLS_CERT_ALTNAME_INVALID', 'kafka-1.kafka.invalid']);
  });

  it('is reached over IPv6, by a literal in brackets', async function () {
    if (!Object.values(networkInterfaces()).some(list => list?.some(({ address }) => address === '::1'))) this.skip();
    // As a port-forward on ::1 does: it hands all bytes on.
    const tunnel = net.createServer(from => {
      const to = net.connect(portOf(broker().bootstrap), '127.0.0.1');
      from.pipe(to).pipe(from);
      for (const socket of [from, to]) socket.on('error', () => from.destroy());
    });
    tunnel.listen(0, '::1');
    await once(tunnel, 'listening');
    try {
      const way = `[::1]:${(tunnel.address() as net.AddressInfo).port}`;
      const { ends, lines } = await read({ bootstrapServers: [way], addressMap: { [`${name}:${portOf(broker().bootstrap)}`]: way } });
      assert.equal(ends?.value, 0n);
      assert.deepEqual([...new Set(lines.map(line => line.broker))], [way]);
    } finally {
      tunnel.close();
    }
  });

  it('is found behind servers of the list that are down, and all are named when none answers', async () => {
    const down = ['127.0.0.1:1', 'no-such-host.invalid:9092'];
    assert.equal((await askWho(at({ bootstrapServers: [...down, broker().bootstrap] }).cluster)).brokers.length, 1);
    const { code, broker: where, others } = await failureOfAsking(askWho(at({ bootstrapServers: down }).cluster));
    assert.deepEqual([code, where], ['ECONNREFUSED', '127.0.0.1:1']);
    assert.match(others?.join() ?? '', /^no-such-host\.invalid:9092 /);
  });
});
