// The broker's server.properties: one process that is broker and KRaft controller, or, where it is that old, has a ZooKeeper.
import { type Certificates, storePassword } from './certificates.ts';

/** How a listener carries and who may enter: Kafka's own names, and MTLS for SSL that asks clients for a certificate. */
export type ListenerKind = 'PLAINTEXT' | 'SSL' | 'MTLS' | 'SASL_PLAINTEXT' | 'SASL_SSL';

/** OAUTHBEARER believes unsecured tokens (test/lab/tokenEndpoint.ts). */
export type SaslMechanism = 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512' | 'OAUTHBEARER';

export const usesTls = (listener: ListenerKind): boolean => listener === 'MTLS' || listener.endsWith('SSL');

export interface User {
  readonly name: string;
  readonly password: string;
}

export interface ServerSettings {
  readonly folder: string;
  /** Ports by listener; CONTROLLER and INTERNAL are the lab's own. */
  readonly ports: Readonly<Partial<Record<ListenerKind, number>> & Record<'CONTROLLER' | 'INTERNAL', number>>;
  /** The address to bind: 127.0.0.1, or 0.0.0.0 inside a container whose ports are published on 127.0.0.1. */
  readonly bindTo: string;
  /** What clients are told instead of 127.0.0.1. */
  readonly advertisedHost: string;
  /** `host:port`, for brokers that are older than KRaft. */
  readonly zookeeper: string | undefined;
  readonly users: readonly User[];
  readonly mechanisms: readonly SaslMechanism[];
  /** True: a login may do only what an ACL allows. */
  readonly authorizes: boolean;
  readonly certificates: Certificates | undefined;
  /** Settings of the caller; they win. */
  readonly properties: Readonly<Record<string, string>>;
}

/**
 * The lab's own login. It talks on the listeners CONTROLLER and INTERNAL, and it alone is a super user, so that a broker with
 * ACLs can make them without opening a door for the clients under test.
 */
export const labUser: User = { name: 'lab', password: 'lab-secret' };

/** The text of server.properties. */
export function serverProperties(settings: ServerSettings): string {
  const { ports, bindTo, folder, certificates, users, mechanisms, zookeeper } = settings;
  const names = (Object.keys(ports) as (keyof typeof ports)[]).filter(name => zookeeper === undefined || name !== 'CONTROLLER');
  const clientListeners = names.filter(isForClients);
  const address = (name: keyof typeof ports, host: string) => `${name}://${host}:${ports[name] ?? 0}`;
  const protocol = (name: keyof typeof ports) => (!isForClients(name) ? 'SASL_PLAINTEXT' : name === 'MTLS' ? 'SSL' : name);

  const all: Record<string, string> = {
    ...(zookeeper === undefined
      ? {
          'process.roles': 'broker,controller',
          'node.id': '1',
          'controller.quorum.voters': `1@127.0.0.1:${ports.CONTROLLER}`,
          'controller.listener.names': 'CONTROLLER',
        }
      : { 'broker.id': '1', 'zookeeper.connect': zookeeper }),
    'inter.broker.listener.name': 'INTERNAL',
    listeners: names.map(name => address(name, bindTo)).join(','),
    'advertised.listeners': names
      .filter(name => name !== 'CONTROLLER')
      .map(name => address(name, isForClients(name) ? settings.advertisedHost : '127.0.0.1'))
      .join(','),
    'listener.security.protocol.map': names.map(name => `${name}:${protocol(name)}`).join(','),
    'log.dirs': `${folder.replaceAll('\\', '/')}/data`,

    'sasl.enabled.mechanisms': ['PLAIN', ...mechanisms.filter(mechanism => mechanism !== 'PLAIN')].join(','),
    'sasl.mechanism.controller.protocol': 'PLAIN',
    'sasl.mechanism.inter.broker.protocol': 'PLAIN',
    ...login('CONTROLLER', ['PLAIN'], [labUser]),
    ...login('INTERNAL', ['PLAIN'], [labUser]),
    ...Object.fromEntries(
      clientListeners.filter(name => name.startsWith('SASL_')).flatMap(name => Object.entries(login(name, mechanisms, users))),
    ),

    // One node carries everything, and a laptop carries many such nodes.
    'offsets.topic.replication.factor': '1',
    'offsets.topic.num.partitions': '5',
    'transaction.state.log.replication.factor': '1',
    'transaction.state.log.min.isr': '1',
    'transaction.state.log.num.partitions': '5',
    'share.coordinator.state.topic.replication.factor': '1',
    'share.coordinator.state.topic.min.isr': '1',
    'share.coordinator.state.topic.num.partitions': '3',
    'log.cleaner.dedupe.buffer.size': '2097152',
    'num.network.threads': '2',
    'num.io.threads': '4',

    // A broker that restarts after a crash has to wait until its former self is given up: 9 s by default.
    'broker.session.timeout.ms': '4000',
    'broker.heartbeat.interval.ms': '1000',

    'group.initial.rebalance.delay.ms': '0',
    'auto.create.topics.enable': 'false',
  };
  if (certificates !== undefined) {
    Object.assign(all, {
      'ssl.keystore.type': 'PKCS12',
      'ssl.keystore.location': certificates.keyStore,
      'ssl.keystore.password': storePassword,
      'ssl.key.password': storePassword,
      'ssl.truststore.type': 'PKCS12',
      'ssl.truststore.location': certificates.trustStore,
      'ssl.truststore.password': storePassword,
      ...(ports.MTLS === undefined ? {} : { 'listener.name.mtls.ssl.client.auth': 'required' }),
    });
  }
  if (settings.authorizes) {
    Object.assign(all, {
      'authorizer.class.name':
        zookeeper === undefined ? 'org.apache.kafka.metadata.authorizer.StandardAuthorizer' : 'kafka.security.authorizer.AclAuthorizer',
      'super.users': `User:${labUser.name}`,
    });
  }
  const written = { ...all, ...settings.properties };
  return Object.entries(written)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

const isForClients = (name: ListenerKind | 'CONTROLLER' | 'INTERNAL'): name is ListenerKind => name !== 'CONTROLLER' && name !== 'INTERNAL';

/** JAAS configuration of one listener. PLAIN knows its users from here; SCRAM's are in the metadata log or in ZooKeeper. */
function login(listener: string, mechanisms: readonly SaslMechanism[], users: readonly User[]): Record<string, string> {
  const known = users.map(({ name, password }) => ` user_${name}="${password}"`).join('');
  const modules: Readonly<Record<SaslMechanism, string>> = {
    PLAIN: `plain.PlainLoginModule required username="${labUser.name}" password="${labUser.password}"${known}`,
    'SCRAM-SHA-256': 'scram.ScramLoginModule required',
    'SCRAM-SHA-512': 'scram.ScramLoginModule required',
    OAUTHBEARER: `oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="${labUser.name}"`,
  };
  const prefix = `listener.name.${listener.toLowerCase()}`;
  return {
    [`${prefix}.sasl.enabled.mechanisms`]: mechanisms.join(','),
    ...Object.fromEntries(
      mechanisms.map(mechanism => [
        `${prefix}.${mechanism.toLowerCase()}.sasl.jaas.config`,
        `org.apache.kafka.common.security.${modules[mechanism]};`,
      ]),
    ),
  };
}
