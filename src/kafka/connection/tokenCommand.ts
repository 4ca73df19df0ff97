import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import path from 'node:path';
import { FailureError } from '../../model/failure.ts';
import type { TokenCommand } from './settings.ts';
import { looksLikeToken, type Token, tokenOf, type TokenPatience } from './token.ts';

/**
 * Runs the program and takes what it prints for a token: the bare token, or JSON that has one. Throws FailureError
 * 'login-refused' with a code TOKEN_COMMAND_…; `subject` is the program's name. Neither its arguments nor anything that it
 * printed is told: both may hold secrets.
 */
export async function tokenFromCommand({ command, folder }: TokenCommand, patience: TokenPatience): Promise<Token> {
  const [program, ...args] = command;
  const failed = (code: string, detail = ''): FailureError =>
    new FailureError({ kind: 'login-refused', code, subject: path.basename(program), ...(detail && { detail }) });

  const printed = await new Promise<string>((resolve, reject) => {
    const options = {
      cwd: folder ?? homedir(),
      timeout: patience.timeoutMs,
      killSignal: 'SIGKILL',
      signal: patience.signal,
      maxBuffer: 1_000_000,
      windowsHide: true,
    } as const;
    const child = execFile(program, args, options, (error, stdout) => {
      if (!error) resolve(stdout);
      else if (patience.signal.aborted) reject(failed('TOKEN_COMMAND_FAILED', 'stopped'));
      else if (error.killed === true && error.code === null) reject(failed('TOKEN_COMMAND_TIMED_OUT', `${patience.timeoutMs} ms`));
      else if (typeof error.code === 'number') reject(failed('TOKEN_COMMAND_FAILED', `exit code ${error.code}`));
      else reject(failed('TOKEN_COMMAND_FAILED', error.code ?? error.signal ?? ''));
    });
    child.stdin?.end(); // a program that asks for a password gets none, instead of waiting for ever
  });

  const text = printed.trim();
  const { value, expiresIn } = text.startsWith('{') ? fromJson(text) : { value: text, expiresIn: undefined };
  if (!looksLikeToken(value)) throw failed('TOKEN_COMMAND_NO_TOKEN');
  return tokenOf(value, expiresIn);
}

function fromJson(text: string): { readonly value: string; readonly expiresIn: unknown } {
  try {
    const { access_token, accessToken, token, expires_in } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const value = access_token ?? accessToken ?? token;
    return { value: typeof value === 'string' ? value : '', expiresIn: expires_in };
  } catch {
    return { value: '', expiresIn: undefined };
  }
}
