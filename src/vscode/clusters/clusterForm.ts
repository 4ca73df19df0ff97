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
import { askChoice, askSteps, askText, type Answer, type Choice, type Frame, type Step } from './steps.ts';

/** What the form asks for. Everything that it does not ask (address map, client certificate) passes through as it was. */
export interface Draft {
  readonly was: ClusterDefinition | undefined;
  name: string;
  servers: readonly string[];
  security: Security;
  trust: Trust;
  mechanism: Mechanism;
  username: string;
  /** undefined: as it was kept before. */
  password: string | undefined;
  environment: Environment;
  origin: Origin;
}

type Security = 'plaintext' | 'tls' | 'sasl-over-tls' | 'sasl';
type Trust =
  | { readonly kind: 'system' }
  | { readonly kind: 'as-defined'; readonly tls: TlsDefinition }
  | { readonly kind: 'file'; readonly file: string };

export interface Filled {
  readonly definition: ClusterDefinition;
  readonly secrets: ClusterSecrets | undefined;
  readonly origin: Origin;
}

/** A draft of a new cluster, or of one that is to be changed or was found in a file. */
export function draftOf(was: ClusterDefinition | undefined, origin: Origin): Draft {
  const tls = was?.tls ?? false;
  return {
    was,
    name: was?.name ?? '',
    servers: was?.bootstrapServers ?? [],
    security: was?.sasl ? (tls === false ? 'sasl' : 'sasl-over-tls') : tls === false ? 'plaintext' : 'tls',
    trust: typeof tls === 'boolean' ? { kind: 'system' } : { kind: 'as-defined', tls },
    mechanism: was?.sasl?.mechanism ?? 'SCRAM-SHA-512',
    username: was?.sasl?.username ?? '',
    password: undefined,
    environment: was?.environment ?? 'development',
    origin,
  };
}

/** Asks everything about a cluster, step by step. undefined: the person gave up, nothing is changed. */
export async function askCluster(
  clusters: Clusters,
  title: string,
  draft: Draft,
  options: { readonly adding: boolean },
): Promise<Filled | undefined> {
  const passwordIsKept = draft.was !== undefined && (await clusters.hasSecrets(draft.was));
  const filled = await askSteps(title, steps(clusters, passwordIsKept, options.adding), draft);
  return filled && fill(filled);
}

/** Asks one secret by itself, masked. undefined: the person gave up. */
export async function askSecret(title: string, prompt: string): Promise<string | undefined> {
  const answer = await askText(
    { title, step: 1, steps: 1, canGoBack: false },
    { prompt, value: '', masked: true, problem: missing(vscode.l10n.t('It is empty.')) },
  );
  return typeof answer === 'string' ? undefined : answer.value;
}

function fill({ was, name, servers, security, trust, mechanism, username, password, environment, origin }: Draft): Filled {
  const tls = security === 'tls' || security === 'sasl-over-tls';
  const sasl = security === 'sasl' || security === 'sasl-over-tls';
  return {
    definition: {
      name,
      bootstrapServers: servers,
      environment,
      ...(tls ? { tls: trust.kind === 'system' ? true : trust.kind === 'file' ? { caFile: trust.file } : trust.tls } : {}),
      ...(sasl ? { sasl: { mechanism, username } } : {}),
      ...(was?.addressMap ? { addressMap: was.addressMap } : {}),
    },
    secrets: sasl && password !== undefined ? { password } : undefined,
    origin,
  };
}

