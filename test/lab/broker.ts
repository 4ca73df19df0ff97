// Real Kafka brokers for tests, benchmarks and the demo: one node, in a temporary folder, on free ports.
import { closeSync, openSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Acl, createAcls } from './acls.ts';
import { ownedFolder, type OwnedFolder } from './belongings.ts';
import { type CertificateOptions, type Certificates, makeCertificates } from './certificates.ts';
import { format, newClusterId } from './format.ts';
import { type JavaProcess, startJava, whereJavaRuns } from './java.ts';
import { freePorts } from './ports.ts';
import { whyNotReady } from './ready.ts';
import { type ListenerKind, type SaslMechanism, serverProperties, type User, usesTls } from './serverProperties.ts';
import { addScramUsers, startZooKeeper } from './zookeeper.ts';

export type { Acl, CertificateOptions, ListenerKind, SaslMechanism, User };

export interface BrokerOptions {
  /** Any version that Maven Central has whole: 2.8.2 (with a ZooKeeper of its own), 3.7.2, 3.9.2, 4.0.x, 4.1.x, 4.3.1. */
  readonly version?: string;
  /** Listeners for clients, the first of which is `bootstrap`. Default: one PLAINTEXT listener. */
  readonly listeners?: readonly ListenerKind[];
  /** The first listener's port, for those who need to know it before. Default: a free one. */
  readonly port?: number | undefined;
  /** Who may log in on SASL listeners, by each of the mechanisms. Default: `alice`. */
  readonly users?: readonly User[];
  readonly mechanisms?: readonly SaslMechanism[];
  /** Given (even empty): Kafka's StandardAuthorizer forbids what no ACL allows. A PLAINTEXT or SSL client is `User:ANONYMOUS`. */
  readonly acls?: readonly Acl[];
  /** What the server's certificate says, for SSL and SASL_SSL. */
  readonly certificate?: CertificateOptions;
  readonly autoCreateTopics?: boolean;
  /** The host name that clients are told by Metadata. Default: 127.0.0.1, which they reach. */
  readonly advertisedHost?: string;
  /** More lines of server.properties; they win over the lab's. */
  readonly properties?: Readonly<Record<string, string>>;
  /** What makes it one of several nodes (lab/cluster.ts): an id and a controller's port that the others know. */
  readonly member?: { readonly clusterId: string; readonly controllerPort: number };
}

export interface Broker {
  readonly version: string;
  /** `host:port` of the first listener. */
  readonly bootstrap: string;
  /** `host:port` by listener. INTERNAL is the lab's own way in (SASL PLAIN as `labUser`, who may do everything). */
  readonly addresses: Readonly<Partial<Record<ListenerKind, string>> & { INTERNAL: string }>;
  readonly users: readonly User[];
  /** The authority that signed the server's certificate; undefined without SSL. */
  readonly ca: string | undefined;
  readonly caFile: string | undefined;
  readonly certificates: Certificates | undefined;
  /** The container that it runs in, where Docker runs it. */
  readonly container: string | undefined;
  /** Where the broker writes its log, in its temporary folder. */
  readonly logFile: string;
  /** What the broker wrote to its log so far. */
  log(): Promise<string>;
  /** Ends the process as a crash would; the data stay. */
  crash(): Promise<void>;
  /** Starts it again after a crash: same data, same ports. */
  restart(): Promise<void>;
  /** Stops the clock for the process: connections stay open, and nothing answers. */
  freeze(): void;
  thaw(): void;
  /** Ends the process and removes its data. */
  stop(): Promise<void>;
}

/** The version that the lab starts when nobody asks for another. */
export const newestVersion = '4.3.1';

/** The login of a SASL listener when the caller names no users. */
export const defaultUser: User = { name: 'alice', password: 'alice-secret' };

/**
 * Starts a broker and resolves when it answers ApiVersions on all its listeners: 3–5 s, the first time of a version 15 s more
 * for its jars. It ends with this process at the latest, however that ends.
 * @throws with the end of the broker's log when it does not start.
 */
export async function startBroker(options: BrokerOptions = {}): Promise<Broker> {
  // A free port may be taken by somebody else before the broker binds it: a new draw decides, unless the port was asked for.
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOnce(options);
    } catch (error) {
      const lostPort = error instanceof Error && /Address already in use|BindException/.test(error.message);
      if (!lostPort || options.port !== undefined || attempt === 3) throw error;
    }
  }
}

