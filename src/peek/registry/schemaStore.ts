/** The schemas of one cluster's records, asked of its registry once each. */
import { prepareDecoders } from '../../decoding/prepare.ts';
import { schemaRefOf, type SchemaRef, type SchemaSource, type SchemaText } from '../../decoding/schemas.ts';
import type { RegistrySettings } from '../../kafka/connection/settings.ts';
import { type Answer, type Failure, failureOf } from '../../model/failure.ts';
import type { KafkaRecord } from '../../model/record.ts';
import { fetchSchema, refWords } from './fetchSchema.ts';
import { RegistryClient, type RegistryClientOptions } from './registryClient.ts';

export interface PrepareOptions {
  /** Whose schemas are wanted. Default: both. */
  readonly parts?: readonly ('key' | 'value')[];
  /** Ends the waiting; what was asked comes in all the same. */
  readonly signal?: AbortSignal;
}

export interface SchemaStoreOptions extends RegistryClientOptions {
  readonly now?: () => number;
}

export class SchemaStore implements SchemaSource {
  readonly #client: () => Promise<RegistryClient>;
  readonly #now: () => number;
  readonly #answers = new Map<string, Kept>();
  readonly #asking = new Map<string, Promise<void>>();
  #characters = 0;
  /** What the whole registry failed with: it is not asked again for each schema, but after some seconds. */
  #down: Down | undefined;
  #opening: Promise<RegistryClient> | undefined;
  #closed = false;

