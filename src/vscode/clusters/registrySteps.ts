import * as vscode from 'vscode';
import {
  registryUrlProblem,
  splitUrls,
  userAtRegistry,
  wantsRegistrySecret,
  type RegistryDefinition,
  type RegistryLogin,
} from '../../clusters/registryDefinition.ts';
import { looksLikeStore } from '../../clusters/connectionSettings.ts';
import type { LoginSecrets } from '../../clusters/definition.ts';
import { tokenEndpointProblem } from '../../clusters/tokenDefinition.ts';
import type { TlsDefinition } from '../../clusters/tlsDefinition.ts';
import { certificateSteps } from './certificateSteps.ts';
import { choice, missing, type Step, text } from './steps.ts';

/** A schema registry while it is filled in; what another way to log in needs stays for the way back. */
export interface RegistryDraft {
  /** None: the cluster has no registry. */
  urls: readonly string[];
  way: Way;
  username: string;
  tokenEndpoint: string;
  clientId: string;
  scope: string;
  tls: TlsDefinition | undefined;
  /** What the form does not ask passes through: a command, parameters of a token. */
  readonly was: RegistryLogin | undefined;
  readonly secrets: LoginSecrets;
}

type Way = 'none' | 'password' | 'token' | 'token-endpoint' | 'token-command';

export function draftOfRegistry(was: RegistryDefinition | undefined, secrets: LoginSecrets = {}): RegistryDraft {
  const login = was?.login;
  const endpoint = login && 'tokenEndpoint' in login ? login : undefined;
  return {
    urls: was?.urls ?? [],
    way: login ? wayOf(login) : 'none',
    username: login && 'username' in login ? login.username : '',
    tokenEndpoint: endpoint?.tokenEndpoint ?? '',
    clientId: endpoint?.clientId ?? '',
    scope: endpoint?.scope ?? '',
    tls: was?.tls,
    was: login,
    secrets,
  };
}

/** undefined: the person named none. */
export function registryOf({ urls, tls, ...draft }: RegistryDraft): RegistryDefinition | undefined {
  if (urls.length === 0) return undefined;
  const login = loginOf(draft);
  const isSecure = urls.some(url => url.startsWith('https:'));
  return { urls, ...(login ? { login } : {}), ...(tls && isSecure ? { tls } : {}) };
}

interface State {
  readonly registry: RegistryDraft;
}

/** The questions about a cluster's schema registry, but for its secrets. */
export function registrySteps<Draft extends State>(): readonly Step<Draft>[] {
  const t = vscode.l10n.t;
  const isNamed = ({ registry }: Draft): boolean => registry.urls.length > 0;
  const byEndpoint = (draft: Draft): boolean => isNamed(draft) && draft.registry.way === 'token-endpoint';
  return [
    {
      ask: ({ registry }, frame) =>
        text(frame, {
          prompt: t('Schema registry, its web address with its path; leave empty where there is none'),
          placeholder: 'https://registry.example.net:8081',
          value: registry.urls.join(', '),
          problem: typed => splitUrls(typed).map(registryUrlProblem).find(Boolean),
          store: urls => (registry.urls = splitUrls(urls)),
        }),
    },
    ...certificateSteps<Draft>(({ registry }) => registry.urls.some(url => url.startsWith('https:')), {
      of: ({ registry }) => registry,
      trust: t('Whose certificates are trusted at the schema registry?'),
      identity: t('Which certificate is shown to a schema registry that asks for one?'),
    }),
    {
      arises: isNamed,
      ask: ({ registry }, frame) =>
        choice<Way>(
          frame,
          t('How does one log in at the schema registry?'),
          [
            { label: t('Without a login'), value: 'none' },
            { label: t('User and password'), description: t('basic authentication, such as an API key'), value: 'password' },
            { label: t('A token'), description: t('entered once, kept by the editor'), value: 'token' },
            { label: t('Tokens of an endpoint'), description: t('OAuth 2, client credentials'), value: 'token-endpoint' },
            ...(registry.was && 'tokenCommand' in registry.was
              ? [{ label: t('Tokens of a command'), description: registry.was.tokenCommand[0], value: 'token-command' as const }]
              : []),
          ],
          registry.way,
          way => (registry.way = way),
        ),
    },
    {
      arises: draft => isNamed(draft) && draft.registry.way === 'password',
      ask: ({ registry }, frame) =>
        text(frame, {
          prompt: t('User name at the schema registry'),
          value: registry.username,
          problem: typed =>
            typed.includes(':')
              ? t('A user name of basic authentication has no colon.')
              : missing(t('A user name is needed to log in.'))(typed),
          store: username => (registry.username = username),
        }),
    },
    {
      arises: byEndpoint,
      ask: ({ registry }, frame) =>
        text(frame, {
          prompt: t('Token endpoint of the schema registry, a web address'),
          placeholder: 'https://login.example.net/oauth/token',
          value: registry.tokenEndpoint,
          problem: tokenEndpointProblem,
          store: endpoint => (registry.tokenEndpoint = endpoint.trim()),
        }),
    },
    {
      arises: byEndpoint,
      ask: ({ registry }, frame) =>
        text(frame, {
          prompt: t('Client id for the schema registry'),
          value: registry.clientId,
          problem: missing(t('A client id is needed to ask for a token.')),
          store: clientId => (registry.clientId = clientId),
        }),
    },
    {
      arises: byEndpoint,
      ask: ({ registry }, frame) =>
        text(frame, { prompt: t('Scope, or empty for none'), value: registry.scope, store: scope => (registry.scope = scope.trim()) }),
    },
  ];
}

