import type { KeyOwner, TextRange, ValueType } from './problem.ts';

/** What is known of one key in one client's file: data for a hover and for completion; src/report/keyWords.ts words it. */
export interface KeyKnowledge {
  /** The library's own name of it. */
  readonly key: string;
  /** As it stands in the file, where that is another name. */
  readonly written: string | undefined;
  readonly library: 'java' | 'librdkafka';
  /** Who reads the file. */
  readonly role: string;
  /** Whether this role reads it. */
  readonly isRead: boolean;
  /** Who does, clients first. */
  readonly owners: readonly KeyOwner[];
  readonly type: ValueType | undefined;
  readonly isSecret: boolean;
  readonly isRequired: boolean;
  readonly min: number | undefined;
  readonly max: number | undefined;
  readonly oneOf: readonly string[];
  /** As text; undefined: none. */
  readonly default: string | undefined;
  /** [version, default before it], oldest first. */
  readonly defaultBefore: readonly (readonly [version: string, value: string])[];
  readonly since: string | undefined;
  readonly isDeprecated: boolean;
  /** Last version that has it; undefined: the newest does. */
  readonly lastIn: string | undefined;
  readonly replacedBy: string | undefined;
  readonly inEffect: ValueInEffect | undefined;
}

export interface ValueInEffect {
  /** Undefined: a secret, which is not repeated. */
  readonly value: string | undefined;
  readonly from:
    | { readonly kind: 'default' }
    /** Filled in by something else before the client sees it. */
    | { readonly kind: 'placeholder' }
    /** The entry that was pointed at. */
    | { readonly kind: 'here' }
    /** Another entry: of this file, or of the one that the range names. */
    | { readonly kind: 'elsewhere'; readonly range: TextRange; readonly section: string };
}
