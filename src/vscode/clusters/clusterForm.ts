import * as vscode from 'vscode';
import type { Clusters, Origin } from './clusters.ts';
import { certificateSteps } from './certificateSteps.ts';
import { looksLikeStore } from '../../clusters/connectionSettings.ts';
import {
  environments,
  serverProblem,
  splitServers,
  wantsPassword,
  type ClusterDefinition,
  type ClusterSecrets,
  userOf,
  type Environment,
  type TlsDefinition,
} from '../../clusters/definition.ts';
import { draftOfLogin, type LoginDraft, loginOf, loginSteps } from './loginSteps.ts';
import { draftOfRegistry, registryOf, registrySecretSteps, registrySteps, type RegistryDraft } from './registrySteps.ts';
import { askSteps, askText, choice, type Choice, type Frame, missing, type Step, text } from './steps.ts';

/** Why the form is asked: `from-file` asks only what a client's file cannot tell. */
export type Purpose = 'add' | 'edit' | 'from-file';

/** What is filled in. What the form does not ask (address map, extensions of a token) passes through as it was. */
export interface Draft {
  readonly was: ClusterDefinition | undefined;
  name: string;
  servers: readonly string[];
  security: Security;
  /** undefined: the authorities that this computer trusts. */
  tls: TlsDefinition | undefined;
  login: LoginDraft;
  readonly registry: RegistryDraft;
  /** What is not given stays as it was kept before. */
  secrets: ClusterSecrets;
  environment: Environment;
  origin: Origin;
}

type Security = 'plaintext' | 'tls' | 'sasl-over-tls' | 'sasl';

export interface Filled {
  readonly definition: ClusterDefinition;
  readonly secrets: ClusterSecrets | undefined;
  readonly origin: Origin;
}

/** A draft of a new cluster, of one that is to be changed, or of one that was found in a file. */
export function draftOf(was: ClusterDefinition | undefined, origin: Origin, secrets: ClusterSecrets = {}): Draft {
  const tls = was?.tls ?? false;
  return {
    was,
    name: was?.name ?? '',
    servers: was?.bootstrapServers ?? [],
    security: was?.sasl ? (tls === false ? 'sasl' : 'sasl-over-tls') : tls === false ? 'plaintext' : 'tls',
    tls: typeof tls === 'object' ? tls : undefined,
    login: draftOfLogin(was?.sasl),
    registry: draftOfRegistry(was?.schemaRegistry, secrets.registry),
    secrets,
    environment: was?.environment ?? 'development',
    origin,
  };
}

/** Asks about a cluster, step by step. undefined: the person gave up, nothing is changed. */
export async function askCluster(clusters: Clusters, title: string, draft: Draft, purpose: Purpose): Promise<Filled | undefined> {
  const kept = purpose === 'edit' && draft.was !== undefined ? await clusters.passwordsOf(draft.was) : undefined;
  const filled = await askSteps(
    title,
    [
      nameStep(clusters, purpose),
      ...(purpose === 'from-file' ? [] : connectionSteps()),
      ...secretSteps(kept?.isKept === true),
      ...(purpose === 'from-file' ? [] : registrySteps<Draft>()),
      ...registrySecretSteps<Draft>(kept?.isKeptForRegistry === true ? draft.was?.schemaRegistry : undefined, (of, given) => {
        of.secrets = { ...of.secrets, registry: { ...of.secrets.registry, ...given } };
      }),
      environmentStep(),
      ...(purpose === 'edit' ? [] : [placeStep()]),
    ],
    draft,
  );
  return filled && fill(filled);
}

/** Asks one secret by itself, masked. undefined: the person gave up. */
export async function askSecret(title: string, prompt: string): Promise<string | undefined> {
  const frame = { title, step: 1, steps: 1, canGoBack: false };
  const answer = await askText(frame, { prompt, value: '', masked: true, problem: missing(vscode.l10n.t('It is empty.')) });
  return typeof answer === 'string' ? undefined : answer.value;
}

function fill(draft: Draft): Filled {
  const { was, name, servers, tls, login, secrets, environment, origin } = draft;
  const schemaRegistry = registryOf(draft.registry);
  return {
    definition: {
      name,
      bootstrapServers: servers,
      environment,
      ...(usesTls(draft) ? { tls: tls ?? true } : {}),
      ...(usesSasl(draft) ? { sasl: loginOf(login) } : {}),
      ...(was?.addressMap ? { addressMap: was.addressMap } : {}),
      ...(schemaRegistry ? { schemaRegistry } : {}),
    },
    secrets: Object.keys(secrets).length === 0 ? undefined : secrets,
    origin,
  };
}

const usesTls = ({ security }: Pick<Draft, 'security'>): boolean => security === 'tls' || security === 'sasl-over-tls';
const usesSasl = ({ security }: Draft): boolean => security === 'sasl' || security === 'sasl-over-tls';

const nameStep = (clusters: Clusters, purpose: Purpose): Step<Draft> => ({
  ask: (draft, frame) =>
    text(frame, {
      prompt: vscode.l10n.t('What do you call this cluster?'),
      placeholder: 'orders-dev',
      value: draft.name,
      problem: typed => {
        const name = typed.trim();
        if (name === '') return vscode.l10n.t('A cluster needs a name.');
        const itself = purpose === 'edit' && name === draft.was?.name;
        return clusters.find(name) && !itself ? vscode.l10n.t('A cluster has this name already.') : undefined;
      },
      store: name => (draft.name = name.trim()),
    }),
});

