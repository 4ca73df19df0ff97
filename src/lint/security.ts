import type { ClientConfiguration, Entry } from './configuration.ts';
import { readJaas, type JaasEntry } from './jaas.ts';

/** The security protocol that somebody wrote, in upper case as the client compares it; undefined: not written, or not known. */
export function writtenProtocol(config: ClientConfiguration): { readonly name: string; readonly entry: Entry } | undefined {
  const protocol = config.text('securityProtocol');
  return protocol?.entry && { name: protocol.value.toUpperCase(), entry: protocol.entry };
}

/** The login module's entry, also where a placeholder stands for the password; undefined: not written, or in quotes (quoted-value's matter). */
export function writtenJaas(config: ClientConfiguration): { readonly jaas: JaasEntry; readonly entry: Entry } | undefined {
  const entry = config.written('jaas');
  if (!entry || entry.value === '' || /^["']/.test(entry.value) || /^\$\{[^}]*\}$|^<[^>]*>$/.test(entry.value)) return undefined;
  return { jaas: readJaas(entry.value), entry };
}

/** `PLAIN` of org.apache.kafka.common.security.plain.PlainLoginModule. */
export const moduleName = (jaas: JaasEntry): string => jaas.module.split('.').at(-1) ?? '';
