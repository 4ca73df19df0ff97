import type { Snapshot } from './snapshot.ts';

/** Fields whose words are Kafka's or ours, never a person's. */
const ourWords: ReadonlySet<string> = new Set([
  ...['groupState', 'groupType', 'protocolType', 'kind', 'code', 'request', 'source', 'state', 'assignor', 'type'],
  ...['timestampType', 'compression', 'valueLooksLike', 'control', 'library', 'role', 'meaning', 'operations'],
]);

/** Gives topics, groups, clients and transactions of a snapshot other names, the same everywhere: `topic-1`, `group-1`, `client-2`. */
export class Renaming {
  readonly #snapshot: Snapshot;
  readonly #names = new Map<string, string>();
  readonly #topics = new Set<string>();
  readonly #counts = new Map<string, number>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  renamed(): Snapshot {
    const { groupId, parts } = this.#snapshot;
    this.#name('group', groupId);
    for (const id of parts.groupIds.items) this.#name('group', id);
    for (const { groupId: related } of parts.relatedGroups.items) this.#name('group', related);
    for (const name of parts.topicNames.items) this.#topic(name);
    this.#collect(this.#snapshot);
    return this.#replaced(this.#snapshot, '') as Snapshot;
  }

  #name(kind: string, name: string): void {
    // Kafka's own topics are called the same everywhere.
    if (name === '' || name.startsWith('__') || this.#names.has(name)) return;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    this.#names.set(name, `${kind}-${count}`);
  }

  #topic(name: string): void {
    this.#topics.add(name);
    this.#name('topic', name);
  }

  #collect(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) this.#collect(item);
    else if (typeof value === 'object' && value !== null && !(value instanceof Uint8Array)) {
      for (const [field, inner] of Object.entries(value)) {
        if (typeof inner !== 'string') this.#collectListed(field, inner);
        else if (field === 'topic') this.#topic(inner);
        else if (field === 'groupId') this.#name('group', inner);
        else if (field === 'clientId') this.#name('client', inner);
        else if (field === 'groupInstanceId') this.#name('instance', inner);
        else if (field === 'memberId') this.#name('member', inner);
        else if (field === 'transactionalId') this.#name('transaction', inner);
        else if (field === 'file') this.#name('file', inner);
        else if (field === 'label') this.#name('client', inner);
      }
    }
  }

  /** Lists of names: what a member subscribes to. */
  #collectListed(field: string, inner: unknown): void {
    const listed: unknown = field === 'subscription' && isObject(inner) ? inner['value'] : field === 'topics' ? inner : undefined;
    if (Array.isArray(listed)) for (const name of listed) if (typeof name === 'string') this.#topic(name);
    this.#collect(inner);
  }

  #replaced(value: unknown, field: string): unknown {
    if (typeof value === 'string') return ourWords.has(field) ? value : this.#text(value, field);
    if (Array.isArray(value)) return ourWords.has(field) ? value : value.map(item => this.#replaced(item, field));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.#replaced(inner, name)]));
  }

  #text(text: string, field: string): unknown {
    // A pattern tells the names that it is made for.
    if (field === 'subscribedRegex' || field === 'topicsRegex') return null;
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const dash = text.lastIndexOf('-');
    const topic = text.slice(0, dash);
    return dash > 0 && /^\d+$/.test(text.slice(dash + 1)) && this.#topics.has(topic)
      ? `${this.#names.get(topic) ?? topic}${text.slice(dash)}`
      : text;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