async function startOnce(options: BrokerOptions): Promise<Broker> {
  const { version = newestVersion, listeners = ['PLAINTEXT'], users = [defaultUser] } = options;
  const { mechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] } = options;
  const folder = ownedFolder('broker');
  const draw = await freePorts(listeners.length + 3);
  if (options.port !== undefined) draw[0] = options.port;
  const port = (index: number) => draw[index] ?? 0;
  const clientPorts = Object.fromEntries(listeners.map((listener, index) => [listener, port(index)])) as Partial<
    Record<ListenerKind, number>
  >;
  const ports = {
    ...clientPorts,
    INTERNAL: port(listeners.length),
    CONTROLLER: options.member?.controllerPort ?? port(listeners.length + 1),
  };
  const node: Node = {
    version,
    folder,
    listeners: listeners.map(kind => ({ port: clientPorts[kind] ?? 0, tls: usesTls(kind) })),
    ports: draw,
  };
  let certificates: Certificates | undefined;
  const zookeeper = isOlderThanKraft(version) ? await startZooKeeper(version, folder.path, port(listeners.length + 2)) : undefined;
  try {
    if (listeners.some(usesTls)) {
      certificates = await makeCertificates(path.join(folder.path, 'tls'), version, options.certificate);
    }
    const properties = serverProperties({
      ...{ folder: folder.path, ports, users, mechanisms, certificates },
      bindTo: (await whereJavaRuns()) === 'docker' ? '0.0.0.0' : '127.0.0.1',
      advertisedHost: options.advertisedHost ?? '127.0.0.1',
      zookeeper: zookeeper?.address,
      authorizes: options.acls !== undefined,
      properties: { ...(options.autoCreateTopics === true ? { 'auto.create.topics.enable': 'true' } : {}), ...options.properties },
    });
    await writeFile(path.join(folder.path, 'server.properties'), properties);
    const scram = listeners.some(kind => kind.startsWith('SASL_')) ? mechanisms.filter(mechanism => mechanism.startsWith('SCRAM-')) : [];
    if (zookeeper === undefined) {
      const credentials = users.flatMap(({ name, password }) => scram.map(mechanism => `${mechanism}=[name=${name},password=${password}]`));
      const clusterId = options.member?.clusterId ?? newClusterId();
      const nodeId = options.properties?.['node.id'] ?? '1';
      await format(
        { version, clusterId, nodeId, folder: folder.path, credentials },
        { artifact, version, javaOptions, folder: folder.path },
      );
    } else await addScramUsers(version, zookeeper.address, users, scram);
    let running = await launch(node);
    if (options.acls !== undefined) await createAcls(`127.0.0.1:${ports.INTERNAL}`, options.acls);

    const address = (of: number) => `127.0.0.1:${of}`;
    return {
      version,
      bootstrap: address(port(0)),
      addresses: {
        ...Object.fromEntries(Object.entries(clientPorts).map(([kind, of]) => [kind, address(of)])),
        INTERNAL: address(ports.INTERNAL),
      },
      users,
      ca: certificates?.ca,
      caFile: certificates?.caFile,
      certificates,
      get container() {
        return running.container;
      },
      logFile: logFile(node),
      log: () => readLog(node),
      crash: () => running.kill(),
      restart: async () => {
        running = await launch(node);
      },
      freeze: () => running.signal('SIGSTOP'),
      thaw: () => running.signal('SIGCONT'),
      stop: async () => {
        await running.kill();
        await zookeeper?.kill();
        folder.remove();
      },
    };
  } catch (error) {
    await zookeeper?.kill();
    folder.remove();
    throw error;
  }
}

/** KRaft is ready for use since 3.3; the lab has nothing between 2.8 and 3.7. */
const isOlderThanKraft = (version: string): boolean => version.startsWith('2.');

interface Node {
  readonly version: string;
  readonly folder: OwnedFolder;
  /** What has to answer before the broker counts as started. */
  readonly listeners: readonly { readonly port: number; readonly tls: boolean }[];
  readonly ports: readonly number[];
}

const artifact = 'kafka_2.13';
// Short-lived and many: the quick compiler, one collector thread, little heap.
const javaOptions = [
  ...['-Xmx320m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Djava.awt.headless=true'],
  '-Dorg.slf4j.simpleLogger.log.org.apache.kafka.common.config=warn', // else each start prints every setting
  ...['-Dorg.slf4j.simpleLogger.showDateTime=true', '-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS'],
];

async function launch(node: Node): Promise<JavaProcess> {
  const { version, folder, ports } = node;
  const output = openSync(logFile(node), 'a');
  const running = await startJava(
    {
      main: 'kafka.Kafka',
      args: [path.join(folder.path, 'server.properties')],
      artifact,
      version,
      javaOptions,
      folder: folder.path,
      ports,
    },
    ['ignore', output, output],
  );
  closeSync(output);
  const deadline = Date.now() + 90_000;
  for (const { port, tls } of node.listeners) {
    for (;;) {
      const reason = await whyNotReady(port, tls);
      const { exitCode, signalCode } = running.child;
      const over = exitCode !== null || signalCode !== null;
      if (!over && reason === undefined) break;
      if (over || Date.now() > deadline) {
        await running.kill();
        const outcome = over ? `ended with ${exitCode ?? signalCode ?? 'an error'}` : `was not ready after 90 s (${reason ?? ''})`;
        throw new Error(`Kafka ${version} ${outcome}. Its log ends with:\n${(await readLog(node)).split('\n').slice(-40).join('\n')}`);
      }
      await Promise.race([pause(50), running.ended]);
    }
  }
  return running;
}

const logFile = ({ folder }: Node) => path.join(folder.path, 'broker.log');
const readLog = (node: Node) => readFile(logFile(node), 'utf8');
