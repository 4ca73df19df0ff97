// Kafka's own command line tools, for tests that compare our answers with Kafka's.
import { newestVersion } from './broker.ts';
import { type JavaOutcome, type JavaProcess, runJava, startJava } from './java.ts';

/**
 * Runs one of Kafka's tools to its end (1–2 s): `runTool('org.apache.kafka.tools.TopicCommand', ['--bootstrap-server', …])`.
 * The tools are always the newest version's, which talk to brokers from 2.1 on.
 * @param broker the broker that is asked; where Docker runs it, the tool shares its network.
 * @throws when the tool ends with another code than 0, with what it said.
 */
export async function runTool(main: string, args: readonly string[], broker?: { container: string | undefined }): Promise<JavaOutcome> {
  const outcome = await runJava(tool(main, args, broker));
  if (outcome.code !== 0) throw new Error(`${main} ended with ${outcome.code ?? 'a signal'}: ${outcome.stdout}${outcome.stderr}`);
  return outcome;
}

/** Starts a tool that runs until it is stopped, such as the console consumer. */
export function startTool(main: string, args: readonly string[], broker?: { container: string | undefined }): Promise<JavaProcess> {
  return startJava(tool(main, args, broker), ['ignore', 'pipe', 'pipe']);
}

const tool = (main: string, args: readonly string[], broker: { container: string | undefined } | undefined) => ({
  ...{ main, args, artifact: 'kafka-tools' as const, version: newestVersion, besideContainer: broker?.container },
  javaOptions: ['-Xmx128m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'],
});
