// A scenario is one real consumer group that behaves or misbehaves in one way, with the producers that feed it.
import kafkajs from 'kafkajs';
import { describeGroups, listGroups } from '../../src/kafka/groups.ts';
import { Cluster } from '../../src/kafka/connection/cluster.ts';
import { clientFilesIn } from '../../src/lint/clientFile.ts';
import { read } from '../../src/lint/readers/read.ts';
import { recognise } from '../../src/lint/recognise.ts';
import type { ClientFile } from '../../src/model/clientFile.ts';
import type { Group } from '../../src/model/group.ts';
import type { Part } from '../../src/model/snapshot.ts';
import { eventually } from '../support/eventually.ts';
import type { Broker, User } from './broker.ts';
import { hasKcat } from './kcat.ts';
import { canRunJavaApplications, type JavaApplications, startJavaApplications } from './javaApplications.ts';
import { untilWritable } from './writing.ts';

export interface Scenario {
  /** The file's name. */
  readonly name: string;
  readonly topic: string;
  readonly groupId: string;
  /** The id of the finding that has to come first, or `healthy`: nothing worse than information. */
  readonly says: string;
  /** What else is true of it, and may be found beside it. */
  readonly besides?: readonly string[];
  /** Programs that its clients take; it is left out where they are missing. */
  readonly takes?: readonly ('jdk' | 'kcat')[];
  /** The broker with ACLs and quickly forgotten commits (scenarioBrokers.ts). Default: a plain one. */
  readonly on?: 'strict';
  /** Who asks there. Default: somebody who may do everything. */
  readonly askedBy?: User;
  /** A client's file in the workspace that names the group. */
  readonly clientFile?: { readonly name: string; readonly text: string };
  start(lab: Lab): Promise<RunningScenario>;
}

export interface RunningScenario {
  /** Resolves when the behaviour can be seen from outside, by asking the broker. */
  ready(): Promise<void>;
  /** What passes too soon to wait until all others are ready: it begins when somebody is about to look. */
  whenLookedAt?(): Promise<void>;
  stop(): Promise<void>;
}

/** What scenarios share: all kafkajs clients of a lab run in one process. */
export interface Lab {
  readonly broker: Broker;
  readonly kafka: (clientId: string) => kafkajs.Kafka;
  readonly admin: kafkajs.Admin;
  readonly producer: kafkajs.Producer;
  /** Our own eyes, to wait for what kafkajs's admin does not show. */
  readonly cluster: Cluster;
  /** Kafka's own Java clients: one JVM, started when it is first asked for, which ends with the lab. */
  readonly java: () => Promise<JavaApplications>;
  close(): Promise<void>;
}

/** Connects the shared clients to a broker's PLAINTEXT listener. */
export async function openLab(broker: Broker): Promise<Lab> {
  const kafka = (clientId: string) =>
    // A scenario that misbehaves would fill the screen; what it does is to be seen by asking the broker.
    new kafkajs.Kafka({ clientId, brokers: [broker.addresses.PLAINTEXT ?? ''], logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka('lab-admin').admin();
  const producer = kafka('shop').producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await Promise.all([admin.connect(), producer.connect()]);
  const cluster = new Cluster({ bootstrapServers: [broker.addresses.PLAINTEXT ?? ''] });
  let applications: Promise<JavaApplications> | undefined;
  return {
    ...{ broker, kafka, admin, producer, cluster },
    java: () => (applications ??= startJavaApplications(broker).then(orThrow)),
    close: async () => {
      cluster.disconnect();
      const java = await applications?.catch(() => undefined);
      await Promise.all([java?.stop(), admin.disconnect(), producer.disconnect()]);
    },
  };
}

function orThrow(applications: JavaApplications | undefined): JavaApplications {
  if (applications === undefined) throw new Error('Applications of the Java clients take a JDK of this machine.');
  return applications;
}

/** The scenarios whose clients this machine can run. */
export async function runnable(scenarios: readonly Scenario[]): Promise<readonly Scenario[]> {
  const has = { jdk: await canRunJavaApplications(), kcat: hasKcat() };
  return scenarios.filter(({ takes = [] }) => takes.every(program => has[program]));
}

/** Makes a topic that can be written to. */
export async function createTopic(
  { admin, cluster }: Lab,
  topic: string,
  numPartitions: number,
  config: Readonly<Record<string, string>> = {},
): Promise<void> {
  const configEntries = Object.entries(config).map(([name, value]) => ({ name, value }));
  // With ZooKeeper a broker answers before it knows who controls the cluster.
  await eventually(() =>
    admin.createTopics({ waitForLeaders: false, topics: [{ topic, numPartitions, replicationFactor: 1, configEntries }] }),
  );
  // kafkajs's own wait gives up when the broker does not know the new topic yet.
  await untilWritable(cluster, { [topic]: numPartitions });
  // kafkajs looks leaders up before it has asked for them, where records are deleted.
  await eventually(() => admin.fetchTopicOffsets(topic));
}

/** Starts a member of the scenario's group that reads its topic (or `topics`) from the beginning, where nothing else is said. */
export async function startMember(
  { kafka }: Lab,
  { groupId, topic }: Pick<Scenario, 'groupId' | 'topic'>,
  clientId: string,
  run: kafkajs.ConsumerRunConfig,
  {
    topics = [topic],
    fromBeginning = true,
    ...settings
  }: Partial<kafkajs.ConsumerConfig> & { readonly topics?: string[]; readonly fromBeginning?: boolean } = {},
): Promise<kafkajs.Consumer> {
  // Short waits and rebalances, so that a member that is told to stop can do so soon (60 s and 5 s by default).
  const member = kafka(clientId).consumer({ groupId, rebalanceTimeout: 10_000, maxWaitTimeInMs: 500, ...settings });
  await member.connect();
  await member.subscribe({ topics, fromBeginning });
  await member.run(run);
  return member;
}

/** Sends many records, a hundred at a time, for a batch is handed out and worked off as a whole. */
export async function produceAll({ producer }: Lab, topic: string, messages: readonly kafkajs.Message[]): Promise<void> {
  for (let from = 0; from < messages.length; from += 100) await producer.send({ topic, messages: messages.slice(from, from + 100) });
}

/** Sends about `perSecond` records a second until it is stopped. */
export function produceSteadily(
  { producer }: Lab,
  topic: string,
  perSecond: number,
  record: (n: number) => kafkajs.Message,
): { stop(): Promise<void> } {
  // Ten sends a second at most: small batches, as a service's own.
  const everyMs = Math.max(100, 1000 / perSecond);
  const start = performance.now();
  let sent = 0;
  let sending = Promise.resolve();
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - start) / 1000) * perSecond);
    const messages = Array.from({ length: due - sent }, (_, index) => record(sent + index));
    sent = due;
    if (messages.length === 0) return;
    sending = sending.then(async () => {
      // A broker that is down for a moment costs its records, as it costs a service that gives up.
      await producer.send({ topic, messages }).catch(() => undefined);
    });
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await sending;
    },
  };
}

