import { quoted } from './commands.ts';

/** How kcat (librdkafka) reaches the cluster. Secrets are never here: the command reads them from the environment. */
export interface KcatContext {
  readonly bootstrapServers: readonly string[];
  readonly tls: boolean;
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  /** false: a certificate for another host is taken. */
  readonly verifyHostName?: boolean;
  readonly sasl?: { readonly mechanism: string; readonly username?: string };
}

export interface RecordPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** Reads exactly this record, with its key, time and headers, without a group: `kcat -C -b … -t … -p 2 -o 184211 -c 1 -e`. */
export function kcatCommand({ topic, partition, offset }: RecordPlace, context: KcatContext): string {
  const { bootstrapServers } = context;
  const servers = bootstrapServers.length > 0 ? bootstrapServers.join(',') : 'HOST:PORT';
  const words = ['kcat', '-C', '-b', servers, '-t', topic, '-p', `${partition}`, '-o', `${offset}`, '-c', '1', '-e'].map(quoted);
  return [...words, ...securityOf(context).flatMap(setting => ['-X', setting]), '-f', quoted(layout)].join(' ');
}

/** As kcat writes a record: offset, time, headers, key, value. */
const layout = 'offset %o, time %T, headers %h, key %k\\n%s\\n';

/** librdkafka's settings, ready for a shell. */
function securityOf({ tls, caFile, certFile, keyFile, verifyHostName, sasl }: KcatContext): readonly string[] {
  if (!tls && !sasl) return [];
  const files = { 'ssl.ca.location': caFile, 'ssl.certificate.location': certFile, 'ssl.key.location': keyFile };
  const set = (name: string, value: string) => quoted(`${name}=${value}`);
  return [
    set('security.protocol', `${sasl ? 'SASL_' : ''}${tls ? 'SSL' : 'PLAINTEXT'}`),
    ...(tls ? Object.entries(files).flatMap(([name, file]) => (file === undefined ? [] : [set(name, file)])) : []),
    ...(tls && verifyHostName === false ? [set('ssl.endpoint.identification.algorithm', 'none')] : []),
    ...(sasl ? [set('sasl.mechanisms', sasl.mechanism)] : []),
    ...(sasl?.username === undefined ? [] : [set('sasl.username', sasl.username), 'sasl.password="$KAFKA_PASSWORD"']),
  ];
}
