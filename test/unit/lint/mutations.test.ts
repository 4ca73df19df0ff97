import assert from 'node:assert/strict';
import { lint } from '../../../src/lint/lint.ts';
import { checkAnyProblem } from '../../support/lintTest.ts';

/** A file of each notation that is wrong in as many ways as fit, so that a mutation finds rules at work. */
const files: Readonly<Record<string, string>> = {
  'client.properties':
    '# kafka: consumer java 3.9\nbootstrap.servers=http://a:9092,b;c\ngroup.id="g" # x\nsession.timeout.ms=45s\nheartbeat.interval.ms=45000\nsasl.jaas.config=o.PlainLoginModule required username=1 password="p"\\\n  x=y;\nssl.truststore.location=C:\\kafka\\users\nauto.offset.reset=smallest\nacks=1\nacks=0\nmax.poll.records=100000\ntopic.pattern=a.b.*\n',
  'librdkafka.conf':
    'metadata.broker.list=a:9092\nsasl.mechanisms=PLAIN\nsasl.password=s\nsecurity.protocol=plaintext\nsession.timeout.ms=1\nlinger.ms=x\n',
  'application.yml':
    'spring:\n  kafka:\n    bootstrap-servers: ["a:9092", b]\n    consumer: &c\n      group-id: "it\'s"\n      heartbeat-interval: 20s\n      max-poll-interval-ms: 5\n      properties: {"[session.timeout.ms]": 10000, sasl.mechanism: plain}\n---\nspring.config.activate.on-profile: prod\nspring.kafka.consumer:\n  <<: *c\n  auto-offset-reset: smallest\n',
  'docker-compose.yml':
    'services:\n  a:\n    environment:\n      - SPRING_KAFKA_CONSUMER_HEARTBEAT_INTERVAL=20s\n      - SPRING_KAFKA_PROPERTIES_SASL_MECHANISM=PLAIN\n  b:\n    environment: {CONNECT_GROUP_ID: c, CONNECT_BOOTSTRAP_SERVERS: "b", CONNECT_OFFSET_STORAGE_TOPIC: o}\n',
  'configmap.yaml':
    'kind: ConfigMap\ndata:\n  a.properties: |\n    bootstrap.servers=a:9092,b\n    group.id="g"\n    acks=1\\\n      0\n  b.yml: |\n    kafka:\n      bootstrap.servers: b\n      group.id: x\n',
  'connector.json':
    '{\n  // c\n  "name": "s", "config": {"connector.class": "S", "consumer.override.max.poll.records": "x", "tasks.max": 1,\n  "consumer.override.auto.offset.reset": "smallest"}\n}\n',
  'app.ini': '[dev]\nbootstrap.servers = a:9092;b:9092\nauto.offset.reset = smallest\n[prod]\nacks: 7\nbootstrap.servers = x # y\n',
  '.env': 'export KAFKA_BOOTSTRAP_SERVERS="a:9092" # x\nKAFKA_AUTO_OFFSET_RESET=\'smallest\'\nKAFKA_SESSION_TIMEOUT_MS=5\n',
};

const scraps = [
  '\n',
  '\r\n',
  '\\',
  '=',
  ':',
  ': ',
  '"',
  "'",
  ' #',
  '${',
  ';',
  '\r',
  '\u0000',
  '9',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '&a ',
  '*a',
  '<<: ',
  '|\n',
  '---\n',
  '\t',
  ',',
  '\uFEFF',
  '😀',
];

/** MUTATIONS=100000 makes as many; some hundreds are enough to notice a slip. */
const rounds = Number(process.env['MUTATIONS'] ?? 400);

describe('whatever somebody types', () => {
  for (const [fileName, file] of Object.entries(files)) {
    it(`in ${fileName} is read without breaking, with places inside the text and words without holes`, async function () {
      this.timeout(0);
      let seed = 7;
      const draw = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
      for (let round = 0; round < rounds / Object.keys(files).length; round++) {
        let text = file;
        for (let change = draw(6); change >= 0; change--) {
          const [at, length] = [draw(text.length + 1), draw(12)];
          text = text.slice(0, at) + (draw(2) === 0 ? '' : (scraps[draw(scraps.length)] ?? '')) + text.slice(at + length);
        }
        const { problems, broken, configurations } = await lint(text, { fileName });
        assert.deepEqual(broken, [], JSON.stringify(text));
        for (const problem of problems) checkAnyProblem(problem, text);
        for (const { entries } of configurations) {
          for (const { keyRange, valueRange, lines, rangeInValue, value } of entries) {
            for (const { start, end } of [
              keyRange,
              valueRange,
              lines,
              rangeInValue(0, value.length),
              rangeInValue(value.length, value.length),
            ])
              assert.ok(0 <= start && start <= end && end <= text.length, `[${start}, ${end}) is outside of ${JSON.stringify(text)}`);
          }
        }
      }
    });
  }
});
