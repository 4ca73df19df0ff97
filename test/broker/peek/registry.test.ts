import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { decodePart } from '../../../src/decoding/decode.ts';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import { readKeyStore } from '../../../src/kafka/connection/keyStores.ts';
import type { RegistrySettings } from '../../../src/kafka/connection/settings.ts';
import type { Decoded } from '../../../src/model/decoded.ts';
import type { KafkaRecord } from '../../../src/model/record.ts';
import { peekRecords } from '../../../src/peek/peek.ts';
import type { RegistryLine } from '../../../src/peek/registry/registryClient.ts';
import { SchemaStore } from '../../../src/peek/registry/schemaStore.ts';
import { makeCertificates, storePassword } from '../../lab/certificates.ts';
import { newestVersion } from '../../lab/broker.ts';
import { ownedFolder } from '../../lab/belongings.ts';
import { framed, type Registry, startRegistry } from '../../lab/registry.ts';
import { type Front, type FrontOptions, startFront } from '../../lab/registryFront.ts';
import { createTopic, type Lab, openLab } from '../../lab/scenario.ts';
import { labBroker } from '../../support/brokers.ts';
import { eventually } from '../../support/eventually.ts';

const topic = 'registry-orders';
const guid = '01020304-0506-0708-090a-0b0c0d0e0f10';
const money = {
  type: 'record',
  name: 'Money',
  namespace: 'shop',
  fields: [
    { name: 'cents', type: 'long' },
    { name: 'currency', type: 'string' },
  ],
};
const order = {
  type: 'record',
  name: 'Order',
  namespace: 'shop',
  fields: [
    { name: 'orderId', type: 'long' },
    { name: 'total', type: 'shop.Money' },
  ],
};
/** 771,201 (two bytes of varint and one), 1,890 and "EUR", as the Avro specification writes them. */
const avroOrder = Buffer.from([0x82, 0x92, 0x5e, 0xc4, 0x1d, 0x06, ...Buffer.from('EUR')]);
/** Field 1 is 42, field 2 the other file's message with field 1 = 1,890. */
const protoOrder = Buffer.from([0x08, 0x2a, 0x12, 0x03, 0x08, 0xe2, 0x0e]);

