import assert from 'node:assert/strict';
import type net from 'node:net';
import { parseAddress } from '../../../../src/kafka/connection/address.ts';
import { Carrier } from '../../../../src/kafka/connection/carrier.ts';
import { accidents, failureOfAsking, peers } from './peers.ts';

// The peers here answer bytes to bytes: what is tested is framing, not Kafka.
describe('carrying requests and answers', () => {
  const { serve } = peers();
  const seen = accidents();
  const carriers: Carrier[] = [];

  /** The deadlines are for a machine that stands still for a while: nothing here waits for them. */
  async function connect(talk: (socket: net.Socket) => void): Promise<Carrier> {
    const address = parseAddress(await serve(talk));
    const carrier = new Carrier({ address, clientId: 'test', connectTimeoutMs: 50_000, firstAnswerTimeoutMs: 50_000 });
    carriers.push(carrier);
    await carrier.connected;
    return carrier;
  }
  const send = (carrier: Carrier, text: string, timeoutMs = 50_000) =>
    carrier.send({ key: 3, version: 0, name: 'Metadata', body: Buffer.from(text) }, { timeoutMs }).then(answer => answer.toString());

  afterEach(async () => {
    for (const carrier of carriers.splice(0)) carrier.close({ kind: 'cancelled' });
    await new Promise(setImmediate);
    assert.deepEqual(seen, []);
  });

  it('matches answers that arrive a byte at a time', async () => {
    const carrier = await connect(socket =>
      onRequests(socket, async ([request]) => {
        for (const byte of frame(request?.id ?? 0, `${request?.body ?? ''}!`)) {
          socket.write(Buffer.from([byte]));
          await new Promise(setImmediate);
        }
      }),
    );
    assert.equal(await send(carrier, 'one'), 'one!');
    assert.equal(await send(carrier, 'two'), 'two!');
  });

  it('matches several answers that arrive as one', async () => {
    const carrier = await connect(socket => {
      const waiting: Buffer[] = [];
      onRequests(socket, requests => {
        waiting.push(...requests.map(({ id, body }) => frame(id, body)));
        if (waiting.length === 3) socket.write(Buffer.concat(waiting));
      });
    });
    assert.deepEqual(await Promise.all(['a', '', 'c'].map(text => send(carrier, text))), ['a', '', 'c']);
  });

  it('carries answers of many megabytes', async () => {
    const carrier = await connect(socket =>
      onRequests(socket, requests => {
        for (const { id } of requests) socket.write(frame(id, 'x'.repeat(20_000_000)));
      }),
    );
    assert.equal((await send(carrier, 'big')).length, 20_000_000);
  });

  it('keeps large answers apart from those that come with them', async () => {
    const carrier = await connect(socket => {
      const waiting: Buffer[] = [];
      onRequests(socket, requests => {
        waiting.push(...requests.map(({ id, body }) => frame(id, body.repeat(body === 'big' ? 700_000 : 1))));
        if (waiting.length === 4) socket.write(Buffer.concat(waiting));
      });
    });
    const answers = await Promise.all(['small', 'big', 'big', 'last'].map(text => send(carrier, text)));
    assert.deepEqual(
      answers.map(answer => (answer.length > 10 ? answer.length : answer)),
      ['small', 2_100_000, 2_100_000, 'last'],
    );
  });

  it('drops a peer that answers before it was asked', async () => {
    const carrier = await connect(socket => socket.write(frame(0, 'hello')));
    while (carrier.closedBy === undefined) await new Promise(setImmediate);
    assert.equal(carrier.closedBy.code, 'NOT_KAFKA');
    assert.match(carrier.closedBy.detail ?? '', /^an answer before a question/);
  });

  it('drops the connection when an answer is broken, and tells everybody who waits', async () => {
    const carrier = await connect(socket => {
      onRequests(socket, requests => {
        for (const { id, body } of requests) socket.write(body === 'good' ? frame(id, body) : Buffer.from('ffffffff', 'hex'));
      });
    });
    assert.equal(await send(carrier, 'good'), 'good');
    const failures = await Promise.all([failureOfAsking(send(carrier, 'bad')), failureOfAsking(send(carrier, 'good'))]);
    assert.deepEqual(
      failures.map(({ kind, code, request }) => [kind, code, request]),
      Array(2).fill(['unreadable', 'BROKEN_FRAME', 'Metadata']),
    );
    assert.equal((await failureOfAsking(send(carrier, 'good'))).code, 'BROKEN_FRAME');
  });

  it('tells everybody who waits when the other side hangs up', async () => {
    const carrier = await connect(socket => {
      onRequests(socket, requests => {
        if (requests.some(({ body }) => body === 'last')) socket.end();
      });
    });
    const failures = await Promise.all(['first', 'last'].map(text => failureOfAsking(send(carrier, text))));
    assert.deepEqual(
      failures.map(({ kind, code }) => [kind, code]),
      Array(2).fill(['unreachable', 'CLOSED_WITHOUT_ANSWER']),
    );
  });

  it('lets an impatient request fail alone while an older one may still be answered', async () => {
    const peer = withholding(2);
    const carrier = await connect(peer.talk);
    const patient = send(carrier, 'patient');
    const failure = await failureOfAsking(send(carrier, 'impatient', 30));
    assert.deepEqual([failure.kind, failure.code], ['silent', 'NO_ANSWER_IN_TIME']);
    await peer.asked;
    peer.answer();
    assert.equal(await patient, 'patient');
    assert.equal(carrier.closedBy, undefined);
  });

  it('drops the connection when the answer that is due does not come in time', async () => {
    const carrier = await connect(() => undefined);
    const overdue = failureOfAsking(send(carrier, 'first', 30));
    const behind = failureOfAsking(send(carrier, 'second'));
    assert.deepEqual([(await overdue).code, (await behind).code], ['NO_ANSWER_IN_TIME', 'NO_ANSWER_IN_TIME']);
    assert.equal(carrier.closedBy?.kind, 'silent');
  });

  it('keeps the answers apart when a request is cancelled', async () => {
    const peer = withholding(2);
    const carrier = await connect(peer.talk);
    const abort = new AbortController();
    const request = { key: 3, version: 0, name: 'Metadata', body: Buffer.from('cancelled') };
    const cancelled = failureOfAsking(carrier.send(request, { timeoutMs: 5_000, signal: abort.signal }));
    const other = send(carrier, 'other');
    await peer.asked;
    abort.abort();
    assert.equal((await cancelled).kind, 'cancelled');
    peer.answer();
    assert.equal(await other, 'other');
  });
});