function steps(clusters: Clusters, passwordIsKept: boolean, adding: boolean): readonly Step<Draft>[] {
  const t = vscode.l10n.t;
  const usesTls = ({ security }: Draft): boolean => security === 'tls' || security === 'sasl-over-tls';
  const usesSasl = ({ security }: Draft): boolean => security === 'sasl' || security === 'sasl-over-tls';
  return [
    {
      ask: (draft, frame) =>
        text(frame, {
          prompt: t('What do you call this cluster?'),
          placeholder: 'orders-dev',
          value: draft.name,
          problem: name => nameProblem(name, draft.was?.name, adding, clusters),
          store: name => (draft.name = name.trim()),
        }),
    },
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
    {
      ask: (draft, frame) =>
        choice(frame, t('How do clients reach it?'), securities(), draft.security, security => {
          draft.security = security;
        }),
    },
    { arises: usesTls, ask: askTrust },
    {
      arises: usesSasl,
      ask: (draft, frame) =>
        choice(
          frame,
          t('SASL mechanism'),
          mechanisms.map(value => ({ label: value, value })),
          draft.mechanism,
          mechanism => {
            draft.mechanism = mechanism;
          },
        ),
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
      ask: (draft, frame) =>
        choice(frame, t('What is at stake?'), environmentChoices(), draft.environment, environment => {
          draft.environment = environment;
        }),
    },
    {
      arises: () => adding && (vscode.workspace.workspaceFolders?.length ?? 0) > 0 && vscode.workspace.isTrusted,
      ask: (draft, frame) =>
        choice(frame, t('Who is it for?'), places(), draft.origin, origin => {
          draft.origin = origin;
        }),
    },
  ];
}

async function askTrust(draft: Draft, frame: Frame): Promise<Answer<unknown>> {
  const t = vscode.l10n.t;
  const { trust } = draft;
  const asDefined: readonly Choice<Trust['kind']>[] =
    trust.kind === 'as-defined' ? [{ label: t('As it is defined'), description: trust.tls.caFile ?? '', value: 'as-defined' }] : [];
  const chosen = await askChoice<Trust['kind']>(
    frame,
    t('Whose certificates does this client trust?'),
    [
      ...asDefined,
      { label: t('The authorities that this computer trusts'), value: 'system' },
      { label: t('A PEM file…'), description: trust.kind === 'file' ? trust.file : '', value: 'file' },
    ],
    trust.kind,
  );
  if (typeof chosen === 'string') return chosen;
  if (chosen.value === 'system') draft.trust = { kind: 'system' };
  if (chosen.value !== 'file') return chosen;
  const [file] = (await vscode.window.showOpenDialog({
    title: t('Certificates to trust'),
    filters: { PEM: ['pem', 'crt', 'cer', 'cert', 'ca-bundle'], [t('All files')]: ['*'] },
  })) ?? [undefined];
  if (!file) return askTrust(draft, frame);
  draft.trust = { kind: 'file', file: file.fsPath };
  return chosen;
}

async function text(
  frame: Frame,
  question: Parameters<typeof askText>[1] & { readonly store: (text: string) => void },
): Promise<Answer<string>> {
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
  (text: string): string | undefined =>
    text === '' ? sentence : undefined;

function nameProblem(typed: string, before: string | undefined, adding: boolean, clusters: Clusters): string | undefined {
  const name = typed.trim();
  if (name === '') return vscode.l10n.t('A cluster needs a name.');
  if (clusters.find(name) && (adding || name !== before)) return vscode.l10n.t('A cluster has this name already.');
  return undefined;
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
    { label: t('TLS with user and password'), description: 'SASL_SSL', value: 'sasl-over-tls' },
    { label: t('User and password without TLS'), description: 'SASL_PLAINTEXT', value: 'sasl' },
  ];
}

function environmentChoices(): readonly Choice<Environment>[] {
  const t = vscode.l10n.t;
  const words: Readonly<Record<Environment, readonly [label: string, description: string]>> = {
    development: [t('Development'), ''],
    staging: [t('Staging'), ''],
    production: [t('Production'), t('read-only')],
    other: [t('Other'), ''],
  };
  return environments.map(value => ({ label: words[value][0], description: words[value][1], value }));
}

function places(): readonly Choice<Origin>[] {
  const t = vscode.l10n.t;
  return [
    { label: t('Only me'), description: t('user settings'), value: { kind: 'user' } },
    { label: t('Everybody in this workspace'), description: t('workspace settings, without secrets'), value: { kind: 'workspace' } },
  ];
}
