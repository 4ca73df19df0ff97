import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { promisify } from 'node:util';
import { labBroker, silence } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { unsecuredToken } from '../../lab/tokenEndpoint.ts';
import { askWho, clusters, everyListener, failureOfAsking } from './asking.ts';

describe('a broker that dies, stalls or is one of several', () => {
  const broker = labBroker({}, 'own');
  const open = clusters();
  const at = (bootstrap: string) => open({ bootstrapServers: [bootstrap], connectTimeoutMs: 3_000 });

  it('is given up when it does not answer in time, and asked again when it does', async () => {
    const { cluster } = at(broker().bootstrap);
    await askWho(cluster);
    await silence(broker());
    try {
      const { kind, code, request } = await failureOfAsking(askWho(cluster, { timeoutMs: 200 }));
      assert.deepEqual([kind, code, request], ['silent', 'NO_ANSWER_IN_TIME', 'Metadata']);
    } finally {
      broker().thaw();
    }
    assert.equal((await askWho(cluster)).brokers.length, 1);
  });

  it('does not keep a request waiting that nobody waits for any more', async () => {
    const { cluster } = at(broker().bootstrap);
    await askWho(cluster);
    await silence(broker());
    try {
      const asking = failureOfAsking(askWho(cluster));
      await new Promise(setImmediate); // the request is on its way
      cluster.disconnect();
      const { kind, code } = await asking;
      assert.deepEqual([kind, code], ['cancelled', 'CLUSTER_REMOVED']);
    } finally {
      broker().thaw();
    }
  });

  it('fails a request in flight at once when it dies, and is connected again when it is back', async function () {
    this.timeout(120_000); // a JVM starts
    const { cluster } = at(broker().bootstrap);
    await askWho(cluster);
    await silence(broker()); // so that the request is surely in flight
    const asking = failureOfAsking(askWho(cluster));
    await broker().crash();
    const { kind, request, broker: where } = await asking;
    assert.deepEqual([kind, request, where], ['unreachable', 'Metadata', broker().bootstrap]);

    const down = await failureOfAsking(askWho(cluster));
    assert.deepEqual([down.kind, down.code], ['unreachable', 'ECONNREFUSED']);

    await broker().restart();
    assert.equal((await askWho(cluster)).brokers.length, 1);
  });

  it('costs only what is asked of it', async () => {
    const { cluster } = at(broker().bootstrap);
    const [only] = (await askWho(cluster)).brokers;
    assert.ok(only);
    cluster.learn([only, { nodeId: 99, host: '127.0.0.1', port: 1, rack: null }]);
    const [answer, failure] = await Promise.all([
      askWho(cluster, { broker: only.nodeId }),
      failureOfAsking(askWho(cluster, { broker: 99 })),
    ]);
    assert.equal(answer.brokers.length, 1);
    assert.deepEqual([failure.code, failure.broker], ['ECONNREFUSED', '127.0.0.1:1']);
  });

  it('is found though the first server of the list is down', async () => {
    const { cluster } = open({ bootstrapServers: ['127.0.0.1:1', broker().bootstrap] });
    assert.equal((await askWho(cluster)).brokers.length, 1);
  });

  it('is found by what Metadata told when no server of the list answers', async () => {
    const { cluster } = at('127.0.0.1:1');
    const [host = '', port] = broker().bootstrap.split(':');
    cluster.learn([{ nodeId: 1, host, port: Number(port), rack: null }]);
    assert.equal((await askWho(cluster)).brokers.length, 1);
  });
});

