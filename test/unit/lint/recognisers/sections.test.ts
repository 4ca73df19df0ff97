import assert from 'node:assert/strict';
import type { ClientConfiguration } from '../../../../src/lint/configuration.ts';
import { lint } from '../../../../src/lint/lint.ts';

const clients = async (text: string, fileName: string): Promise<readonly ClientConfiguration[]> =>
  (await lint(text, { fileName })).configurations;
const named = (configurations: readonly ClientConfiguration[], label: string): ClientConfiguration =>
  configurations.find(config => config.label === label) ??
  assert.fail(`no ${label} among ${configurations.map(config => config.label).join(', ')}`);

describe('sections that hold a client’s settings', () => {
  it('inherit from the sections around them and from the common one beside their environment', async () => {
    const text = `common:
  kafka:
    security.protocol: SASL_SSL
    session.timeout.ms: 30000
prod:
  kafka:
    bootstrap.servers: prod:9092
    consumer:
      group.id: g
      session.timeout.ms: 45000
`;
    const configurations = await clients(text, 'config.yaml');
    const consumer = named(configurations, 'prod.kafka.consumer');
    assert.deepEqual([consumer.role, consumer.environment, consumer.isPart], ['consumer', 'prod', true]);
    assert.equal(consumer.written('bootstrapServers')?.value, 'prod:9092');
    assert.equal(consumer.number('sessionTimeout')?.value, 45_000);
    assert.equal(named(configurations, 'prod.kafka').text('securityProtocol')?.value, 'SASL_SSL');
  });

  it('are found without trying a path of 20,000 words from each of them', async () => {
    assert.deepEqual(await clients(`${'kafka.'.repeat(20_000)}acks=1\n`, 'a.properties'), []);
    const [consumer] = await clients(`mp.messaging.incoming.${'a.'.repeat(20_000)}auto.offset.reset=latest\n`, 'a.properties');
    assert.equal(consumer?.entries[0]?.key, 'auto.offset.reset');
  });

  it('are judged by the value in effect, where it was written', async () => {
    const text =
      'default:\n  kafka:\n    bootstrap.servers: a:9092\n    session.timeout.ms: 9000\ndev:\n  kafka:\n    group.id: g\n    heartbeat.interval.ms: 6000\n';
    const { problems } = await lint(text, { fileName: 'config.yaml' });
    const found = problems.find(({ ruleId }) => ruleId === 'heartbeat-close-to-session') ?? assert.fail('not found');
    assert.equal(text.slice(found.range.start, found.range.end), '6000');
    assert.equal(text.slice(found.related[0]?.range.start, found.related[0]?.range.end), '9000');
  });

  it('take over a file below, whatever it is called', async () => {
    const layers = [{ fileName: 'common.properties', text: 'bootstrap.servers=a:9092\ngroup.id=g\nsession.timeout.ms=9000\n' }];
    const text = 'bootstrap.servers=b:9092\nheartbeat.interval.ms=6000\n';
    const { configurations, problems } = await lint(text, { fileName: 'prod.properties', layers });
    assert.equal(configurations[0]?.number('sessionTimeout')?.value, 9000);
    const found = problems.find(({ ruleId }) => ruleId === 'heartbeat-close-to-session') ?? assert.fail('not found');
    assert.equal(found.range.fileName, undefined);
    assert.equal(found.related[0]?.range.fileName, 'common.properties');
    assert.ok(found.fixes.every(({ edits }) => edits.every(({ range }) => range.fileName === undefined)));
  });

  it('are spelled like their neighbours where a fix writes a new key', async () => {
    const spelled = async (text: string): Promise<string | undefined> => {
      const [config] = await clients(text, 'app.yml');
      return config?.spell('session.timeout.ms', config.entries[0]);
    };
    assert.equal(await spelled('kafka:\n  bootstrapServers: a:9092\n  groupId: g\n'), 'sessionTimeoutMs');
    assert.equal(await spelled('kafka:\n  bootstrap_servers: a:9092\n  group_id: g\n'), 'session_timeout_ms');
    assert.equal(await spelled('kafka:\n  bootstrap.servers: a:9092\n  group.id: g\n'), 'session.timeout.ms');
  });

  it('say nothing of a program’s own names in its own spelling', async () => {
    const text = 'kafka:\n  bootstrapServers: a:9092\n  groupId: g\n  autoOffsetRest: earliest\n  sessionTimeout: 30\n';
    assert.deepEqual((await lint(text, { fileName: 'app.yml' })).problems, []);
  });
});

describe('variables of a container', () => {
  it('are told by their service, and judged like a file', async () => {
    const text =
      'services:\n  orders:\n    environment:\n      KAFKA_BOOTSTRAP_SERVERS: a:9092\n      KAFKA_GROUP_ID: g\n      KAFKA_AUTO_OFFSET_RESET: smallest\n      KAFKA_SASL_USERNAME: u\n';
    const { configurations, problems } = await lint(text, { fileName: 'docker-compose.yml' });
    const orders = named(configurations, 'orders');
    assert.deepEqual([orders.framework, orders.library], ['environment', 'librdkafka']);
    assert.equal(orders.spell('session.timeout.ms'), 'KAFKA_SESSION_TIMEOUT_MS');
    assert.deepEqual(
      problems.map(({ ruleId }) => ruleId).filter(id => id === 'wrong-type' || id === 'value-not-allowed'),
      [],
    );
  });

  it('of a Connect worker go on behind a backslash, as its image writes them', async () => {
    const text =
      'services:\n  connect:\n    environment:\n      CONNECT_BOOTSTRAP_SERVERS: a:9092\n      CONNECT_GROUP_ID: c\n      CONNECT_OFFSET_STORAGE_TOPIC: o\n      CONNECT_SASL_JAAS_CONFIG: |\n        o.PlainLoginModule required \\\n        username="u" \\\n        password="${P}";\n';
    const { problems } = await lint(text, { fileName: 'docker-compose.yml' });
    assert.deepEqual(
      problems.filter(({ ruleId }) => ruleId === 'jaas-malformed'),
      [],
    );
  });
});
