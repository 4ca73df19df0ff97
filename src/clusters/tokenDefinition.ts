import { isProblem, isTextMap, isTexts, type Problem, readTexts, type Texts } from './readValue.ts';

/** Where tokens come from: an endpoint, for client credentials, or a command that prints one. */
export type TokenSourceDefinition = TokenEndpointDefinition | TokenCommandDefinition;

export interface TokenEndpointDefinition {
  readonly tokenEndpoint: string;
  readonly clientId: string;
  readonly scope?: string;
  /** More fields of the request: audience, resource. */
  readonly tokenParameters?: Texts;
  /** Certificates to trust at the endpoint: PEM, PKCS12 or JKS. */
  readonly tokenCaFile?: string;
}

export interface TokenCommandDefinition {
  readonly tokenCommand: readonly [program: string, ...args: string[]];
}

/** `where`: what the setting is called in sentences. */
export function readTokenSource(from: Readonly<Record<string, unknown>>, where: string): TokenSourceDefinition | Problem {
  const { tokenEndpoint, clientId, scope, tokenCaFile, tokenParameters, tokenCommand } = from;
  if (tokenCommand !== undefined) {
    if (tokenEndpoint !== undefined) return { sentence: `${where} has a tokenEndpoint or a tokenCommand, not both.` };
    const [program, ...args] = isTexts(tokenCommand) ? tokenCommand : [];
    return program
      ? { tokenCommand: [program, ...args] }
      : { sentence: `${where}.tokenCommand must be a list: the program and its arguments, each a text.` };
  }
  if (typeof tokenEndpoint !== 'string') return { sentence: `${where} needs a tokenEndpoint with a clientId, or a tokenCommand.` };
  const problem = tokenEndpointProblem(tokenEndpoint);
  if (problem !== undefined) return { sentence: problem };
  if (typeof clientId !== 'string' || clientId === '') return { sentence: `${where}.clientId is missing.` };
  if (tokenParameters !== undefined && !isTextMap(tokenParameters))
    return { sentence: `${where}.tokenParameters must map names to texts.` };
  const texts = readTexts(where, { scope, tokenCaFile });
  if (isProblem(texts)) return texts;
  return { tokenEndpoint, clientId, ...texts, ...(tokenParameters ? { tokenParameters } : {}) };
}

/** Why this is no token endpoint's address, as a sentence; undefined: it may be one. */
export function tokenEndpointProblem(text: string): string | undefined {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    return `${text}: a token endpoint is a web address, as in https://login.example.net/oauth/token.`;
  const { username, password } = new URL(text);
  return username + password === ''
    ? undefined
    : 'The address of a token endpoint holds no user or password: the client secret is asked for.';
}
