import * as vscode from 'vscode';
import type { Clusters, Origin } from './clusters.ts';
import {
  environments,
  mechanisms,
  serverProblem,
  splitServers,
  type ClusterDefinition,
  type Environment,
  type Mechanism,
  type TlsDefinition,
} from './definition.ts';
import type { ClusterSecrets } from './secrets.ts';
import { askChoice, askSteps, askText, type Answer, type Choice, type Frame, type Step, type TextQuestion } from './steps.ts';

/** Why the form is asked: `from-file` asks only what a client's file cannot tell. */
export type Purpose = 'add' | 'edit' | 'from-file';

/** What is filled in. What the form does not ask (address map, client certificate) passes through as it was. */
export interface Draft {
  readonly was: ClusterDefinition | undefined;
  name: string;
  servers: readonly string[];
  security: Security;
  /** undefined: the authorities that this computer trusts. */
  tls: TlsDefinition | undefined;
  mechanism: Mechanism;
  username: string;
  /** undefined: as it was kept before. */
  password: string | undefined;
  /** Of the TLS key that a client's file names; undefined where there is none. */
  passphrase: string | undefined;
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
    mechanism: was?.sasl?.mechanism ?? 'SCRAM-SHA-512',
    username: was?.sasl?.username ?? '',
    password: secrets.password,
    passphrase: secrets.passphrase,
    environment: was?.environment ?? 'development',
    origin,
  };
}

/** Asks about a cluster, step by step. undefined: the person gave up, nothing is changed. */
export async function askCluster(clusters: Clusters, title: string, draft: Draft, purpose: Purpose): Promise<Filled | undefined> {
  const passwordIsKept = purpose === 'edit' && draft.was !== undefined && (await clusters.hasSecrets(draft.was));
  const filled = await askSteps(
    title,
    [
      nameStep(clusters, purpose),
      ...(purpose === 'from-file' ? [] : connectionSteps()),
      ...secretSteps(passwordIsKept),
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
  const { was, name, servers, tls, mechanism, username, password, passphrase, environment, origin } = draft;
  const secrets = {
    ...(usesSasl(draft) && password !== undefined ? { password } : {}),
    ...(passphrase === undefined ? {} : { passphrase }),
  };
  return {
    definition: {
      name,
      bootstrapServers: servers,
      environment,
      ...(usesTls(draft) ? { tls: tls ?? true } : {}),
      ...(usesSasl(draft) ? { sasl: { mechanism, username } } : {}),
      ...(was?.addressMap ? { addressMap: was.addressMap } : {}),
    },
    secrets: Object.keys(secrets).length === 0 ? undefined : secrets,
    origin,
  };
}

const usesTls = ({ security }: Draft): boolean => security === 'tls' || security === 'sasl-over-tls';
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
    { arises: usesTls, ask: askTrust },
    {
      arises: usesSasl,
      ask: (draft, frame) => {
        const choices = mechanisms.map(value => ({ label: value, value }));
        return choice(frame, t('SASL mechanism'), choices, draft.mechanism, it => (draft.mechanism = it));
      },
    },
    {
      arises: usesSasl,
      ask: (draft, frame) =>
        text(frame, {
          prompt: t('User name'),
          value: draft.username,
          problem: missing(t('A user name is needed to log in.')),
          store: username => (draft.username = username),
        }),
    },
  ];
}

function secretSteps(passwordIsKept: boolean): readonly Step<Draft>[] {
  const t = vscode.l10n.t;
  return [
    {
      arises: usesSasl,
      ask: (draft, frame) => {
        const keeps = passwordIsKept && draft.was?.sasl?.username === draft.username;
        return text(frame, {
          prompt: t('Password of {0}. The editor keeps it, settings never hold it.', draft.username),
          placeholder: keeps ? t('Leave empty to keep the password') : '',
          value: draft.password ?? '',
          masked: true,
          problem: keeps ? () => undefined : missing(t('A password is needed to log in.')),
          store: password => (draft.password = password === '' ? undefined : password),
        });
      },
    },
    {
      arises: ({ passphrase }) => passphrase !== undefined,
      ask: (draft, frame) =>
        text(frame, {
          prompt: t('Passphrase of the TLS key. The editor keeps it, settings never hold it.'),
          value: draft.passphrase ?? '',
          masked: true,
          store: passphrase => (draft.passphrase = passphrase),
        }),
    },
  ];
}

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

type Trust = 'as-defined' | 'system' | 'file';

/** Which authorities are trusted. A client certificate that the definition names stays. */
async function askTrust(draft: Draft, frame: Frame): Promise<Answer<unknown>> {
  const t = vscode.l10n.t;
  const { ca, caFile, ...rest } = draft.tls ?? {};
  const defined = caFile ?? (ca === undefined ? undefined : t('certificates in the settings'));
  const choices: readonly Choice<Trust>[] = [
    ...(defined === undefined ? [] : [{ label: t('As defined'), description: defined, value: 'as-defined' } as const]),
    { label: t('The authorities that this computer trusts'), value: 'system' },
    { label: t('A PEM file…'), value: 'file' },
  ];
  const chosen = await askChoice<Trust>(
    frame,
    t('Whose certificates are trusted?'),
    choices,
    defined === undefined ? 'system' : 'as-defined',
  );
  if (typeof chosen === 'string' || chosen.value === 'as-defined') return chosen;
  if (chosen.value === 'system') {
    draft.tls = Object.keys(rest).length === 0 ? undefined : rest;
    return chosen;
  }
  const [file] = (await vscode.window.showOpenDialog({
    title: t('Certificates to trust'),
    filters: { PEM: ['pem', 'crt', 'cer', 'cert'], [t('All files')]: ['*'] },
  })) ?? [undefined];
  if (!file) return askTrust(draft, frame);
  draft.tls = { ...rest, caFile: file.fsPath };
  return chosen;
}

async function text(frame: Frame, question: TextQuestion & { readonly store: (text: string) => void }): Promise<Answer<string>> {
  const answer = await askText(frame, question);
  if (typeof answer !== 'string') question.store(answer.value);
  return answer;
}

async function choice<T>(
  frame: Frame,
  placeholder: string,
  choices: readonly Choice<T>[],
  chosen: T,
  store: (value: T) => void,
): Promise<Answer<T>> {
  const answer = await askChoice(frame, placeholder, choices, chosen);
  if (typeof answer !== 'string') store(answer.value);
  return answer;
}

const missing =
  (sentence: string) =>
  (typed: string): string | undefined =>
    typed === '' ? sentence : undefined;

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
    { label: t('TLS with user and password'), description: 'SASL_SSL', value: 'sasl-over-tls' },
    { label: t('User and password without TLS'), description: 'SASL_PLAINTEXT', value: 'sasl' },
  ];
}
