import type { SchemaRef, SchemaText } from '../decoding/schemas.ts';
import type { Answer } from '../model/failure.ts';

/** What a task of the worker thread hands back; the buffers in `transfer` move instead of being copied. */
export interface Worked<Value> {
  readonly answer: Value;
  readonly transfer?: readonly ArrayBuffer[];
}

/** What a task may ask of the host while it works: schemas that a record names and the thread does not have. */
export type AskHost = (question: SchemaQuestion) => Promise<SchemaReply>;

export interface SchemaQuestion {
  readonly topic: string;
  readonly refs: readonly SchemaRef[];
}

/** An answer a reference, in their order; undefined: there is no registry to ask. */
export type SchemaReply = readonly (Answer<SchemaText> | undefined)[];
