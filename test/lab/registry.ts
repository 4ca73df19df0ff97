// A real schema registry: Apicurio, by its API that is Confluent's. Confluent's own is not on Maven Central.
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ownedFolder } from './belongings.ts';
import { startJava, whereJavaRuns } from './java.ts';
import { freePorts } from './ports.ts';

export interface Registry {
  /** Where clients find it. */
  readonly url: string;
  /** Registers a schema under a subject, and gives its id. The same text under another subject has the same id. */
  register(subject: string, schema: string, more?: SchemaDetails): Promise<number>;
  /** Stops the clock for the process: connections stay open, and nothing answers. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

export interface SchemaDetails {
  /** Default: AVRO. */
  readonly schemaType?: 'AVRO' | 'PROTOBUF' | 'JSON';
  readonly references?: readonly { readonly name: string; readonly subject: string; readonly version: number }[];
}

/** The last that runs on Java 17 and is whole on Maven Central: 3.3 wants Java 21. */
export const registryVersion = '2.6.13.Final';

/** Starts a registry that keeps its schemas in memory, and resolves when it answers: 4–8 s, the first time 15 s more for its archive. */
export async function startRegistry(): Promise<Registry> {
  const folder = ownedFolder('registry');
  const [port = 0] = await freePorts(1);
  const log = path.join(folder.path, 'registry.log');
  const output = openSync(log, 'a');
  const running = await startJava(
    {
      main: 'io.quarkus.runner.GeneratedMain',
      args: [],
      artifact: 'apicurio-registry-app',
      version: registryVersion,
      javaOptions: [
        ...['-Xmx320m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xshare:auto', '-Djava.awt.headless=true'],
        ...[`-Dquarkus.http.port=${port}`, `-Dquarkus.http.host=${(await whereJavaRuns()) === 'docker' ? '0.0.0.0' : '127.0.0.1'}`],
        ...[
          '-Dquarkus.datasource.jdbc.initial-size=2',
          '-Dquarkus.datasource.jdbc.min-size=2',
          '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
        ],
      ],
      folder: folder.path,
      ports: [port],
    },
    ['ignore', output, output],
  );
  closeSync(output);
  const url = `http://127.0.0.1:${port}/apis/ccompat/v7`;
  const deadline = Date.now() + 180_000; // 6 s of work, on a machine that may do much else
  while (!(await answers(url))) {
    const { exitCode, signalCode } = running.child;
    if (exitCode !== null || signalCode !== null || Date.now() > deadline) {
      await running.kill();
      const said = (await readFile(log, 'utf8')).split('\n').slice(-40).join('\n');
      folder.remove();
      throw new Error(`The schema registry did not start. Its log ends with:\n${said}`);
    }
    await Promise.race([pause(100), running.ended]);
  }
  return {
    url,
    register: async (subject, schema, more = {}) => {
      const response = await fetch(`${url}/subjects/${encodeURIComponent(subject)}/versions`, {
        method: 'POST',
        headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
        body: JSON.stringify({ schema, ...more }),
      });
      const answer = (await response.json()) as { readonly id?: number };
      if (answer.id === undefined) throw new Error(`The registry did not take ${subject}: ${JSON.stringify(answer)}`);
      return answer.id;
    },
    freeze: () => running.signal('SIGSTOP'),
    thaw: () => running.signal('SIGCONT'),
    stop: async () => {
      await running.kill();
      folder.remove();
    },
  };
}

/** Confluent's framing: a zero byte, the schema's id, the payload. Protobuf's payload begins with the indexes of its message. */
export function framed(id: number, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(5);
  header.writeInt32BE(id, 1);
  return Buffer.concat([header, payload]);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/schemas/types`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
}
