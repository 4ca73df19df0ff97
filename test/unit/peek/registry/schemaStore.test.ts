import assert from 'node:assert/strict';
import type { RegistrySettings } from '../../../../src/kafka/connection/settings.ts';
import { FailureError } from '../../../../src/model/failure.ts';
import type { KafkaRecord } from '../../../../src/model/record.ts';
import type { RegistryLine } from '../../../../src/peek/registry/registryClient.ts';
import { SchemaStore } from '../../../../src/peek/registry/schemaStore.ts';
import { type Answers, type AnsweringServer, startAnswering } from '../../../support/answeringServer.ts';

const long = { schema: '"long"' };

describe('The schemas of records', () => {
  const servers: AnsweringServer[] = [];
  const stores: SchemaStore[] = [];
  afterEach(async () => {
    for (const store of stores.splice(0)) store.close();
    await Promise.all(servers.splice(0).map(server => server.stop()));
  });

  async function registry(answers: Answers): Promise<AnsweringServer> {
    const server = await startAnswering(answers);
    servers.push(server);
    return server;
  }
  function storeOf(
    settings: RegistrySettings | (() => Promise<RegistrySettings>),
    lines: RegistryLine[] = [],
    now = Date.now,
  ): SchemaStore {
    const store = new SchemaStore(typeof settings === 'function' ? settings : () => Promise.resolve(settings), {
      onRequest: line => lines.push(line),
      now,
    });
    stores.push(store);
    return store;
  }
  const failureFor = (store: SchemaStore, id = 1) => store.get({ kind: 'id', id })?.failure;

  it('are asked for once, whoever reads, and told with subject and version', async () => {
    const { url, asked } = await registry(
      path =>
        ({
          '/schemas/ids/1': long,
          '/schemas/ids/1/versions': [
            { subject: 'other', version: 1 },
            { subject: 'orders-value', version: 3 },
          ],
        })[path],
    );
    const lines: RegistryLine[] = [];
    const store = storeOf({ urls: [url] }, lines);
    const ref = { kind: 'id', id: 1 } as const;
    assert.equal(store.get(ref), undefined, 'nobody asked yet');
    await Promise.all([store.prepare([byId(1), byId(1)]), store.prepare([byId(1)])]);
    await store.prepare([byId(1)]);
    assert.deepEqual(store.get(ref)?.value, { type: 'AVRO', schema: '"long"', references: [], id: 1, subject: 'orders-value', version: 3 });
    assert.deepEqual([...asked].sort(), ['GET /schemas/ids/1', 'GET /schemas/ids/1/versions']);
    assert.deepEqual(lines.map(({ path, registry: of, status }) => [path, of, status]).sort(), [
      ['/schemas/ids/1', url, 200],
      ['/schemas/ids/1/versions', url, 200],
    ]);
  });

  it('are found by the GUID in a header', async () => {
    const guid = '01020304-0506-0708-090a-0b0c0d0e0f10';
    const { url } = await registry(path => ({ [`/schemas/guids/${guid}`]: { ...long, id: 7 } })[path]);
    const store = storeOf({ urls: [url] });
    const value = Buffer.from(`01${guid.replaceAll('-', '')}`, 'hex');
    await store.prepare([{ ...byId(0), value: Buffer.from('{}'), headers: [{ key: '__value_schema_id', value }] }]);
    assert.equal(store.get({ kind: 'guid', guid })?.value?.schema, '"long"');
  });

  it('are found by GUID only where the registry knows GUIDs, and the failure says so', async () => {
    const { url } = await registry(() => (_, response) => response.writeHead(404).end('{"error_code":0,"message":"no such path"}'));
    const store = storeOf({ urls: [url] });
    const ref = { kind: 'guid', guid: '01020304-0506-0708-090a-0b0c0d0e0f10' } as const;
    await store.prepareRefs([ref]);
    assert.equal(store.get(ref)?.failure?.code, 'REGISTRY_KNOWS_NO_GUIDS');
  });

  it('have everything that they refer to, each asked for once, deleted or not', async () => {
    const refersTo = (...subjects: readonly string[]) => ({
      references: subjects.map(subject => ({ name: subject.toUpperCase(), subject, version: 1 })),
    });
    const { url, asked } = await registry(
      path =>
        ({
          '/schemas/ids/1': { schema: 'root', ...refersTo('a', ':.eu:b/c') },
          '/subjects/a/versions/1?deleted=true': { schema: 'a', ...refersTo(':.eu:b/c') },
          '/subjects/%3A.eu%3Ab%2Fc/versions/1?deleted=true': { schema: 'bc' },
        })[path],
    );
    const store = storeOf({ urls: [url] });
    await store.prepare([byId(1)]);
    const schema = store.get({ kind: 'id', id: 1 })?.value;
    const [a, b] = schema?.references ?? [];
    assert.deepEqual([a?.name, a?.schema.schema, b?.name, b?.schema.schema], ['A', 'a', ':.EU:B/C', 'bc']);
    assert.equal(a?.schema.references[0]?.schema, b?.schema);
    assert.equal(asked.filter(path => path.includes('b%2Fc')).length, 1);
  });

  it('that refer to themselves fail, and nothing hangs', async () => {
    const circle = { schema: 'a', references: [{ name: 'A', subject: 'a', version: 1 }] };
    const { url, asked } = await registry(() => circle);
    const store = storeOf({ urls: [url] });
    await store.prepare([byId(1)]);
    assert.equal(failureFor(store)?.code, 'SCHEMA_REFERENCES_ENDLESS');
    assert.ok(asked.length < 5);
  });

  it('that refer to ever more fail after a bounded number of requests', async () => {
    let n = 0;
    const { url, asked } = await registry(() => ({
      schema: 'x',
      references: Array.from({ length: 20 }, () => ({ name: 'X', subject: `x${n++}`, version: 1 })),
    }));
    const store = storeOf({ urls: [url] });
    await store.prepare([byId(1)]);
    assert.equal(failureFor(store)?.code, 'SCHEMA_REFERENCES_ENDLESS');
    assert.ok(asked.length < 210, String(asked.length));
  });

  it('whose reference is missing say which one', async () => {
    const { url } = await registry(
      path => ({ '/schemas/ids/1': { schema: 'a', references: [{ name: 'A', subject: 'money', version: 2 }] } })[path],
    );
    const store = storeOf({ urls: [url] });
    await store.prepare([byId(1)]);
    assert.equal(failureFor(store)?.subject, 'money version 2, to which schema id 1 refers');
  });

  it('that failed are asked for again after some seconds, or when the person wants it; those that are known never', async () => {
    let isThere = false;
    let now = 0;
    const { url, asked } = await registry(path => (isThere && path === '/schemas/ids/1' ? long : undefined));
    const store = storeOf({ urls: [url] }, [], () => now);
    await store.prepare([byId(1)]);
    assert.deepEqual([failureFor(store)?.code, failureFor(store)?.subject], ['SCHEMA_NOT_FOUND', 'schema id 1']);
    const once = asked.length;
    await store.prepare([byId(1)]);
    assert.equal(asked.length, once);
    now = 60_000;
    await store.prepare([byId(1)]);
    assert.ok(asked.length > once, 'asked again');
    isThere = true;
    store.forgetFailures();
    await store.prepare([byId(1)]);
    assert.ok(store.get({ kind: 'id', id: 1 })?.value);
    const known = asked.length;
    now = 10_000_000;
    store.forgetFailures();
    await store.prepare([byId(1)]);
    assert.equal(asked.length, known);
  });

  it('are not asked for one by one where the registry refuses the login', async () => {
    const { url, asked } = await registry(
      () => (_, response) => response.writeHead(401).end('{"error_code":401,"message":"Unauthorized"}'),
    );
    const store = storeOf({ urls: [url] });
    await store.prepare(Array.from({ length: 60 }, (_, i) => byId(i + 1)));
    assert.equal(failureFor(store, 60)?.code, 'REGISTRY_WANTS_LOGIN');
    assert.equal(failureFor(store, 60)?.subject, 'schema id 60');
    assert.ok(asked.length <= 12, String(asked.length));
  });

  it('are not asked for by the hundred where bytes only look like schema ids', async () => {
    const { url, asked } = await registry(() => undefined);
    const store = storeOf({ urls: [url] });
    await store.prepare(Array.from({ length: 500 }, (_, i) => byId(i + 1)));
    assert.ok(asked.length <= 48, String(asked.length));
    assert.equal(store.get({ kind: 'id', id: 499 }), undefined);
  });

  it('are asked for only of the key, where the value is read otherwise', async () => {
    const { url, asked } = await registry(() => long);
    const store = storeOf({ urls: [url] });
    await store.prepare([{ ...byId(1), key: framed(2) }], { parts: ['key'] });
    assert.ok(asked.every(path => path.startsWith('GET /schemas/ids/2')));
  });

  it('of a registry whose password is missing are asked for when it is there', async () => {
    const { url } = await registry(() => long);
    let isMissing = true;
    const store = storeOf(() =>
      isMissing
        ? Promise.reject(new FailureError({ kind: 'login-refused', code: 'REGISTRY_SECRET_NEEDED', subject: 'orders' }))
        : Promise.resolve({ urls: [url] }),
    );
    await store.prepare([byId(1)]);
    await store.prepare([byId(2)]);
    for (const id of [1, 2])
      assert.deepEqual([failureFor(store, id)?.code, failureFor(store, id)?.subject], ['REGISTRY_SECRET_NEEDED', 'orders'], String(id));
    isMissing = false;
    store.forgetFailures();
    await store.prepare([byId(1)]);
    assert.ok(store.get({ kind: 'id', id: 1 })?.value);
  });

  it('are waited for no longer than the person wants, and come in all the same', async () => {
    let answer = (): void => undefined;
    const { url } = await registry(path =>
      path === '/schemas/ids/1' ? (_, response) => (answer = () => response.end('{"schema":"\\"long\\""}')) : [],
    );
    const store = storeOf({ urls: [url] });
    const waiting = new AbortController();
    const all = store.prepare([byId(1)]);
    const some = store.prepare([byId(1)], { signal: waiting.signal });
    waiting.abort();
    await some;
    assert.equal(store.get({ kind: 'id', id: 1 }), undefined);
    while (failureFor(store) === undefined && store.get({ kind: 'id', id: 1 }) === undefined) {
      answer();
      await new Promise(resolve => setImmediate(resolve));
    }
    await all;
    assert.ok(store.get({ kind: 'id', id: 1 })?.value);
  });
});

const framed = (id: number): Buffer => {
  const bytes = Buffer.alloc(6);
  bytes.writeInt32BE(id, 1);
  return bytes;
};

const byId = (id: number): KafkaRecord => ({
  ...{
    topic: 'orders',
    partition: 0,
    offset: 0n,
    timestamp: 0,
    timestampType: 'CreateTime',
    key: null,
    value: framed(id),
    headers: [],
    size: 1,
  },
  batch: {
    ...{ baseOffset: 0n, lastOffset: 0n, magic: 2, compression: 'none', producerId: -1n, producerEpoch: -1, transactional: false },
    leaderEpoch: 0,
  },
});
