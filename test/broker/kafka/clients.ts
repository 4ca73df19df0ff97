import kafkajs from 'kafkajs';
import { Cluster } from '../../../src/kafka/connection/cluster.ts';
import type { RequestLine } from '../../../src/kafka/connection/cluster.ts';
import type { ConnectionSettings } from '../../../src/kafka/connection/settings.ts';
import type { Api } from '../../../src/kafka/protocol/api.ts';
import type { Broker } from '../../lab/broker.ts';
import { labUser } from '../../lab/serverProperties.ts';
import { untilWritable } from '../../lab/writing.ts';
import { eventually } from '../../support/eventually.ts';

/** Our side: a cluster connection that ends with the tests of the `describe`, and the lines of what it asked. */
export function asking(settings: () => ConnectionSettings, open = (...of: ConstructorParameters<typeof Cluster>) => new Cluster(...of)) {
  const lines: RequestLine[] = [];
  let cluster: Cluster | undefined;
  after('the connection closes', () => cluster?.disconnect());
  return { cluster: () => (cluster ??= open(settings(), { onRequest: line => lines.push(line) })), lines };
}

export const plainly = (broker: () => Broker) => () => ({ bootstrapServers: [broker().bootstrap] });

/** The same brokers as one of an older version would be spoken to: no API is asked in a newer version than `newest` says. */
export class OlderCluster extends Cluster {
  readonly newest: Readonly<Record<string, number | undefined>>;

  constructor(newest: Readonly<Record<string, number | undefined>>, ...of: ConstructorParameters<typeof Cluster>) {
    super(...of);
    this.newest = newest;
  }

  override ask<Request, Response>(
    api: Api<Request, Response>,
    ...rest: Parameters<Cluster['ask']> extends [unknown, ...infer Rest] ? Rest : never
  ) {
    const [request, options] = rest as [Request | ((version: number) => Request), Parameters<Cluster['ask']>[2]];
    const newest = this.newest[api.name];
    const versions = [api.versions[0], Math.min(api.versions[1], newest ?? api.versions[1])] as const;
    return super.ask({ ...api, versions }, request, options);
  }
}

/** The applications' side: real clients that fill topics and groups. They end with the tests of the `describe`. */
export function applications(broker: () => Broker) {
  const ends: (() => Promise<void>)[] = [];
  let stopping = false;
  after('the applications stop', async () => {
    stopping = true;
    await Promise.all(ends.map(end => end()));
  });

  // A test may crash their broker. By default kafkajs goes on trying for half a minute, and its consumers for ever, even when told to stop.
  const retry = { retries: 8, initialRetryTime: 100, maxRetryTime: 500, restartOnFailure: () => Promise.resolve(!stopping) };
  const kafka = (clientId = 'orders-service') =>
    new kafkajs.Kafka({
      brokers: [broker().addresses.INTERNAL],
      ...labLogin,
      clientId,
      logLevel: kafkajs.logLevel.NOTHING,
      retry,
    });

  return {
    /** Its topics can be written to when they are made. */
    async admin(): Promise<kafkajs.Admin> {
      const admin = kafka().admin();
      await admin.connect();
      ends.push(() => admin.disconnect());
      const createTopics: kafkajs.Admin['createTopics'] = async ({ topics, ...options }) => {
        // kafkajs's own wait gives up when the broker does not know the new topic yet.
        const made = await eventually(() => admin.createTopics({ ...options, topics, waitForLeaders: false }));
        const login = { mechanism: 'PLAIN' as const, username: labUser.name, password: labUser.password };
        const cluster = new Cluster({ bootstrapServers: [broker().addresses.INTERNAL], sasl: login });
        try {
          await untilWritable(cluster, Object.fromEntries(topics.map(({ topic, numPartitions = 1 }) => [topic, numPartitions])));
        } finally {
          cluster.disconnect();
        }
        return made;
      };
      return { ...admin, createTopics };
    },
    async producer(config: kafkajs.ProducerConfig = {}): Promise<kafkajs.Producer> {
      // A transaction that a test leaves open stays open, however slow the machine: by default its coordinator gives it up after a minute.
      const producer = kafka().producer(config.transactionalId === undefined ? config : { transactionTimeout: 600_000, ...config });
      await producer.connect();
      ends.push(() => producer.disconnect());
      return producer;
    },
    /** Joins, and reads all from the beginning. */
    async consumer(config: kafkajs.ConsumerConfig, topic: string, run: Omit<kafkajs.ConsumerRunConfig, 'eachMessage'> = {}): Promise<void> {
      const consumer = kafka().consumer(config);
      ends.push(() => consumer.disconnect());
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      const joined = new Promise(resolve => consumer.on('consumer.group_join', resolve));
      await consumer.run({ ...run, eachMessage: () => Promise.resolve() });
      await joined;
    },
    endingWith: (end: () => Promise<void>) => void ends.push(end),
  };
}

/** The lab's own way in, which may do everything on every broker. */
const labLogin = { ssl: false, sasl: { mechanism: 'plain' as const, username: labUser.name, password: labUser.password } };