/** A peer that keeps its answers until it is told: `asked` resolves when `count` requests have arrived. */
function withholding(count: number): {
  readonly talk: (socket: net.Socket) => void;
  readonly asked: Promise<void>;
  readonly answer: () => void;
} {
  const waiting: Buffer[] = [];
  let answer: () => void = () => undefined;
  let arrived: () => void = () => undefined;
  const asked = new Promise<void>(resolve => (arrived = resolve));
  const talk = (socket: net.Socket) => {
    answer = () => socket.write(Buffer.concat(waiting));
    onRequests(socket, requests => {
      waiting.push(...requests.map(({ id, body }) => frame(id, body)));
      if (waiting.length === count) arrived();
    });
  };
  return { talk, asked, answer: () => answer() };
}

interface Received {
  readonly id: number;
  readonly body: string;
}

/** Cuts what arrives into requests: length, key, version, correlation id, client id, body. */
function onRequests(socket: net.Socket, take: (requests: readonly Received[]) => unknown): void {
  let bytes = Buffer.alloc(0);
  socket.on('data', (more: Buffer) => {
    bytes = Buffer.concat([bytes, more]);
    const requests: Received[] = [];
    while (bytes.length >= 4 && bytes.length >= 4 + bytes.readInt32BE(0)) {
      const end = 4 + bytes.readInt32BE(0);
      requests.push({ id: bytes.readInt32BE(8), body: bytes.toString('utf8', 14 + bytes.readInt16BE(12), end) });
      bytes = bytes.subarray(end);
    }
    take(requests);
  });
}

function frame(id: number, body: string): Buffer {
  const header = Buffer.alloc(8);
  header.writeInt32BE(4 + Buffer.byteLength(body), 0);
  header.writeInt32BE(id, 4);
  return Buffer.concat([header, Buffer.from(body)]);
}
