/** What is known of a key, in words: the hover over it and the text beside its completion. Markdown; never a secret. */
import { formatCount } from '../model/figures.ts';
import type { KeyKnowledge } from '../model/keyKnowledge.ts';
import type { KeyOwner, TextRange, ValueType } from '../model/problem.ts';
import { keyMeaning } from './keyMeanings.ts';
import { code, plain } from './markdown.ts';

/** The meaning, then what holds for it, one line each. */
export function keyMarkdown(known: KeyKnowledge): string {
  const meaning = keyMeaning(known.library, known.key);
  const name = known.written === undefined ? `**${plain(known.key)}**` : `**${plain(known.key)}** (here ${code(known.written)})`;
  return [name, meaning, facts(known).join('  \n')].filter(Boolean).join('\n\n');
}

/** One line for a list: "int, 10000 by default". */
export function keyDetail({ type, default: usual, isRequired }: KeyKnowledge): string {
  const kind = type === undefined ? [] : [type];
  return [
    ...kind,
    ...(isRequired
      ? ['required']
      : usual === undefined
        ? []
        : [
            usual === '' ? 'empty by default' : `${usual.length > 24 ? `…${usual.split('.').at(-1)?.slice(-24) ?? ''}` : usual} by default`,
          ]),
  ].join(', ');
}

/** The value in effect and where it is from: "In effect: `earliest`, set in common.properties:3". `place` names a place of another entry. */
export function valueInEffect({ inEffect, isSecret }: KeyKnowledge, place: (range: TextRange) => string): string | undefined {
  if (inEffect === undefined) return undefined;
  const { from } = inEffect;
  const value = isSecret || inEffect.value === undefined ? 'a secret' : shown(inEffect.value);
  switch (from.kind) {
    case 'default':
      return `In effect: ${value}, the default`;
    case 'placeholder':
      return 'In effect: what is filled in when the client is deployed';
    case 'here':
      return `In effect: ${value}, set here`;
    case 'elsewhere':
      return `In effect: ${value}, set in ${plain(place(from.range))}${from.section === '' ? '' : `, under ${code(from.section)}`}`;
  }
}

function facts(known: KeyKnowledge): readonly string[] {
  const lines: string[] = [];
  if (!known.isRead && known.owners.length > 0) {
    lines.push(
      `${upper(readers[known.role] ?? 'This client')} does not read it: it is ${listed(known.owners.map(owner => owners[owner]))} setting.`,
    );
  }
  if (known.type !== undefined) lines.push(`Type: ${[types[known.type], range(known)].filter(Boolean).join(', ')}`);
  if (known.oneOf.length > 0) lines.push(`One of: ${known.oneOf.map(code).join(', ')}`);
  if (known.isRequired) lines.push('Required: there is no default');
  else if (known.default !== undefined) lines.push(`Default: ${defaults(known)}`);
  if (known.since !== undefined) lines.push(`Since: ${libraries[known.library]} ${known.since}`);
  if (known.lastIn !== undefined) lines.push(`Removed: ${known.lastIn} was the last version that read it${replaced(known)}`);
  else if (known.isDeprecated) lines.push(`Deprecated${replaced(known)}`);
  return lines;
}

function defaults({ default: usual = '', defaultBefore }: KeyKnowledge): string {
  const before = defaultBefore.toReversed().map(([version, value]) => `${shown(value)} before ${version}`);
  return [shown(usual), ...before].join(', ');
}

const replaced = ({ replacedBy }: KeyKnowledge): string => (replacedBy === undefined ? '' : `; use ${code(replacedBy)}`);

function range({ min, max, type }: KeyKnowledge): string | undefined {
  // The widest of its type says nothing.
  const top = max === undefined || max >= (type === 'long' ? Number.MAX_SAFE_INTEGER : 2 ** 31 - 1) ? undefined : max;
  if (min !== undefined && top !== undefined) return `${formatCount(min)} to ${formatCount(top)}`;
  if (min !== undefined && min > -(2 ** 31)) return `at least ${formatCount(min)}`;
  return top === undefined ? undefined : `at most ${formatCount(top)}`;
}

/** An empty default is one, too. */
const shown = (value: string): string => (value === '' ? 'empty' : code(value.length > 80 ? `${value.slice(0, 77)}…` : value));

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

const libraries = { java: 'Kafka clients', librdkafka: 'librdkafka' } as const;

const types: Readonly<Record<ValueType, string>> = {
  boolean: 'true or false',
  int: 'whole number',
  long: 'whole number',
  short: 'whole number',
  double: 'number',
  string: 'text',
  list: 'list, divided by commas',
  class: 'class, by its whole name',
  password: 'text that is kept secret',
};

const owners: Readonly<Record<KeyOwner, string>> = {
  consumer: 'a consumer’s',
  producer: 'a producer’s',
  admin: 'an admin client’s',
  streams: 'a Streams application’s',
  connect: 'a Connect worker’s',
  connector: 'a connector’s',
  mirror: 'MirrorMaker’s',
  broker: 'a broker’s',
  topic: 'a topic’s',
};

const readers: Readonly<Record<string, string>> = {
  consumer: 'a consumer',
  producer: 'a producer',
  admin: 'an admin client',
  streams: 'a Streams application',
  connect: 'a Connect worker',
  connector: 'a connector',
  mirror: 'MirrorMaker',
};
