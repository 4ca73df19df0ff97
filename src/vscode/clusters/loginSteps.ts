import * as vscode from 'vscode';
import {
  mechanismProblem,
  passwordMechanisms,
  tokenEndpointProblem,
  type Mechanism,
  type SaslDefinition,
  type TokenDefinition,
} from '../../clusters/definition.ts';
import { askChoice, type Answer, type Choice, type Frame, missing, type Step, text } from './steps.ts';

/** A login while it is filled in; what another mechanism needs stays for the way back. */
export interface LoginDraft {
  mechanism: Mechanism;
  username: string;
  tokenEndpoint: string;
  clientId: string;
  scope: string;
  /** What the form does not ask passes through: command, extensions, parameters, certificates. */
  readonly was: TokenDefinition | undefined;
}

export function draftOfLogin(was: SaslDefinition | undefined): LoginDraft {
  const token = was && 'tokenEndpoint' in was ? was : undefined;
  return {
    mechanism: was?.mechanism ?? 'SCRAM-SHA-512',
    username: was && 'username' in was ? was.username : '',
    tokenEndpoint: token?.tokenEndpoint ?? '',
    clientId: token?.clientId ?? '',
    scope: token?.scope ?? '',
    was: was?.mechanism === 'OAUTHBEARER' ? was : undefined,
  };
}

export function loginOf({ mechanism, username, tokenEndpoint, clientId, scope, was }: LoginDraft): SaslDefinition {
  if (mechanism !== 'OAUTHBEARER') return { mechanism, username };
  if (was && 'tokenCommand' in was) return was;
  const { extensions, tokenParameters, tokenCaFile } = was ?? {};
  return {
    mechanism,
    tokenEndpoint,
    clientId,
    ...(scope === '' ? {} : { scope }),
    ...(tokenParameters ? { tokenParameters } : {}),
    ...(tokenCaFile === undefined ? {} : { tokenCaFile }),
    ...(extensions ? { extensions } : {}),
  };
}

/** The questions about a login, but for its password. A command that prints tokens is only written in settings. */
export function loginSteps<State extends { readonly login: LoginDraft }>(arises: (state: State) => boolean): readonly Step<State>[] {
  const t = vscode.l10n.t;
  const byUser = (state: State): boolean => arises(state) && state.login.mechanism !== 'OAUTHBEARER';
  const byToken = (state: State): boolean => {
    const { mechanism, was } = state.login;
    return arises(state) && mechanism === 'OAUTHBEARER' && !(was && 'tokenCommand' in was);
  };
  return [
    { arises, ask: ({ login }, frame) => askMechanism(login, frame) },
    {
      arises: byUser,
      ask: ({ login }, frame) =>
        text(frame, {
          prompt: t('User name'),
          value: login.username,
          problem: missing(t('A user name is needed to log in.')),
          store: username => (login.username = username),
        }),
    },
    {
      arises: byToken,
      ask: ({ login }, frame) =>
        text(frame, {
          prompt: t('Token endpoint, a web address'),
          placeholder: 'https://login.example.net/oauth/token',
          value: login.tokenEndpoint,
          problem: tokenEndpointProblem,
          store: endpoint => (login.tokenEndpoint = endpoint.trim()),
        }),
    },
    {
      arises: byToken,
      ask: ({ login }, frame) =>
        text(frame, {
          prompt: t('Client id'),
          value: login.clientId,
          problem: missing(t('A client id is needed to ask for a token.')),
          store: clientId => (login.clientId = clientId),
        }),
    },
    {
      arises: byToken,
      ask: ({ login }, frame) =>
        text(frame, { prompt: t('Scope, or empty for none'), value: login.scope, store: scope => (login.scope = scope.trim()) }),
    },
  ];
}

async function askMechanism(login: LoginDraft, frame: Frame): Promise<Answer<unknown>> {
  const t = vscode.l10n.t;
  const choices: readonly Choice<Mechanism | 'other'>[] = [
    ...passwordMechanisms.map(value => ({ label: value, value })),
    { label: 'OAUTHBEARER', description: t('a token, for client credentials or from a command'), value: 'OAUTHBEARER' },
    { label: t('Another one'), description: 'GSSAPI (Kerberos), AWS_MSK_IAM …', value: 'other' },
  ];
  const answer = await askChoice(frame, t('SASL mechanism'), choices, login.mechanism);
  if (typeof answer === 'string') return answer;
  if (answer.value === 'other') {
    await vscode.window.showInformationMessage(mechanismProblem('GSSAPI'), { modal: true });
    return askMechanism(login, frame);
  }
  login.mechanism = answer.value;
  return answer;
}
