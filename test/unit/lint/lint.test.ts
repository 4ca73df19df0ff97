import assert from 'node:assert/strict';
import { defineRule } from '../../../src/lint/defineRule.ts';
import { lint, lintWith } from '../../../src/lint/lint.ts';
import { readProperties } from '../../../src/lint/readers/properties.ts';
import { rules } from '../../../src/lint/rules/index.ts';
import { problemMessage } from '../../../src/report/problemWords.ts';
import { checkAnyProblem } from '../../support/lintTest.ts';

const found = async (text: string, fileName = ''): Promise<string[]> =>
  (await lint(text, { fileName })).problems.map(({ ruleId }) => ruleId);

describe('linting a file', () => {
  it('tells problems in the order of the text', async () => {
    const text = '# kafka: consumer\nmax.poll.records=0\nsession.timeout.ms=45s\nsesion.timeout.ms=1\n';
    assert.deepEqual(await found(text), ['value-out-of-range', 'wrong-type', 'unknown-key']);
  });

  it('leaves out rules that are switched off, for the file or for a line', async () => {
    const text = '# kafka: consumer\nmax.poll.records=0\n';
    assert.deepEqual((await lint(text, { disabledRules: ['value-out-of-range', 'no-such-rule'] })).problems, []);
    const comment = (words: string): Promise<string[]> =>
      found(`# kafka: consumer\n# kafka-lint-disable-next-line ${words}\nmax.poll.records=0\nmax.poll.records=0\n`);
    assert.deepEqual(await comment('value-out-of-range -- a test'), ['duplicate-key', 'value-out-of-range']);
    assert.deepEqual(await comment(''), ['duplicate-key', 'value-out-of-range']);
    assert.deepEqual(await comment('duplicate-key'), ['value-out-of-range', 'duplicate-key', 'value-out-of-range']);
  });

  it('goes on with the other rules when one breaks', () => {
    const broken = defineRule({
      id: 'acks-weak',
      title: 'Broken',
      severity: 'error',
      check: () => {
        throw new Error('broken');
      },
    });
    const result = lintWith([broken, ...rules], readProperties('# kafka: consumer\nmax.poll.records=0\n'));
    assert.deepEqual(
      result.broken.map(({ ruleId }) => ruleId),
      ['acks-weak'],
    );
    assert.deepEqual(
      result.problems.map(({ ruleId }) => ruleId),
      ['value-out-of-range'],
    );
  });

  it('says a thing once, however many clients inherit it', async () => {
    const text = 'application.id=a\nbootstrap.servers=http://a:9092\nconsumer.max.poll.records=5\nproducer.acks=all\n';
    assert.deepEqual(await found(text), ['bootstrap-server-malformed']);
  });

  it('never repeats a secret, not even where the secret is what is wrong', async () => {
    const secret = 's3cr';
    const files = [
      `ssl.key.password=${secret}`,
      `ssl.key.password="${secret}"`,
      `ssl.key.password=${secret}\\k # ${secret}`,
      `ssl.truststore.password=${secret}`,
      `sasl.jaas.config=o.PlainLoginModule required password="${secret}"`,
      `sasl.jaas.config=o.PlainLoginModule required password=${secret}@${secret};`,
      `sasl.jaas.config=o.PlainLoginModule required password=a ${secret};`,
      `sasl.jaas.config=o.PlainLoginModule "${secret}";`,
      `sasl.jaas.config="o.PlainLoginModule required password='${secret}';"`,
      `bootstrap.servers=http://me:${secret}@a:9092`,
    ];
    for (const line of files) {
      const { problems } = await lint(`# kafka: client\n${line}\n`);
      assert.notEqual(problems.length, 0, line);
      for (const problem of problems) assert.ok(!problemMessage(problem).includes(secret), problemMessage(problem));
    }
  });

  it('has nothing to say of the libraries’ own quick starts', async () => {
    const strings = (what: string): string =>
      `key.${what.toLowerCase()}=org.apache.kafka.common.serialization.String${what}\nvalue.${what.toLowerCase()}=org.apache.kafka.common.serialization.String${what}\n`;
    const quickStarts: Record<string, string> = {
      'config/consumer.properties': 'bootstrap.servers=localhost:9092\ngroup.id=test-consumer-group\n',
      'config/producer.properties': 'bootstrap.servers=localhost:9092\ncompression.type=none\n',
      'KafkaConsumer, automatic commits': `bootstrap.servers=localhost:9092\ngroup.id=test\nenable.auto.commit=true\nauto.commit.interval.ms=1000\n${strings('Deserializer')}`,
      'KafkaConsumer, manual commits': `bootstrap.servers=localhost:9092\ngroup.id=test\nenable.auto.commit=false\n${strings('Deserializer')}`,
      KafkaProducer: `bootstrap.servers=localhost:9092\nlinger.ms=1\n${strings('Serializer')}`,
      Streams:
        'application.id=streams-wordcount\nbootstrap.servers=localhost:9092\nstatestore.cache.max.bytes=0\nauto.offset.reset=earliest\n',
      'config/connect-standalone.properties':
        'bootstrap.servers=localhost:9092\nkey.converter=org.apache.kafka.connect.json.JsonConverter\nvalue.converter=org.apache.kafka.connect.json.JsonConverter\nkey.converter.schemas.enable=true\nvalue.converter.schemas.enable=true\noffset.storage.file.filename=/tmp/connect.offsets\noffset.flush.interval.ms=10000\n',
      'config/connect-distributed.properties':
        'bootstrap.servers=localhost:9092\ngroup.id=connect-cluster\nkey.converter=org.apache.kafka.connect.json.JsonConverter\nvalue.converter=org.apache.kafka.connect.json.JsonConverter\noffset.storage.topic=connect-offsets\noffset.storage.replication.factor=1\nconfig.storage.topic=connect-configs\nconfig.storage.replication.factor=1\nstatus.storage.topic=connect-status\nstatus.storage.replication.factor=1\noffset.flush.interval.ms=10000\n',
    };
    for (const [name, text] of Object.entries(quickStarts)) {
      const { configurations, problems } = await lint(text, { fileName: name });
      assert.notEqual(configurations.length, 0, name);
      assert.deepEqual(problems.map(problemMessage), [], name);
    }
  });

  it('survives any mutation of a file with places inside the text and words without holes', async () => {
    const file =
      '# kafka: consumer java 3.9\nbootstrap.servers=http://a:9092,b;c\ngroup.id="g" # x\nsession.timeout.ms=45s\nheartbeat.interval.ms=45000\nsasl.jaas.config=o.PlainLoginModule required username=1 password="p"\\\n  x=y;\nssl.truststore.location=C:\\kafka\\users\nauto.offset.reset=smallest\nacks=1\nacks=0\nmax.poll.records=100000\ntopic.pattern=a.b.*\n';
    let seed = 7;
    const draw = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let round = 0; round < 200; round++) {
      let text = file;
      for (let change = draw(6); change >= 0; change--) {
        const [at, length] = [draw(text.length + 1), draw(12)];
        text =
          text.slice(0, at) +
          (draw(2) === 0 ? '' : (['\n', '\\', '=', '"', ' #', '${', ';', '\r', '\u0000', '9'][draw(10)] ?? '')) +
          text.slice(at + length);
      }
      const { problems, broken } = await lint(text);
      assert.deepEqual(broken, [], JSON.stringify(text));
      for (const problem of problems) checkAnyProblem(problem, text);
    }
  });
});
