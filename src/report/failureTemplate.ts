import type { Failure } from '../model/failure.ts';

/** What the words of a failure are made of. */
export interface Facts {
  /** `host:port`, or "the broker". */
  readonly broker: string;
  /** What was asked for: "orders-2", "the group orders-billing"; "it" where nobody said. */
  readonly subject: string;
  /** The API, or "the request". */
  readonly request: string;
  readonly code: string;
  /** " (the other side's own words)", or nothing. */
  readonly said: string;
  readonly failure: Failure;
}

type Clause = (facts: Facts) => string;

/** Words with gaps. */
export interface Template {
  readonly what: Clause;
  readonly why: Clause;
  readonly next: Clause;
}

/** The same words for several codes. */
export function forCodes(codes: readonly string[], template: Template): Readonly<Record<string, Template>> {
  return Object.fromEntries(codes.map(code => [code, template]));
}

/** "the broker refused …" begins a sentence; the names of hosts, topics and groups are never recased. */
export const upper = (text: string): string => (ownWords.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text);

/** The other way, for a clause within a sentence. */
export const lower = (text: string): string => (ownWords.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

const ownWords = /^(?:the|this|it|no|not|a|cancelled|reading|there)(?: |$)/i;
