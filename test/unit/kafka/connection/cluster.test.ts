import assert from 'node:assert/strict';
import { once } from 'node:events';
import net from 'node:net';
import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import { parseAddress } from '../../../../src/kafka/connection/address.ts';
import type { Failure } from '../../../../src/model/failure.ts';
import { Cluster, type RequestLine } from '../../../../src/kafka/connection/cluster.ts';
import type { ConnectionSettings } from '../../../../src/kafka/connection/settings.ts';
import { metadata } from '../../../../src/kafka/protocol/apis/metadata.ts';
import { accidents, failureOfAsking, peers, says } from './peers.ts';

const question = { topics: [], allowAutoTopicCreation: false };

describe('asking what is no Kafka broker', () => {
  const { serve, open } = peers();
  const seen = accidents();
  const clusters: Cluster[] = [];

  function clusterAt(bootstrapServers: readonly string[], more: Partial<ConnectionSettings> = {}, lines: RequestLine[] = []): Cluster {
    const cluster = new Cluster({ bootstrapServers, connectTimeoutMs: 50_000, ...more }, { onRequest: line => lines.push(line) });
    clusters.push(cluster);
    return cluster;
  }
  const ask = (bootstrapServers: readonly string[], more?: Partial<ConnectionSettings>) =>
    failureOfAsking(clusterAt(bootstrapServers, more).ask(metadata, question));

  afterEach(async () => {
    for (const cluster of clusters.splice(0)) cluster.disconnect();
    // One turn of the event loop, for what would be unhandled.
    await new Promise(setImmediate);
    assert.deepEqual(seen, []);
  });

  // Each fails long before any deadline: connectTimeoutMs is 50 s, and so is the time for the first answer.
  const foreigners: readonly (readonly [who: string, talk: (socket: net.Socket) => void, expected: Failure])[] = [
    [
      'a web server',
      says('HTTP/1.1 400 Bad Request\r\n\r\n'),
      { kind: 'not-kafka', code: 'ANSWERS_HTTP', detail: 'HTTP/1.1 400 Bad Request' },
    ],
    [
      'a web server that hangs up',
      says('HTTP/1.0 400 Bad Request\r\n\r\n', { thenHangsUp: true }),
      { kind: 'not-kafka', code: 'ANSWERS_HTTP', detail: 'HTTP/1.0 400 Bad Request' },
    ],
    [
      'an SSH server, which speaks first',
      socket => socket.write('SSH-2.0-OpenSSH_9.9\r\n'),
      { kind: 'not-kafka', code: 'ANSWERS_SSH', detail: 'SSH-2.0-OpenSSH_9.9' },
    ],
    ['a TLS port', says('0x15030300020250', { thenHangsUp: true }), { kind: 'not-kafka', code: 'ANSWERS_TLS' }],
    [
      'a mail server',
      socket => socket.write('220 mail.example ESMTP\r\n'),
      { kind: 'not-kafka', code: 'NOT_KAFKA', detail: 'a frame of 842149920 bytes; it began with "220 mail.example ESMTP"' },
    ],
    ['a frame of −1 bytes', says('0xffffffff00000000'), notKafka('a frame of -1 bytes; it began with ffffffff00000000')],
    ['a frame of 2 bytes', says('0x000000020000'), notKafka('a frame of 2 bytes; it began with 000000020000')],
    ['a frame of −2³¹ bytes', says('0x80000000'), notKafka('a frame of -2147483648 bytes; it began with 80000000')],
    ['a frame of 1 GiB', says('0x40000000'), notKafka('a frame of 1073741824 bytes; it began with 40000000')],
    [
      'an answer to something else',
      says('0x00000008000000070000ffff'),
      notKafka('an answer to request 7 where 0 was due; it began with 00000008000000070000ffff'),
    ],
    ['two letters and the end', says('hi', { thenHangsUp: true }), notKafka('it hung up within a frame; it began with "hi"')],
    [
      'half an answer and the end',
      says('0x00000064000000000000', { thenHangsUp: true }),
      { kind: 'unreachable', code: 'CLOSED_WITHOUT_ANSWER' },
    ],
    ['somebody who hangs up at once', socket => socket.end(), { kind: 'unreachable', code: 'CLOSED_WITHOUT_ANSWER' }],
    ['somebody who hangs up when asked', says('', { thenHangsUp: true }), { kind: 'unreachable', code: 'CLOSED_WITHOUT_ANSWER' }],
    [
      'somebody who resets when asked',
      socket => socket.once('data', () => socket.resetAndDestroy()),
      { kind: 'unreachable', code: 'ECONNRESET' },
    ],
  ];
  for (const [who, talk, expected] of foreigners) {
    it(`names ${who}`, async () => {
      const broker = await serve(talk);
      const { request, ...failure } = await ask([broker]);
      assert.deepEqual(failure, { broker, ...expected });
      // Whoever speaks first may be heard before anything was asked.
      assert.ok(request === undefined || request === 'ApiVersions');
    });
  }

  it('names an answer in the right frame whose bytes make no sense', async () => {
    const { kind, request } = await ask([await serve(says('0x0000000c00000000000000007fffffff'))]);
    assert.deepEqual([kind, request], ['unreadable', 'ApiVersions']);
  });

  it('ends with a failure, and nothing worse, on whatever bytes a peer sends', async function () {
    this.timeout(60_000); // half a second of work, on a machine that may do much else
    // mulberry32: the same bytes in each run.
    let state = 20_251_120;
    const random = () => {
      state = (state + 0x6d2b79f5) | 0;
      const mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      return (mixed ^ (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ (mixed >>> 14)) >>> 0;
    };
    const broker = await serve(socket => {
      const bytes = Buffer.from(Array.from({ length: random() % 64 }, () => random() & 0xff));
      // Half of them begin as a real answer would: a length that fits or nearly does, and correlation id 0.
      if (random() % 2 === 0 && bytes.length >= 8) bytes.writeInt32BE(bytes.length - 4 + (random() % 3) - 1, 0);
      if (bytes.length >= 8 && random() % 2 === 0) bytes.writeInt32BE(0, 4);
      const cut = random() % (bytes.length + 1);
      socket.once('data', () => {
        socket.write(bytes.subarray(0, cut), () => socket.end(bytes.subarray(cut)));
      });
    });
    const kinds = new Set<string>();
    for (let round = 0; round < 150; round++) kinds.add((await ask([broker])).kind);
    assert.deepEqual([...kinds].sort(), ['not-kafka', 'unreachable', 'unreadable']);
  });

  const tlsForeigners: readonly (readonly [who: string, talk: (socket: net.Socket) => void, code: string])[] = [
    ['a web server', says('HTTP/1.1 400 Bad Request\r\n\r\n'), 'ANSWERS_PLAINTEXT'],
    ['an SSH server', socket => socket.write('SSH-2.0-OpenSSH_9.9\r\n'), 'ANSWERS_PLAINTEXT'],
    ['a Kafka port without TLS, which hangs up', says('', { thenHangsUp: true }), 'CLOSED_IN_TLS_HANDSHAKE'],
    ['somebody who resets', socket => socket.once('data', () => socket.resetAndDestroy()), 'CLOSED_IN_TLS_HANDSHAKE'],
    ['a server that wants an older TLS', says('0x15030300020246', { thenHangsUp: true }), 'TLS_VERSION_REFUSED'],
    ['a server that wants a client certificate', says('0x1503030002022a', { thenHangsUp: true }), 'CLIENT_CERTIFICATE_WANTED'],
  ];
  for (const [who, talk, code] of tlsForeigners) {
    it(`names ${who} where TLS was expected`, async () => {
      const broker = await serve(talk);
      const failure = await ask([broker], { tls: {} });
      assert.deepEqual({ kind: failure.kind, code: failure.code, broker: failure.broker }, { kind: 'tls', code, broker });
    });
  }

  it('names a CA text that holds no certificate, which Node would take and then trust nobody', async () => {
    const broker = await serve(() => undefined);
    assert.deepEqual(await ask([broker], { tls: { ca: 'nonsense' } }), {
      kind: 'tls',
      code: 'CA_UNREADABLE',
      detail: 'no PEM certificate in it',
      broker,
    });
    const broken = '-----BEGIN CERTIFICATE-----\nbm9uc2Vuc2U=\n-----END CERTIFICATE-----';
    assert.equal((await ask([broker], { tls: { ca: broken } })).code, 'CA_UNREADABLE');
  });

  it('names a client key that cannot be read, and shows nothing of it', async () => {
    const failure = await ask([await serve(() => undefined)], { tls: { cert: 'my certificate', key: 'my secret key' } });
    assert.deepEqual([failure.kind, failure.code], ['tls', 'CLIENT_CERTIFICATE_UNREADABLE']);
    assert.doesNotMatch(JSON.stringify(failure), /secret/);
  });

  it('gives up on a silent port after its own deadline, not after that of requests', async () => {
    const failure = await ask([await serve(() => undefined)], { connectTimeoutMs: 60 });
    assert.deepEqual([failure.kind, failure.code, failure.request], ['silent', 'SILENT', 'ApiVersions']);
  });

  it('gives up on a port that is silent in the TLS handshake', async () => {
    const failure = await ask([await serve(() => undefined)], { connectTimeoutMs: 60, tls: {} });
    assert.deepEqual([failure.kind, failure.code], ['silent', 'SILENT_IN_TLS_HANDSHAKE']);
  });

  it('tells a refused connection and a name that does not exist', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const broker = `127.0.0.1:${(server.address() as net.AddressInfo).port}`;
    server.close();
    await once(server, 'close');
    assert.deepEqual(await ask([broker]), { kind: 'unreachable', code: 'ECONNREFUSED', broker });
    assert.equal((await ask(['no-such-host.invalid:9092'])).kind, 'name-not-found');
  });

  it('dials IPv6 addresses', async function () {
    if (!Object.values(networkInterfaces()).some(list => list?.some(({ address }) => address === '::1'))) this.skip();
    const broker = await serve(says('HTTP/1.1 400 Bad Request\r\n\r\n'), '::1');
    assert.match(broker, /^\[::1\]:\d+$/);
    const { code, broker: asked } = await ask([broker]);
    assert.deepEqual([code, asked], ['ANSWERS_HTTP', broker]);
  });

  it('tries both families of a name that has both', async function () {
    const families = new Set((await lookup('localhost', { all: true })).map(({ family }) => family));
    if (families.size < 2) this.skip();
    for (const host of ['127.0.0.1', '::1']) {
      const { port } = parseAddress(await serve(says('HTTP/1.1 400 Bad Request\r\n\r\n'), host));
      assert.equal((await ask([`localhost:${port}`])).code, 'ANSWERS_HTTP', `it listens on ${host} alone`);
    }
  });

  it('names an address that is none', async () => {
    assert.deepEqual(await ask(['kafka.example']), {
      kind: 'unreachable',
      code: 'INVALID_ADDRESS',
      broker: 'kafka.example',
      detail: 'not host:port',
    });
    assert.equal((await ask([])).code, 'NO_BOOTSTRAP_SERVER');
  });

  it('tells of several servers the failure that came furthest, in a line each', async () => {
    const web = await serve(says('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const lines: RequestLine[] = [];
    const cluster = clusterAt(['no-such-host.invalid:9092', '127.0.0.1:1', web], {}, lines);
    const failure = await failureOfAsking(cluster.ask(metadata, question));
    assert.deepEqual([failure.code, failure.broker], ['ANSWERS_HTTP', web]);
    assert.equal(failure.others?.length, 2);
    assert.match(failure.others[0] ?? '', /^no-such-host\.invalid:9092 (ENOTFOUND|EAI_AGAIN)$/);
    assert.equal(failure.others[1], '127.0.0.1:1 ECONNREFUSED');
    assert.deepEqual(
      lines.map(({ api, broker }) => [api, broker]),
      [
        ['Connect', 'no-such-host.invalid:9092'],
        ['Connect', '127.0.0.1:1'],
        ['ApiVersions', web],
      ],
    );
  });

  it('dials once however many ask at the same time', async () => {
    let dialled = 0;
    const broker = await serve(socket => {
      dialled++;
      says('HTTP/1.1 400 Bad Request\r\n\r\n')(socket);
    });
    const cluster = clusterAt([broker]);
    await Promise.all(Array.from({ length: 20 }, () => failureOfAsking(cluster.ask(metadata, question))));
    assert.equal(dialled, 1);
  });

  it('does not ask a broker that Metadata never told', async () => {
    const failure = await failureOfAsking(clusterAt(['127.0.0.1:1']).ask(metadata, question, { broker: 7 }));
    assert.deepEqual(failure, { kind: 'unreachable', code: 'BROKER_NOT_LISTED', subject: 'broker 7' });
  });

  it('dials the mapped address of a broker that advertises another', async () => {
    const reachable = await serve(says('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const cluster = clusterAt(['127.0.0.1:1'], { addressMap: { 'kafka-1.Internal:9092': reachable } });
    cluster.learn([{ nodeId: 1, host: 'kafka-1.internal', port: 9092, rack: null }]);
    const failure = await failureOfAsking(cluster.ask(metadata, question, { broker: 1 }));
    assert.deepEqual([failure.code, failure.broker], ['ANSWERS_HTTP', reachable]);
  });

  it('stops waiting the moment that it is cancelled, while connecting too', async () => {
    const cluster = clusterAt([await serve(() => undefined)]);
    const abort = new AbortController();
    const asking = failureOfAsking(cluster.ask(metadata, question, { signal: abort.signal }));
    abort.abort();
    assert.deepEqual(await asking, { kind: 'cancelled', request: 'Metadata' });
    const asked = await failureOfAsking(cluster.ask(metadata, question, { signal: abort.signal }));
    assert.deepEqual(asked, { kind: 'cancelled', request: 'Metadata' });
  });

  for (const [when, tls] of [
    ['while it waits for the first answer', undefined],
    ['in the TLS handshake', {}],
  ] as const) {
    it(`disconnects at once ${when}, and leaves no socket`, async () => {
      let arrived: () => void = () => undefined;
      const asked = new Promise<void>(resolve => (arrived = resolve));
      const broker = await serve(socket => socket.once('data', () => arrived()));
      const cluster = clusterAt([broker], tls === undefined ? {} : { tls });
      const asking = failureOfAsking(cluster.ask(metadata, question));
      await asked;
      cluster.disconnect();
      const failure = await asking;
      assert.deepEqual([failure.kind, failure.code], ['cancelled', 'CLUSTER_REMOVED']);
      while (open() > 0) await new Promise(setImmediate);
      assert.deepEqual(await failureOfAsking(cluster.ask(metadata, question)), {
        kind: 'cancelled',
        code: 'CLUSTER_REMOVED',
        request: 'Metadata',
      });
    });
  }
});

function notKafka(detail: string): Failure {
  return { kind: 'not-kafka', code: 'NOT_KAFKA', detail };
}
