// Where Kafka's Java programs and the schema registry run: on this machine's Java with jars from Maven, or in containers where there is none.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { promisify } from 'node:util';
import { type OwnedProcess, ownedProcess } from './belongings.ts';
import { type Artifact, classpath } from './jars.ts';

/** A Java program of Kafka's (or the JDK's keytool) with its arguments. */
export interface JavaProgram {
  /** A class with a main method, a source file that has one, or `keytool`. */
  readonly main: string;
  readonly args: readonly string[];
  readonly artifact: Artifact;
  /** More artifacts on its classpath. */
  readonly beside?: readonly Artifact[];
  readonly version: string;
  readonly javaOptions?: readonly string[];
  /** A folder that the program reads or writes, under the same path wherever it runs. */
  readonly folder?: string | undefined;
  /** Ports of 127.0.0.1 on which the program listens. */
  readonly ports?: readonly number[];
  /** The program talks to this broker: in a container it shares the broker's network. */
  readonly besideContainer?: string | undefined;
}

/** A program that runs. `container` is its Docker name, where it has one. */
export interface JavaProcess extends OwnedProcess {
  readonly container: string | undefined;
}

/** Starts a program. Its output goes where `stdio` says, as with child_process.spawn. */
export async function startJava(program: JavaProgram, stdio: ('ignore' | 'pipe' | number)[]): Promise<JavaProcess> {
  if ((await whereJavaRuns()) === 'docker') {
    const container = `kafka-lab-${randomUUID()}`;
    return { ...ownedProcess('docker', dockerArguments(program, container), { stdio, container }), container };
  }
  const [command, args] =
    program.main === 'keytool'
      ? ['keytool', program.args]
      : ['java', ['-cp', await classpathOf(program), ...(program.javaOptions ?? []), program.main, ...program.args]];
  return { ...ownedProcess(command, args, { stdio }), container: undefined };
}

async function classpathOf({ artifact, beside = [], version }: JavaProgram): Promise<string> {
  const paths = await Promise.all([artifact, ...beside].map(one => classpath(one, version)));
  return paths.join(path.delimiter);
}

/** What a program printed and how it ended. */
export interface JavaOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. A non-zero exit code is an answer here, not an error. */
export async function runJava(program: JavaProgram): Promise<JavaOutcome> {
  const { child, ended } = await startJava(program, ['ignore', 'pipe', 'pipe']);
  const text = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (chunk: string) => (text[name] += chunk));
  }
  const drained = new Promise(resolve => child.once('close', resolve));
  const code = await ended;
  await drained;
  return { code, ...text };
}

/** The arguments with which Docker runs a program. Exported for those who want to see them. */
export function dockerArguments(program: JavaProgram, container: string): string[] {
  const [image, jars] =
    program.artifact === 'apicurio-registry-app'
      ? ['apicurio/apicurio-registry-mem', '/deployments/*']
      : ['apache/kafka', '/opt/kafka/libs/*'];
  const { uid, gid } = { uid: process.getuid?.(), gid: process.getgid?.() };
  return [
    ...['run', '--rm', '--name', container],
    // Files in the shared folder belong to the person who started the lab.
    ...(uid === undefined ? [] : ['--user', `${uid}:${gid ?? uid}`]),
    ...(program.folder === undefined ? [] : ['--volume', `${program.folder}:${program.folder}`]),
    ...(program.ports ?? []).flatMap(port => ['--publish', `127.0.0.1:${port}:${port}`]),
    ...(program.besideContainer === undefined ? [] : ['--network', `container:${program.besideContainer}`]),
    ...(program.main === 'keytool'
      ? ['--entrypoint', 'keytool', `${image}:${program.version}`, ...program.args]
      : [
          '--entrypoint',
          'java',
          `${image}:${program.version}`,
          '-cp',
          jars,
          ...(program.javaOptions ?? []),
          program.main,
          ...program.args,
        ]),
  ];
}

/** Finds out once where Java programs can run, and says what to install where they cannot. */
export function whereJavaRuns(): Promise<'here' | 'docker'> {
  return (found ??= findJava());
}

let found: Promise<'here' | 'docker'> | undefined;

async function findJava(): Promise<'here' | 'docker'> {
  const answers = async (command: string, args: string[]) => {
    try {
      const { stdout, stderr } = await promisify(execFile)(command, args, { shell: process.platform === 'win32' });
      return stdout + stderr;
    } catch {
      return undefined;
    }
  };
  const java = await answers('java', ['-version']);
  const major = Number(/version "(\d+)/.exec(java ?? '')?.[1] ?? 0);
  const maven = major >= 17 ? await answers('mvn', ['--version']) : undefined;
  if (maven !== undefined) return 'here';
  // `docker` may be installed without a daemon: only `docker info` tells.
  if ((await answers('docker', ['info'])) !== undefined) return 'docker';
  const have = java === undefined ? 'no Java' : major < 17 ? `Java ${major || 'of an unknown version'}` : 'no Maven';
  throw new Error(
    `The lab runs real Kafka brokers and needs Java 17 or newer with Maven, or Docker with its daemon running. Found: ${have}, and "docker info" does not answer.`,
  );
}