describe('leaving', () => {
  const broker = labBroker();
  const guarded = labBroker(everyListener);

  it('lets the process end by itself after disconnect, and says nothing on its console', async () => {
    const source = (path: string) => JSON.stringify(new URL(`../../../src/kafka/${path}`, import.meta.url).href);
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { Cluster } from ${source('connection/cluster.ts')};
         import { metadata } from ${source('protocol/apis/metadata.ts')};
         const cluster = new Cluster({ bootstrapServers: [${JSON.stringify(broker().bootstrap)}] });
         const ask = () => cluster.ask(metadata, { topics: [], allowAutoTopicCreation: false });
         const { brokers } = await ask();
         const late = ask().catch(error => error.failure.code);
         cluster.disconnect();
         console.log(brokers.length, await late);
         setImmediate(() => setImmediate(() => console.log(process.getActiveResourcesInfo().filter(name => /TCP|Timeout/.test(name)).join())));`,
      ],
      { timeout: 60_000 },
    );
    assert.equal(stdout, '1 CLUSTER_REMOVED\n\n');
    assert.equal(stderr, '');
  });

  it('closes a connection that nobody uses, and dials again for the next question', async () => {
    const open = new Set<net.Socket>();
    const tunnel = net.createServer(from => {
      open.add(from.on('close', () => open.delete(from)));
      const to = net.connect(Number(broker().bootstrap.split(':')[1]), '127.0.0.1');
      from.pipe(to).pipe(from);
      for (const socket of [from, to]) socket.on('error', () => from.destroy());
    });
    tunnel.listen(0, '127.0.0.1');
    await once(tunnel, 'listening');
    const cluster = new Cluster({ bootstrapServers: [`127.0.0.1:${(tunnel.address() as net.AddressInfo).port}`], idleMs: 50 });
    try {
      for (let round = 0; round < 2; round++) {
        assert.equal((await askWho(cluster)).brokers.length, 1);
        await eventually(() => assert.equal(open.size, 0));
      }
    } finally {
      cluster.disconnect();
      tunnel.close();
    }
  });

  it('leaves no socket and no timer, whatever the way in, idle or asked', async function () {
    this.timeout(120_000);
    const everywhere = [
      { at: 'PLAINTEXT' },
      { at: 'SSL', tls: true },
      { at: 'MTLS', tls: true },
      { at: 'SASL_PLAINTEXT', sasl: { mechanism: 'SCRAM-SHA-256', username: 'alice', password: 'alice-secret' } },
      { at: 'SASL_SSL', tls: true, sasl: { mechanism: 'PLAIN', username: 'alice', password: 'guessed-wrong' } },
      { at: 'SASL_SSL', tls: true, sasl: { mechanism: 'OAUTHBEARER', source: prints(unsecuredToken('bob', 600)) } },
      { at: 'SASL_SSL', tls: true, sasl: { mechanism: 'OAUTHBEARER', source: prints('garbage') } },
    ] as const;
    await new Promise(setImmediate);
    const before = openNow();
    for (const { at, ...way } of everywhere) {
      const cluster = new Cluster({
        bootstrapServers: [guarded().addresses[at] ?? ''],
        ...('tls' in way ? { tls: { ca: guarded().ca ?? '' } } : {}),
        ...('sasl' in way ? { sasl: way.sasl } : {}),
      });
      await askWho(cluster).catch(() => undefined);
      const late = failureOfAsking(askWho(cluster));
      cluster.disconnect();
      await late;
      // A closed socket is gone some turns of the event loop later.
      await eventually(async () => {
        await new Promise(setImmediate); // away from the timer of the last look
        assert.deepEqual(beyond(before, openNow()), [], at);
      });
    }
  });
});

const prints = (token: string) =>
  ({ kind: 'command', command: [process.execPath, '--eval', 'console.log(process.argv[1])', '--', token] }) as const;

/** The open sockets, timers and processes of this process, each by the name of its kind. */
const openNow = (): readonly string[] => process.getActiveResourcesInfo().filter(name => /TCP|TLS|Timeout|Process/.test(name));

/** What there is now and was not there before; others may have ended meanwhile. */
function beyond(before: readonly string[], now: readonly string[]): readonly string[] {
  const left = [...before];
  return now.filter(name => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