describe('records whose schemas are in a registry', () => {
  let starting: Promise<Registry> | undefined;
  before('a registry starts, beside the broker', () => {
    starting = startRegistry();
    starting.catch(() => undefined); // whoever awaits it hears of it
  });
  const broker = labBroker();
  let registry: Registry;
  let lab: Lab;
  let cluster: Cluster;
  let records: readonly KafkaRecord[];
  const ids = { avro: 0, protobuf: 0, json: 0 };
  /** What was started, to be ended in turn. */
  const ends: (() => unknown)[] = [];
  const stores: SchemaStore[] = [];
  const fronts: Front[] = [];

  before('records are written with schemas of the registry', async function () {
    this.timeout(240_000); // the first start fetches its archive
    assert.ok(starting);
    registry = await starting;
    ends.push(() => registry.stop());
    await registry.register('shop.Money', JSON.stringify(money));
    const references = [{ name: 'shop.Money', subject: 'shop.Money', version: 1 }];
    ids.avro = await registry.register(`${topic}-value`, JSON.stringify(order), { references });
    await registry.register('money.proto', 'syntax = "proto3"; package shop; message Money { int64 cents = 1; }', {
      schemaType: 'PROTOBUF',
    });
    ids.protobuf = await registry.register(
      'orders-by-protobuf-value',
      'syntax = "proto3"; package shop; import "money.proto"; message Order { int32 order_id = 1; Money total = 2; }',
      { schemaType: 'PROTOBUF', references: [{ name: 'money.proto', subject: 'money.proto', version: 1 }] },
    );
    ids.json = await registry.register('orders-by-json-value', '{"type":"object","properties":{"orderId":{"type":"integer"}}}', {
      schemaType: 'JSON',
    });
    lab = await openLab(broker());
    ends.push(() => lab.close());
    cluster = new Cluster({ bootstrapServers: [broker().bootstrap] });
    ends.push(() => cluster.disconnect());
    await createTopic(lab, topic, 1);
    await lab.producer.send({
      topic,
      messages: [
        { key: 'avro', value: framed(ids.avro, avroOrder) },
        { key: 'protobuf', value: framed(ids.protobuf, Buffer.concat([Buffer.from([0]), protoOrder])) },
        { key: 'json', value: framed(ids.json, Buffer.from('{"orderId":771203}')) },
        { key: 'by header', value: avroOrder, headers: { __value_schema_id: Buffer.from(`01${guid.replaceAll('-', '')}`, 'hex') } },
        { key: 'plain', value: '{"orderId":"test"}' },
        { key: 'unknown', value: framed(4_711, avroOrder) },
        { key: 'tombstone', value: null },
      ],
    });
    const request = { topic, partitions: [], limit: 100, isolation: 'read_committed', showControlRecords: false } as const;
    ({ records } = await peekRecords(cluster, { ...request, start: { kind: 'oldest' } }));
  });
  afterEach(async () => {
    for (const store of stores.splice(0)) store.close();
    await Promise.all(fronts.splice(0).map(front => front.stop()));
  });
  after(async () => {
    for (const front of fronts) await front.stop();
    for (const end of ends.reverse()) await end();
  });

  function storeOf(settings: Partial<RegistrySettings> = {}, lines: RegistryLine[] = []): SchemaStore {
    const store = new SchemaStore(() => Promise.resolve({ urls: [registry.url], ...settings }), { onRequest: line => lines.push(line) });
    stores.push(store);
    return store;
  }
  async function front(options: FrontOptions = {}): Promise<Front> {
    const started = await startFront(registry.url, options);
    fronts.push(started);
    return started;
  }
  const read = (schemas: SchemaStore, key: string): Decoded => {
    const record = records.find(one => Buffer.from(one.key ?? []).toString() === key);
    assert.ok(record, `no record ${key}`);
    return decodePart(record, 'value', { schemas });
  };
  const failureOf = (schemas: SchemaStore, id = ids.avro) => schemas.get({ kind: 'id', id })?.failure;

  it('are read by Avro, Protobuf and JSON Schema, each with the schemas that it refers to', async () => {
    const schemas = storeOf();
    await schemas.prepare(records);
    for (const [key, by, text] of [
      ['avro', 'avro', { orderId: 771_201, total: { cents: 1_890, currency: 'EUR' } }],
      ['protobuf', 'protobuf', { orderId: 42, total: { cents: '1890' } }],
      ['json', 'json-schema', { orderId: 771_203 }],
    ] as const) {
      const decoded = read(schemas, key);
      assert.equal(decoded.shownBy, by, JSON.stringify(decoded.attempts));
      assert.deepEqual(JSON.parse(decoded.text), text);
    }
    const { schema } = read(schemas, 'avro');
    assert.deepEqual([schema?.id, schema?.subject, schema?.version, schema?.name], [ids.avro, `${topic}-value`, 1, 'shop.Order']);
  });

  it('cost their neighbours nothing where one names a schema that the registry does not know, or none at all', async () => {
    const schemas = storeOf();
    await schemas.prepare(records);
    assert.equal(read(schemas, 'plain').shownBy, 'json');
    assert.equal(read(schemas, 'tombstone').shape, 'null');
    const { code, subject, broker: asked } = failureOf(schemas, 4_711) ?? {};
    assert.deepEqual([code, subject, asked], ['SCHEMA_NOT_FOUND', 'schema id 4711', registry.url]);
  });

  it('may name their schema by a GUID in a header, where the registry finds GUIDs', async () => {
    const { url } = await front({
      leadsTo: path => (path.endsWith(`/schemas/guids/${guid}`) ? path.replace(`guids/${guid}`, `ids/${ids.avro}`) : undefined),
    });
    const finding = storeOf({ urls: [url] });
    await finding.prepare(records);
    assert.deepEqual(JSON.parse(read(finding, 'by header').text), { orderId: 771_201, total: { cents: 1_890, currency: 'EUR' } });

    const older = storeOf();
    await older.prepare(records);
    assert.equal(older.get({ kind: 'guid', guid })?.failure?.code, 'REGISTRY_KNOWS_NO_GUIDS');
  });

  it('leave the registry as it was: nothing but GET is asked, and each schema once', async () => {
    const { url, asked } = await front();
    const schemas = storeOf({ urls: [url] });
    await schemas.check();
    await schemas.prepare(records);
    await schemas.prepare(records);
    assert.deepEqual([...new Set(asked.map(request => request.split(' ')[0]))], ['GET']);
    assert.deepEqual(asked.filter(request => request.endsWith(`/schemas/ids/${ids.avro}`)).length, 1);
  });

  it('are told why where the login is wrong or missing, and read with the right one', async () => {
    const right = { kind: 'password', username: 'reader', password: 'reader-s3cret' } as const;
    const { url } = await front({ authorization: `Basic ${Buffer.from('reader:reader-s3cret').toString('base64')}` });
    for (const [login, code] of [
      [undefined, 'REGISTRY_WANTS_LOGIN'],
      [{ ...right, password: 'guessed' }, 'REGISTRY_LOGIN_REFUSED'],
    ] as const) {
      const schemas = storeOf({ urls: [url], ...(login ? { login } : {}) });
      await schemas.prepare(records);
      assert.equal(failureOf(schemas)?.code, code);
      assert.equal(read(schemas, 'plain').shownBy, 'json');
    }
    const lines: RegistryLine[] = [];
    const schemas = storeOf({ urls: [url], login: right }, lines);
    await schemas.prepare(records);
    assert.equal(read(schemas, 'avro').shownBy, 'avro');
    assert.doesNotMatch(JSON.stringify(lines), /s3cret|Basic/);
  });

  it('are read over TLS with the registry’s authority, and not without it', async function () {
    this.timeout(120_000); // keytool is a JVM each time
    const folder = ownedFolder('registry-tls');
    try {
      const { keyStore, ca } = await makeCertificates(folder.path, newestVersion);
      const tls = readKeyStore(await readFile(keyStore), { password: storePassword });
      const { url } = await front({ tls });
      const stranger = storeOf({ urls: [url] });
      await stranger.prepare(records);
      assert.deepEqual([failureOf(stranger)?.kind, failureOf(stranger)?.code], ['tls', 'REGISTRY_NOT_TRUSTED']);
      const schemas = storeOf({ urls: [url], tls: { ca } });
      await schemas.prepare(records);
      assert.equal(read(schemas, 'avro').shownBy, 'avro');
    } finally {
      folder.remove();
    }
  });

  it('do not wait for a registry that hangs, and are read when it answers again', async () => {
    const schemas = storeOf({ timeoutMs: 500 });
    registry.freeze();
    try {
      await schemas.prepare(records);
    } finally {
      registry.thaw();
    }
    assert.equal(failureOf(schemas)?.code, 'REGISTRY_SILENT');
    assert.equal(read(schemas, 'plain').shownBy, 'json');
    await eventually(async () => {
      schemas.forgetFailures();
      await schemas.prepare(records);
      assert.equal(failureOf(schemas), undefined);
    });
  });

  it('are read by another address where the first one is down', async () => {
    const down = await startFront(registry.url);
    await down.stop();
    const schemas = storeOf({ urls: [down.url, registry.url] });
    await schemas.prepare(records);
    assert.equal(read(schemas, 'avro').shownBy, 'avro');

    const nobody = storeOf({ urls: [down.url] });
    await nobody.prepare(records);
    assert.deepEqual([failureOf(nobody)?.code, failureOf(nobody)?.detail], ['REGISTRY_UNREACHABLE', 'ECONNREFUSED']);
  });
});
