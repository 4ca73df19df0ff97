import { readJaas } from '../lint/jaas.ts';
import { isPlaceholder } from '../lint/placeholders.ts';
import { placeholderProblem, type Settings } from './clientSettings.ts';
import { mechanismProblem, mechanisms, type SaslDefinition, tokenEndpointProblem } from './definition.ts';

type LoginOfClient =
  { readonly sasl: SaslDefinition; readonly password?: string; readonly cannotUse: readonly string[] } | { readonly sentence: string };

/** The login of a client, from its JAAS line (Java, Spring) or from settings of their own (librdkafka), or why there is none. */
export function loginOfClient(settings: Settings): LoginOfClient {
  const written = settings('sasl.mechanism', 'sasl.mechanisms');
  const mechanism = mechanisms.find(name => name === written);
  if (mechanism === undefined) {
    if (written === undefined) return { sentence: `sasl.mechanism is not set, which means GSSAPI. ${mechanismProblem('GSSAPI')}` };
    return { sentence: placeholderProblem('sasl.mechanism', written) ?? `sasl.mechanism is ${written}. ${mechanismProblem(written)}` };
  }
  // The values of a JAAS line have escapes of their own, inside those of the file.
  const { options } = readJaas(settings('sasl.jaas.config') ?? '');
  const jaas = new Map(options.map(({ name, value }) => [name, value.replaceAll(/\\(.)/g, '$1')]));
  if (mechanism === 'OAUTHBEARER') return tokenLogin(settings, jaas);

  const username = settings('sasl.username') ?? jaas.get('username');
  if (username === undefined || username === '') {
    return { sentence: 'The file names no user: sasl.jaas.config needs username="…" and password="…", librdkafka sasl.username.' };
  }
  const placeholder = placeholderProblem('The user name', username);
  if (placeholder !== undefined) return { sentence: placeholder };
  return { sasl: { mechanism, username }, ...secretOf(settings('sasl.password') ?? jaas.get('password'), 'password') };
}

function tokenLogin(settings: Settings, jaas: ReadonlyMap<string, string>): LoginOfClient {
  const handler = settings('sasl.login.callback.handler.class') ?? '';
  if (/\bIAM/i.test(handler)) return { sentence: `The login comes from ${handler}. ${mechanismProblem('AWS_MSK_IAM')}` };
  const tokenEndpoint = settings('sasl.oauthbearer.token.endpoint.url');
  const clientId =
    settings('sasl.oauthbearer.client.credentials.client.id', 'sasl.oauthbearer.client.id') ??
    jaas.get('clientId') ??
    jaas.get('client_id');
  if (tokenEndpoint === undefined || clientId === undefined) {
    const missing = tokenEndpoint === undefined ? 'names no token endpoint (sasl.oauthbearer.token.endpoint.url)' : 'names no client id';
    return {
      sentence: `The file logs in by a token and ${missing}. Add the cluster by hand, with a tokenEndpoint or with a tokenCommand that prints a token.`,
    };
  }
  const problem =
    placeholderProblem('The token endpoint', tokenEndpoint) ??
    placeholderProblem('The client id', clientId) ??
    tokenEndpointProblem(tokenEndpoint);
  if (problem !== undefined) return { sentence: problem };
  const scope = settings('sasl.oauthbearer.scope') ?? jaas.get('scope');
  const extensions = {
    ...Object.fromEntries([...jaas].flatMap(([name, value]) => (name.startsWith('extension_') ? [[name.slice(10), value]] : []))),
    ...Object.fromEntries(
      (settings('sasl.oauthbearer.extensions') ?? '').split(',').flatMap(pair => {
        const [, name, value] = /^\s*([A-Za-z]+)=(.*)$/.exec(pair) ?? [];
        return name === undefined ? [] : [[name, value ?? '']];
      }),
    ),
  };
  const tokenCaFile = settings('https.ca.location');
  return {
    sasl: {
      mechanism: 'OAUTHBEARER',
      tokenEndpoint,
      clientId,
      ...(scope === undefined || scope === '' ? {} : { scope }),
      ...(Object.keys(extensions).length === 0 ? {} : { extensions }),
      ...(tokenCaFile === undefined || tokenCaFile === 'probe' ? {} : { tokenCaFile }),
    },
    ...secretOf(
      settings('sasl.oauthbearer.client.credentials.client.secret', 'sasl.oauthbearer.client.secret') ??
        jaas.get('clientSecret') ??
        jaas.get('client_secret'),
      'client secret',
    ),
  };
}

/** A secret that only arrives at deployment is asked for. */
function secretOf(given: string | undefined, what: string): { readonly password?: string; readonly cannotUse: readonly string[] } {
  if (given === undefined || given === '') return { cannotUse: [] };
  if (!isPlaceholder(given)) return { password: given, cannotUse: [] };
  return { cannotUse: [`The ${what} is only filled in when the client is deployed, so it is asked for.`] };
}
