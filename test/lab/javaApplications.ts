// Applications of Kafka's own Java clients, and Kafka's own tools, in one JVM.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { newestVersion, type Broker } from './broker.ts';
import { startJava, whereJavaRuns } from './java.ts';

export type MemberType = 'classic' | 'consumer' | 'share' | 'streams';

export interface JavaApplications {
  /**
   * Starts a member that reads until all of them stop. `topic` may be several, with commas, or begin with `^`: a regular expression.
   * `settings` are the client's own keys, `group.id` or `application.id` among them, and the lab's: `lab.work.ms`, the
   * milliseconds that a poll's records take, `lab.assign.ms`, those that a leader takes to assign partitions, and `lab.restarts`,
   * by which a member that fails starts again.
   */
  join(type: MemberType, topic: string, settings: Readonly<Record<string, string>>): Promise<void>;
  /** What a tool printed: `run('org.apache.kafka.tools.GroupsCommand', ['--list'])`; the bootstrap server is added. Throws where it failed. */
  run(tool: string, args: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** The program is compiled as it starts, so it takes a JDK: undefined where this machine has none of its own. */
export async function startJavaApplications(broker: Broker): Promise<JavaApplications | undefined> {
  if (!(await canRunJavaApplications())) return undefined;
  const running = await startJava(
    {
      main: path.join(import.meta.dirname, 'java/Applications.java'),
      ...{ args: [], artifact: 'kafka-tools' as const, beside: ['kafka_2.13', 'kafka-streams'] as const, version: newestVersion },
      javaOptions: ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error'],
    },
    ['pipe', 'pipe', 'pipe'],
  );
  const { stdin, stdout, stderr } = running.child;
  if (!stdin || !stdout) throw new Error('The Java applications have no pipes.');
  let complaints = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();

  // One command at a time: answers come in the order of the commands.
  let last: Promise<unknown> = Promise.resolve();
  const answerTo = (...words: readonly string[]): Promise<string> => {
    const answer = last.then(async () => {
      stdin.write(`${words.join('\t')}\n`);
      const next: IteratorResult<string, unknown> = await answers.next();
      if (next.done === true) throw new Error(`The Java applications ended: ${complaints.slice(-2_000)}`);
      return next.value;
    });
    last = answer.catch(() => undefined);
    return answer;
  };

  return {
    join: async (type, topic, settings) => {
      const all = { 'bootstrap.servers': broker.bootstrap, ...settings };
      await answerTo('join', type, topic, ...Object.entries(all).map(([key, value]) => `${key}=${value}`));
    },
    run: async (tool, args) => {
      const [code, printed = ''] = (await answerTo('run', tool, '--bootstrap-server', broker.bootstrap, ...args)).split('\t');
      const text = Buffer.from(printed, 'base64').toString();
      if (code !== '0') throw new Error(`${tool} ended with ${code ?? ''}: ${text}${complaints.slice(-2_000)}`);
      return text;
    },
    stop: () => running.kill(),
  };
}

export async function canRunJavaApplications(): Promise<boolean> {
  return (await whereJavaRuns()) === 'here' && hasCompiler();
}

/** A JRE has no such module. */
const hasCompiler = (): boolean => spawnSync('java', ['--list-modules'], { encoding: 'utf8' }).stdout.includes('jdk.compiler');