/** A group's position on its topic, partition by partition. Without a commit `committed` is undefined. */
export interface Position {
  readonly partition: number;
  readonly committed: bigint | undefined;
  readonly end: bigint;
}

export async function positions({ admin }: Lab, { groupId, topic }: Pick<Scenario, 'groupId' | 'topic'>): Promise<Position[]> {
  const [group] = await admin.fetchOffsets({ groupId, topics: [topic] });
  const ends = await admin.fetchTopicOffsets(topic);
  return (group?.partitions ?? [])
    .map(({ partition, offset }) => ({
      partition,
      committed: offset === '-1' ? undefined : BigInt(offset),
      end: BigInt(ends.find(end => end.partition === partition)?.high ?? 0),
    }))
    .sort((a, b) => a.partition - b.partition);
}

/** Waits until the group's positions are as wanted. */
export async function untilPositions(
  lab: Lab,
  scenario: Pick<Scenario, 'name' | 'groupId' | 'topic'>,
  what: string,
  wanted: (positions: readonly Position[]) => boolean,
): Promise<void> {
  await eventually(
    async () => {
      const now = await positions(lab, scenario);
      if (!wanted(now)) {
        const said = now.map(({ partition, committed, end }) => `${partition}: ${committed ?? 'no commit'} of ${end}`);
        throw new Error(`${scenario.name} is not yet ${what}: ${said.join(', ')}`);
      }
    },
    { withinMs: 120_000, everyMs: 250 },
  );
}

/** Waits until the group has so many members and is in a state. */
export async function untilMembers({ admin }: Lab, { groupId, name }: Scenario, count: number, state: 'Stable' | 'Empty'): Promise<void> {
  await eventually(
    async () => {
      const { groups } = await admin.describeGroups([groupId]);
      const group = groups[0];
      if (group?.state !== state || group.members.length !== count) {
        throw new Error(`${name}: ${groupId} is ${group?.state ?? 'unknown'} with ${group?.members.length ?? 0} members`);
      }
    },
    { withinMs: 120_000, everyMs: 250 },
  );
}

/** Waits until the group, of whatever type, is as wanted. */
export async function untilGroup(
  { cluster }: Lab,
  { groupId, name }: Scenario,
  what: string,
  wanted: (group: Group) => boolean,
): Promise<void> {
  await eventually(
    async () => {
      const { groups } = await listGroups(cluster);
      const listed = groups.filter(group => group.groupId === groupId);
      const [group] = await describeGroups(cluster, listed);
      if (!group || !wanted(group)) {
        throw new Error(`${name} is not yet ${what}: ${group?.groupState ?? 'no group'} with ${group?.members.length ?? 0} members`);
      }
    },
    { withinMs: 120_000, everyMs: 250 },
  );
}

/** The scenario's client file as the editor and the command line find it in the workspace. */
export async function clientFilesOf({ clientFile, groupId }: Scenario): Promise<Part<ClientFile>> {
  if (clientFile === undefined) return { items: [], missing: [] };
  const { name, text } = clientFile;
  const items = clientFilesIn(name, recognise(await read(text, name), { fileName: name }));
  return { items: items.filter(file => file.groupId === groupId), missing: [] };
}

export const lagOf = ({ committed, end }: Position): bigint => (committed === undefined ? 0n : end - committed);