function connectionSteps(): readonly Step<Draft>[] {
  const t = vscode.l10n.t;
  return [
    {
      ask: (draft, frame) =>
        text(frame, {
          prompt: t('Bootstrap servers, host:port, more than one with commas'),
          placeholder: 'kafka-1.example.net:9092, kafka-2.example.net:9092',
          value: draft.servers.join(', '),
          problem: serversProblem,
          store: servers => (draft.servers = splitServers(servers)),
        }),
    },
    { ask: (draft, frame) => choice(frame, t('How do clients reach it?'), securities(), draft.security, it => (draft.security = it)) },
    ...certificateSteps<Draft>(usesTls, {
      of: draft => draft,
      trust: t('Whose certificates are trusted?'),
      identity: t('Which certificate is shown to brokers that ask for one?'),
    }),
    ...loginSteps<Draft>(usesSasl),
  ];
}

function secretSteps(passwordIsKept: boolean): readonly Step<Draft>[] {
  const t = vscode.l10n.t;
  const store = (draft: Draft, secrets: ClusterSecrets): void => {
    draft.secrets = { ...draft.secrets, ...secrets };
  };
  return [
    {
      arises: draft => usesSasl(draft) && wantsPassword(loginOf(draft.login)),
      ask: (draft, frame) => {
        const login = loginOf(draft.login);
        const keeps = passwordIsKept && draft.was?.sasl !== undefined && userOf(draft.was.sasl) === userOf(login);
        return text(frame, {
          prompt:
            'username' in login
              ? t('Password of {0}. The editor keeps it, settings never hold it.', login.username)
              : t('Client secret of {0}. The editor keeps it, settings never hold it.', userOf(login)),
          placeholder: keeps ? t('Leave empty to keep the password') : '',
          value: draft.secrets.password ?? '',
          masked: true,
          problem: keeps ? () => undefined : missing(t('A password is needed to log in.')),
          store: password => {
            if (password !== '') store(draft, { password });
          },
        });
      },
    },
    {
      arises: ({ tls, ...draft }) => usesTls(draft) && tls?.caFile !== undefined && looksLikeStore(tls.caFile),
      ask: (draft, frame) => {
        const prompt = t('Password of the truststore. The editor keeps it, settings never hold it.');
        return askStorePassword(draft.secrets.trustPassword, prompt, frame, trustPassword => store(draft, { trustPassword }));
      },
    },
    {
      arises: ({ tls, ...draft }) => usesTls(draft) && tls?.keyStoreFile !== undefined && looksLikeStore(tls.keyStoreFile),
      ask: (draft, frame) => {
        const prompt = t('Password of the key store. The editor keeps it, settings never hold it.');
        return askStorePassword(draft.secrets.storePassword, prompt, frame, storePassword => store(draft, { storePassword }));
      },
    },
    {
      // Only where a client's file names one: whoever adds a cluster by hand is asked when the key turns out to want it.
      arises: ({ secrets }) => secrets.passphrase !== undefined && secrets.passphrase !== secrets.storePassword,
      ask: (draft, frame) =>
        text(frame, {
          prompt: t('Passphrase of the TLS key. The editor keeps it, settings never hold it.'),
          value: draft.secrets.passphrase ?? '',
          masked: true,
          store: passphrase => store(draft, { passphrase }),
        }),
    },
  ];
}

const askStorePassword = (given: string | undefined, prompt: string, frame: Frame, store: (password: string) => void) =>
  text(frame, {
    prompt,
    placeholder: vscode.l10n.t('Leave empty to keep or enter it later'),
    value: given ?? '',
    masked: true,
    store: password => {
      if (password !== '') store(password);
    },
  });

function environmentStep(): Step<Draft> {
  const t = vscode.l10n.t;
  const words: Readonly<Record<Environment, readonly [label: string, description: string]>> = {
    development: [t('Development'), ''],
    staging: [t('Staging'), ''],
    production: [t('Production'), t('read-only')],
    other: [t('Other'), ''],
  };
  const choices = environments.map(value => ({ label: words[value][0], description: words[value][1], value }));
  return { ask: (draft, frame) => choice(frame, t('What is at stake?'), choices, draft.environment, it => (draft.environment = it)) };
}

function placeStep(): Step<Draft> {
  const t = vscode.l10n.t;
  const choices: readonly Choice<Origin>[] = [
    { label: t('Only me'), description: t('user settings'), value: { kind: 'user' } },
    { label: t('Everybody in this workspace'), description: t('workspace settings, without secrets'), value: { kind: 'workspace' } },
  ];
  return {
    arises: () => (vscode.workspace.workspaceFolders?.length ?? 0) > 0 && vscode.workspace.isTrusted,
    ask: (draft, frame) => choice(frame, t('Who is it for?'), choices, draft.origin, it => (draft.origin = it)),
  };
}

function serversProblem(typed: string): string | undefined {
  const servers = splitServers(typed);
  if (servers.length === 0) return vscode.l10n.t('At least one host:port is needed.');
  return servers.map(serverProblem).find(problem => problem !== undefined);
}

function securities(): readonly Choice<Security>[] {
  const t = vscode.l10n.t;
  return [
    { label: t('Plaintext, no login'), description: 'PLAINTEXT', value: 'plaintext' },
    { label: t('TLS, no login'), description: 'SSL', value: 'tls' },
    { label: t('TLS with a login'), description: 'SASL_SSL', value: 'sasl-over-tls' },
    { label: t('A login without TLS'), description: 'SASL_PLAINTEXT', value: 'sasl' },
  ];
}
