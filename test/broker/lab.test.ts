import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import kafkajs from 'kafkajs';
import { type ListenerKind, startBroker } from '../lab/broker.ts';
import { whyNotReady } from '../lab/ready.ts';
import { runTool } from '../lab/tools.ts';
import { labBroker, silence } from '../support/brokers.ts';
import { eventually } from '../support/eventually.ts';

describe('the lab', () => {
  const plain = labBroker();

  it("starts a broker that answers Kafka's own tools", async () => {
    const { stdout } = await runTool('org.apache.kafka.tools.BrokerApiVersionsCommand', ['--bootstrap-server', plain().bootstrap], plain());
    assert.match(stdout, /ConsumerGroupDescribe\(69\)/);
  });

  describe('with every kind of listener and an ACL', () => {
    const guarded = labBroker({
      listeners: ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'],
      acls: [{ who: 'alice', may: ['READ', 'CREATE'], on: 'TOPIC', named: 'orders' }],
    });
    const admin = (listener: ListenerKind, mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512', password = 'alice-secret') =>
      new kafkajs.Kafka({
        brokers: [guarded().addresses[listener] ?? ''],
        ssl: listener.endsWith('SSL') ? { ca: [guarded().ca ?? ''] } : false,
        // kafkajs types one object per mechanism; the fields are the same.
        sasl: { mechanism: mechanism as 'plain', username: 'alice', password },
        retry: { retries: 0 },
        logLevel: kafkajs.logLevel.NOTHING,
      }).admin();

    for (const listener of ['SASL_PLAINTEXT', 'SASL_SSL'] as const) {
      for (const mechanism of ['plain', 'scram-sha-256', 'scram-sha-512'] as const) {
        it(`lets alice in on ${listener} by ${mechanism}, and only with her password`, async () => {
          const alice = admin(listener, mechanism);
          await alice.connect();
          await alice.disconnect();
          const wrong = admin(listener, mechanism, 'guessed');
          await assert.rejects(wrong.connect(), /[Aa]uthentication/);
          await wrong.disconnect();
        });
      }
    }

    it('forbids what no ACL allows', async () => {
      const alice = admin('SASL_SSL', 'scram-sha-256');
      await alice.connect();
      try {
        assert.equal(await alice.createTopics({ topics: [{ topic: 'orders' }] }), true);
        await assert.rejects(alice.createTopics({ topics: [{ topic: 'payments' }] }), error => {
          assert.ok(error instanceof kafkajs.KafkaJSAggregateError);
          return error.errors.every(
            reason => reason instanceof kafkajs.KafkaJSProtocolError && reason.type === 'TOPIC_AUTHORIZATION_FAILED',
          );
        });
      } finally {
        await alice.disconnect();
      }
    });
  });

  describe('with a broker of its own', () => {
    const broker = labBroker({}, 'own');
    const port = () => Number(broker().bootstrap.split(':')[1]);

    it('starts a broker that knows no topic and makes none by itself', async () => {
      const { stdout } = await runTool(
        'org.apache.kafka.tools.TopicCommand',
        ['--bootstrap-server', broker().bootstrap, '--list'],
        broker(),
      );
      assert.equal(stdout.trim(), '');
    });

    it('makes it fall silent with its connections open', async () => {
      await silence(broker());
      broker().thaw();
      await eventually(async () => assert.equal(await whyNotReady(port(), false), undefined));
    });

    it('lets it crash and come back with its data', async () => {
      const admin = new kafkajs.Kafka({ brokers: [broker().bootstrap], logLevel: kafkajs.logLevel.NOTHING }).admin();
      await admin.connect();
      await admin.createTopics({ topics: [{ topic: 'orders' }] });
      await admin.disconnect();
      await broker().crash();
      assert.equal(await whyNotReady(port(), false), 'ECONNREFUSED');
      await broker().restart();
      const again = new kafkajs.Kafka({ brokers: [broker().bootstrap], logLevel: kafkajs.logLevel.NOTHING }).admin();
      await again.connect();
      assert.deepEqual(await again.listTopics(), ['orders']);
      await again.disconnect();
    });
  });

  it('says what the broker said when it does not start', async () => {
    await assert.rejects(startBroker({ properties: { 'log.retention.ms': 'long' } }), /log\.retention\.ms/);
  });

  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    it(`leaves no process and no folder when ${signal} ends the run`, async () => {
      const run = spawn(process.execPath, [path.join(import.meta.dirname, '../lab/cli.ts')], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const said = await untilItSays(run, /log: (.*)\n/);
      const [, file = ''] = /log: (.*)\n/.exec(said) ?? [];
      const [, at = ''] = /answers at 127\.0\.0\.1:(\d+)/.exec(said) ?? [];
      assert.ok(existsSync(file));
      run.kill(signal);
      await once(run, 'exit');
      await eventually(async () => {
        assert.equal(await whyNotReady(Number(at), false), 'ECONNREFUSED');
        assert.equal(existsSync(path.dirname(file)), false);
      });
    });
  }
});

function untilItSays(run: ChildProcess, wanted: RegExp): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    run.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
      if (wanted.test(said)) resolve(said);
    });
    run.once('exit', () => reject(new Error(`It ended before it said ${wanted.source}: ${said}`)));
  });
}
