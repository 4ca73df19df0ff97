import * as vscode from 'vscode';
import type { TlsDefinition } from '../../clusters/definition.ts';
import { askChoice, type Answer, type Choice, type Frame, type Step } from './steps.ts';

/** What the steps fill in; undefined: the authorities that this computer trusts, and no client certificate. */
interface State {
  tls: TlsDefinition | undefined;
}

/** Of whom the questions are asked: what they fill in, and their words. */
export interface CertificateQuestions<Draft> {
  readonly of: (draft: Draft) => State;
  readonly trust: string;
  readonly identity: string;
}

/** Whom to trust, and what to show to a server that asks for a certificate. */
export const certificateSteps = <Draft>(
  arises: (draft: Draft) => boolean,
  { of, trust, identity }: CertificateQuestions<Draft>,
): readonly Step<Draft>[] => [
  { arises, ask: (draft, frame) => askTrust(of(draft), frame, trust) },
  { arises, ask: (draft, frame) => askIdentity(of(draft), frame, identity) },
];

async function askTrust(draft: State, frame: Frame, question: string): Promise<Answer<unknown>> {
  const t = vscode.l10n.t;
  const { ca, caFile, ...rest } = draft.tls ?? {};
  const defined = caFile ?? (ca === undefined ? undefined : t('certificates in the settings'));
  const choices: readonly Choice<'as-defined' | 'system' | 'file'>[] = [
    ...asDefined(defined),
    { label: t('The authorities that this computer trusts'), value: 'system' },
    { label: t('A file…'), description: 'PEM, PKCS12, JKS', value: 'file' },
  ];
  const chosen = await askChoice(frame, question, choices, defined === undefined ? 'system' : 'as-defined');
  if (typeof chosen === 'string' || chosen.value === 'as-defined') return chosen;
  if (chosen.value === 'system') {
    draft.tls = orNothing(rest);
    return chosen;
  }
  const file = await pickFile(t('Certificates to trust'), ['pem', 'crt', 'cer', 'cert', ...storeEndings, 'truststore']);
  if (file === undefined) return askTrust(draft, frame, question);
  draft.tls = { ...rest, caFile: file };
  return chosen;
}

async function askIdentity(draft: State, frame: Frame, question: string): Promise<Answer<unknown>> {
  const t = vscode.l10n.t;
  const { certFile, keyStoreFile } = draft.tls ?? {};
  const rest = withoutIdentity(draft.tls ?? {});
  const defined = keyStoreFile ?? certFile;
  const choices: readonly Choice<'as-defined' | 'none' | 'store' | 'files'>[] = [
    ...asDefined(defined),
    { label: t('None'), value: 'none' },
    { label: t('A key store…'), description: t('PKCS12, JKS, or PEM with certificate and key'), value: 'store' },
    { label: t('A certificate and a key file…'), description: 'PEM', value: 'files' },
  ];
  const chosen = await askChoice(frame, question, choices, defined === undefined ? 'none' : 'as-defined');
  if (typeof chosen === 'string' || chosen.value === 'as-defined') return chosen;
  if (chosen.value === 'none') {
    draft.tls = orNothing(rest);
    return chosen;
  }
  if (chosen.value === 'store') {
    const file = await pickFile(t('Key store'), [...storeEndings, 'keystore', 'pem']);
    if (file === undefined) return askIdentity(draft, frame, question);
    draft.tls = { ...rest, keyStoreFile: file };
    return chosen;
  }
  const cert = await pickFile(t('Certificate'), ['pem', 'crt', 'cer', 'cert']);
  const key = cert === undefined ? undefined : await pickFile(t('Its private key'), ['pem', 'key']);
  if (cert === undefined || key === undefined) return askIdentity(draft, frame, question);
  draft.tls = { ...rest, certFile: cert, keyFile: key };
  return chosen;
}

const storeEndings = ['p12', 'pfx', 'jks'];

const asDefined = (defined: string | undefined): readonly Choice<'as-defined'>[] =>
  defined === undefined ? [] : [{ label: vscode.l10n.t('As defined'), description: defined, value: 'as-defined' }];

function withoutIdentity({ caFile, ca, verifyHostName }: TlsDefinition): TlsDefinition {
  return {
    ...(caFile === undefined ? {} : { caFile }),
    ...(ca === undefined ? {} : { ca }),
    ...(verifyHostName === undefined ? {} : { verifyHostName }),
  };
}

const orNothing = (tls: TlsDefinition): TlsDefinition | undefined => (Object.keys(tls).length === 0 ? undefined : tls);

async function pickFile(title: string, endings: readonly string[]): Promise<string | undefined> {
  const t = vscode.l10n.t;
  const [file] =
    (await vscode.window.showOpenDialog({ title, filters: { [t('Certificates')]: [...endings], [t('All files')]: ['*'] } })) ?? [];
  return file?.fsPath;
}