/** The secrets of the registry that is named. `kept`: the registry whose secret is kept already; the same user there need not enter it again. */
export function registrySecretSteps<Draft extends State>(
  kept: RegistryDefinition | undefined,
  store: (draft: Draft, secrets: LoginSecrets) => void,
): readonly Step<Draft>[] {
  const t = vscode.l10n.t;
  const stores = [
    {
      file: (tls: TlsDefinition) => tls.caFile,
      secret: 'trustPassword',
      prompt: t('Password of the schema registry’s truststore. The editor keeps it, settings never hold it.'),
    },
    {
      file: (tls: TlsDefinition) => tls.keyStoreFile,
      secret: 'storePassword',
      prompt: t('Password of the key store for the schema registry. The editor keeps it, settings never hold it.'),
    },
  ] as const;
  return [
    {
      arises: ({ registry }) => {
        const named = registryOf(registry);
        return named !== undefined && wantsRegistrySecret(named);
      },
      ask: (draft, frame) => {
        const named = registryOf(draft.registry);
        const keeps = named && kept && userAtRegistry(kept) === userAtRegistry(named) && kept.login !== undefined;
        const user = named && userAtRegistry(named);
        return text(frame, {
          prompt:
            user === undefined
              ? t('Token for the schema registry. The editor keeps it, settings never hold it.')
              : t('Password of {0} at the schema registry. The editor keeps it, settings never hold it.', user),
          // Whoever does not have it at hand may look at the cluster without it.
          placeholder: keeps ? t('Leave empty to keep the password') : t('Leave empty to enter it later'),
          value: draft.registry.secrets.password ?? '',
          masked: true,
          store: password => {
            if (password !== '') store(draft, { password });
          },
        });
      },
    },
    ...stores.map(({ file, secret, prompt }): Step<Draft> => {
      const named = (draft: Draft): string | undefined => {
        const tls = registryOf(draft.registry)?.tls;
        return tls && file(tls);
      };
      return {
        arises: draft => looksLikeStore(named(draft) ?? ''),
        ask: (draft, frame) =>
          text(frame, {
            prompt,
            placeholder: t('Leave empty to keep or enter it later'),
            value: draft.registry.secrets[secret] ?? '',
            masked: true,
            store: password => {
              if (password !== '') store(draft, { [secret]: password });
            },
          }),
      };
    }),
  ];
}

function wayOf(login: RegistryLogin): Way {
  if ('username' in login) return 'password';
  if ('bearerToken' in login) return 'token';
  return 'tokenCommand' in login ? 'token-command' : 'token-endpoint';
}

function loginOf({ way, username, tokenEndpoint, clientId, scope, was }: Omit<RegistryDraft, 'urls' | 'tls'>): RegistryLogin | undefined {
  switch (way) {
    case 'none':
      return undefined;
    case 'password':
      return { username };
    case 'token':
      return { bearerToken: true };
    case 'token-command':
      return was;
    case 'token-endpoint': {
      const { tokenParameters, tokenCaFile, extensions } = was && 'tokenEndpoint' in was ? was : {};
      return {
        tokenEndpoint,
        clientId,
        ...(scope === '' ? {} : { scope }),
        ...(tokenParameters ? { tokenParameters } : {}),
        ...(tokenCaFile === undefined ? {} : { tokenCaFile }),
        ...(extensions ? { extensions } : {}),
      };
    }
  }
}
