import type { ProblemFigures } from '../model/problem.ts';

/** A login module entry as Kafka reads it from one setting: `Module flag option="value" …;`. Indexes count in the setting's value. */
export interface JaasEntry {
  readonly module: string;
  readonly options: readonly JaasOption[];
  readonly faults: readonly JaasFault[];
}

export interface JaasOption {
  readonly name: string;
  readonly value: string;
  /** Of the value without its quotes. */
  readonly start: number;
  readonly end: number;
}

export interface JaasFault extends Pick<ProblemFigures['jaas-malformed'], 'fault' | 'near'> {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads as org.apache.kafka.common.security.JaasConfig does, a java.io.StreamTokenizer: bare values are words of letters,
 * digits, `_`, `-`, `$` and `.` that do not look like a number, all others need quotes, and a semicolon ends the entry.
 */
export function readJaas(value: string): JaasEntry {
  const tokens = tokenize(value);
  const options: JaasOption[] = [];
  const faults: JaasFault[] = [];
  const fault = (name: JaasFault['fault'], token: Token | undefined, near: string | null): void => {
    faults.push({ fault: name, near, start: token?.start ?? Math.max(0, value.length - 1), end: token?.end ?? value.length });
  };
  const module = tokens[0];
  const flag = tokens[1];
  if (flag?.kind !== 'word' || !/^(required|requisite|sufficient|optional)$/i.test(flag.text))
    fault('no-flag', flag ?? module, flag?.kind === 'word' ? flag.text : null);

  let at = faults.length === 0 ? 2 : tokens.length;
  for (;;) {
    const name = tokens[at];
    if (name === undefined) break;
    if (name.kind === ';') {
      const behind = tokens[at + 1];
      if (behind !== undefined) fault('behind-the-end', behind, null);
      break;
    }
    const [separator, given] = [tokens[at + 1], tokens[at + 2]];
    if (given?.kind === 'quoted' && !given.closed) {
      fault('unclosed-quote', given, name.text);
      break;
    }
    if (separator?.kind !== '=' || (given?.kind !== 'word' && given?.kind !== 'quoted')) {
      // Without `=` behind it the word is a piece of the value before, maybe of a password: not to be repeated.
      const isOption = separator?.kind === '=' && name.kind === 'word';
      fault('no-value', isOption ? (given ?? name) : name, isOption ? name.text : (options.at(-1)?.name ?? null));
      break;
    }
    const quotes = given.kind === 'quoted' ? 1 : 0;
    options.push({ name: name.text, value: given.text, start: given.start + quotes, end: given.end - quotes });
    at += 3;
  }
  if (faults.length === 0 && !tokens.some(({ kind }) => kind === ';')) fault('no-semicolon', tokens.at(-1), null);
  return { module: module?.text ?? '', options, faults };
}

interface Token {
  readonly kind: 'word' | 'number' | 'quoted' | '=' | ';' | 'other';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
}

function tokenize(value: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < value.length;) {
    const start = at;
    const character = value.charAt(at);
    const token = (kind: Token['kind'], end: number, text = value.slice(start, end), closed = true): void => {
      tokens.push({ kind, text, start, end, closed });
      at = end;
    };
    if (/\s/.test(character)) at++;
    else if (character === '"' || character === "'") {
      let end = at + 1;
      while (end < value.length && value.charAt(end) !== character) end += value.charAt(end) === '\\' ? 2 : 1;
      end = Math.min(end, value.length);
      const closed = end < value.length;
      token('quoted', closed ? end + 1 : end, value.slice(at + 1, end), closed);
    } else if (character === '=' || character === ';') token(character, at + 1);
    else {
      const word = matchAt(/[A-Za-z_$\u00a0-\uffff][\w$.\u00a0-\uffff-]*/y, value, at);
      const number = matchAt(/[-.\d]+/y, value, at);
      if (word !== undefined) token('word', at + word.length);
      else if (number !== undefined) token('number', at + number.length);
      else token('other', at + 1);
    }
  }
  return tokens;
}

function matchAt(sticky: RegExp, text: string, at: number): string | undefined {
  sticky.lastIndex = at;
  return sticky.exec(text)?.[0];
}