  /** `settings` is called with the first question, and again after it failed: a secret or a file may have been missing. */
  constructor(settings: () => Promise<RegistrySettings>, { now = Date.now, ...options }: SchemaStoreOptions = {}) {
    this.#now = now;
    this.#client = async () => {
      this.#opening ??= settings().then(found => new RegistryClient(found, options));
      const client = await this.#opening.catch((error: unknown) => {
        this.#opening = undefined;
        throw error;
      });
      if (this.#closed) client.close();
      return client;
    };
  }

  get(ref: SchemaRef): Answer<SchemaText> | undefined {
    return this.#answers.get(keyOf(ref))?.answer;
  }

  /**
   * Asks the registry for every schema that the records name and that is not known yet; those that most records name come
   * first. Never throws: what could not be had is `get`'s answer. Bytes that begin like a schema's id by chance cost a few
   * requests and no more: where the first of a topic's are all unknown, the others are not asked for.
   */
  async prepare(records: readonly KafkaRecord[], { parts = ['key', 'value'], signal }: PrepareOptions = {}): Promise<void> {
    const wanted = new Map<string, Wanted & { count: number }>();
    for (const record of records) {
      if (record.control || record.unreadable) continue;
      for (const part of parts) {
        const ref = schemaRefOf(record[part], record.headers, part);
        if (!ref) continue;
        const known = wanted.get(keyOf(ref));
        if (known) known.count++;
        else wanted.set(keyOf(ref), { ref, likely: `${record.topic}-${part}`, count: 1 });
      }
    }
    await unlessAborted(this.#askAll([...wanted.values()].sort((a, b) => b.count - a.count)), signal);
  }

  /** As `prepare`, by reference; a schema that is known already costs nothing. */
  async prepareRefs(refs: readonly SchemaRef[], { signal }: Pick<PrepareOptions, 'signal'> = {}): Promise<void> {
    await unlessAborted(this.#askAll(refs.map(ref => ({ ref, likely: '' }))), signal);
  }

  /** Whether the registry answers, and lets us in. Throws FailureError. */
  async check(): Promise<void> {
    const client = await this.#client();
    try {
      await client.get('/schemas/types', 'its kinds of schemas');
    } catch (error) {
      // Not every registry tells its kinds; its subjects every one does.
      if (failureOf(error).kind !== 'not-found') throw error;
      await client.get('/subjects', 'its subjects');
    }
  }

  /** What failed is asked again when it is next wanted. */
  forgetFailures(): void {
    this.#down = undefined;
    for (const [key, { answer }] of this.#answers) if (answer.failure) this.#answers.delete(key);
  }

  close(): void {
    this.#closed = true;
    this.#opening?.then(client => client.close()).catch(() => undefined);
  }

  async #askAll(wanted: readonly Wanted[]): Promise<void> {
    let unknownIds = 0;
    let isSomeKnown = false;
    for (let from = 0; from < wanted.length; from += atATime) {
      const some = wanted.slice(from, from + atATime);
      await Promise.all(some.map(one => this.#askOne(one)));
      for (const { ref } of some) {
        const answer = this.get(ref);
        if (answer?.failure?.code === 'SCHEMA_NOT_FOUND') unknownIds++;
        else if (answer?.value) isSomeKnown = true;
      }
      if (unknownIds >= mostUnknown && !isSomeKnown) return;
    }
  }

  async #askOne({ ref, likely }: Wanted): Promise<void> {
    const key = keyOf(ref);
    const kept = this.#answers.get(key);
    if (kept && (kept.answer.value || this.#now() < kept.askAgainAt)) return;
    let asking = this.#asking.get(key);
    if (!asking) {
      asking = this.#fetch(ref, likely).finally(() => this.#asking.delete(key));
      this.#asking.set(key, asking);
    }
    await asking;
  }

  async #fetch(ref: SchemaRef, likely: string): Promise<void> {
    if (this.#down && this.#now() < this.#down.until) {
      const { failure } = this.#down;
      // What nobody was asked for is not about a schema: a secret or a file of the cluster is missing.
      this.#keep(ref, { failure: failure.request === undefined ? failure : { ...failure, subject: refWords(ref) } });
      return;
    }
    try {
      const schema = await fetchSchema(await this.#client(), ref, likely);
      // Before anybody finds it: decoding itself waits for nothing.
      await prepareDecoders([schema.type]);
      this.#keep(ref, { value: schema });
      this.#down = undefined;
    } catch (error) {
      const failure = failureOf(error);
      if (failure.kind === 'cancelled') return;
      if (isAboutTheRegistry(failure)) this.#down = { failure, until: this.#now() + failureLifeMs };
      this.#keep(ref, { failure });
    }
  }

  /** The oldest go where the texts grow beyond bounds; they are asked for again when they are wanted. */
  #keep(ref: SchemaRef, answer: Answer<SchemaText>): void {
    const key = keyOf(ref);
    this.#characters += lengthOf(answer) - lengthOf(this.#answers.get(key)?.answer);
    this.#answers.delete(key);
    this.#answers.set(key, { answer, askAgainAt: this.#now() + failureLifeMs });
    for (const [oldest, kept] of this.#answers) {
      if (this.#characters <= mostCharacters || oldest === key) return;
      this.#characters -= lengthOf(kept.answer);
      this.#answers.delete(oldest);
    }
  }
}

interface Wanted {
  readonly ref: SchemaRef;
  readonly likely: string;
}

interface Kept {
  readonly answer: Answer<SchemaText>;
  readonly askAgainAt: number;
}

interface Down {
  readonly failure: Failure;
  readonly until: number;
}

const keyOf = (ref: SchemaRef): string => (ref.kind === 'id' ? `id ${ref.id}` : `guid ${ref.guid}`);

/** Another schema would fail alike. */
const isAboutTheRegistry = ({ kind, code }: Failure): boolean =>
  kind !== 'forbidden' &&
  !['SCHEMA_NOT_FOUND', 'SCHEMA_REFERENCES_ENDLESS', 'REGISTRY_KNOWS_NO_GUIDS', 'REGISTRY_BROKEN_ANSWER'].includes(code ?? '');

/** Characters of a schema and of all that it refers to; what two of them refer to counts once. */
function lengthOf(answer: Answer<SchemaText> | undefined): number {
  const texts = new Set(answer?.value ? [answer.value] : []);
  for (const { references } of texts) for (const { schema } of references) texts.add(schema);
  return [...texts].reduce((sum, { schema }) => sum + schema.length, 0);
}

async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return work;
  if (signal.aborted) return;
  let stop: () => void = () => undefined;
  const aborted = new Promise<void>(resolve => {
    stop = resolve;
    signal.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop));
}

/** A failure is asked again after this time: somebody may have started the registry, or registered the schema. */
const failureLifeMs = 10_000;
const atATime = 6;
/** So many ids that the registry does not know, and none that it does: these bytes are no registry's. */
const mostUnknown = 24;
/** 64 M characters of schemas, 128 MB at most. */
const mostCharacters = 64 * 1024 * 1024;
