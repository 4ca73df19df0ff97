// The ZooKeeper that brokers before KRaft keep their metadata in. It is among the jars of those brokers.
import { setTimeout as pause } from 'node:timers/promises';
import { runJava, startJava, whereJavaRuns } from './java.ts';
import { isFree } from './ports.ts';
import type { SaslMechanism, User } from './serverProperties.ts';

export interface ZooKeeper {
  /** `host:port`. */
  readonly address: string;
  kill(): Promise<void>;
}

/** Starts it with its data in `folder`; it listens after about a second. */
export async function startZooKeeper(version: string, folder: string, port: number): Promise<ZooKeeper> {
  if ((await whereJavaRuns()) === 'docker') throw new Error(`Kafka ${version} has no image of its own: this needs Java 17 and Maven.`);
  const running = await startJava(
    {
      ...{ main: 'org.apache.zookeeper.server.ZooKeeperServerMain', args: [String(port), `${folder}/zookeeper`] },
      ...{ artifact: 'kafka_2.13', version, folder, ports: [port] },
      javaOptions: ['-Xmx96m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dzookeeper.admin.enableServer=false'],
    },
    ['ignore', 'ignore', 'ignore'],
  );
  const deadline = Date.now() + 30_000;
  while (await isFree(port)) {
    if (running.child.exitCode !== null || Date.now() > deadline) {
      await running.kill();
      throw new Error(`The ZooKeeper of Kafka ${version} did not start.`);
    }
    await pause(50);
  }
  return { address: `127.0.0.1:${port}`, kill: () => running.kill() };
}

/** SCRAM's users live in ZooKeeper; a broker reads them from there when it starts. */
export async function addScramUsers(
  version: string,
  zookeeper: string,
  users: readonly User[],
  mechanisms: readonly SaslMechanism[],
): Promise<void> {
  if (mechanisms.length === 0) return;
  for (const { name, password } of users) {
    const config = mechanisms.map(mechanism => `${mechanism}=[password=${password}]`).join(',');
    const { code, stdout, stderr } = await runJava({
      main: 'kafka.admin.ConfigCommand',
      args: ['--zookeeper', zookeeper, '--alter', '--entity-type', 'users', '--entity-name', name, '--add-config', config],
      ...{ artifact: 'kafka_2.13', version },
    });
    if (code !== 0) throw new Error(`Kafka ${version} could not add the user ${name}: ${stdout}${stderr}`);
  }
}
