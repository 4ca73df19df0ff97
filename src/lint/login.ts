import type { ClientConfiguration } from './configuration.ts';
import { writtenJaas, writtenProtocol } from './security.ts';

/**
 * The user that this client logs in as: a name, null where it does not log in, undefined where the file does not tell (a
 * placeholder, a certificate, a token, or the login stands elsewhere).
 */
export function userOf(config: ClientConfiguration): string | null | undefined {
  const protocol = config.written('securityProtocol');
  if (protocol?.placeholder === true || config.isPart) return undefined;
  const name = writtenProtocol(config)?.name ?? 'PLAINTEXT';
  if (name === 'PLAINTEXT') return null;
  if (!name.startsWith('SASL_') || !/^(PLAIN|SCRAM-SHA-(256|512))$/.test(config.text('saslMechanism')?.value ?? '')) return undefined;
  const user = config.entry('sasl.username')?.value ?? writtenJaas(config)?.jaas.options.find(option => option.name === 'username')?.value;
  return user === undefined || user === '' || /[${}<>]/.test(user) ? undefined : user;
}
