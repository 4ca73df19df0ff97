/** A record beside its neighbours, in words: what differs as one sentence, and a table of three columns. */
import {
  producerKind,
  readingOf,
  schemaOf,
  type ComparedDifference,
  type Comparison,
  type ProducerKind,
  type ReadRecord,
} from '../model/comparison.ts';
import { partitionName } from '../model/cluster.ts';
import type { Decoded, DecodedSchema } from '../model/decoded.ts';
import { headerNames, mostSay } from '../model/differences.ts';
import type { Failure } from '../model/failure.ts';
import { formatBytes, formatCount, formatSpan } from '../model/figures.ts';
import { decodedNote, decoderName, schemaWords, wordAttempt } from './decodingWords.ts';
import { failureSentence } from './failureWords.ts';
import { code, plain, table } from './markdown.ts';

export interface ComparisonWords {
  /** "What differs at 184,211" */
  readonly title: string;
  /** "it is JSON among Avro, without headers, from a client that sends no producer id" */
  readonly sentence: string;
  /** "19 of the 20 records before it are Avro." */
  readonly crowd: string;
  readonly differs: boolean;
  /** Before, the record, after; empty where nothing lies there. */
  readonly heads: readonly { readonly offset: string; readonly what: string }[];
  readonly rows: readonly ComparisonRow[];
}

export interface ComparisonRow {
  readonly name: string;
  readonly differs: boolean;
  /** One a head. */
  readonly cells: readonly ComparisonCell[];
}

export interface ComparisonCell {
  readonly text: string;
  /** Bytes. */
  readonly mono: boolean;
  readonly sign: 'none' | 'fits' | 'failed' | 'possible';
}

/** @param failure why there may be more neighbours than were read. */
export function wordComparison(comparison: Comparison, isNext: boolean, failure?: Failure): ComparisonWords {
  const { record, before, after, differsBy } = comparison;
  const { offset, unreadable } = record.record;
  const columns = [before, record, after];
  return {
    title: `What differs at ${formatCount(offset)}`,
    sentence: sentenceOf(comparison),
    crowd: [crowdWords(comparison), ...(failure ? [failureSentence(failure)] : [])].filter(Boolean).join(' '),
    differs: differsBy.length > 0 || unreadable !== undefined,
    heads: columns.map((column, at) => ({
      offset: column ? offsetsOf(column) : '',
      what:
        at === 1 ? (isNext ? 'the next to be read' : 'this record') : !column ? nothingThere(at, failure) : at === 0 ? 'before' : 'after',
    })),
    rows: rowsOf(comparison, columns),
  };
}

/** For a ticket or a chat. */
export function comparisonMarkdown({ record }: Comparison, words: ComparisonWords): string {
  const heads = words.heads.map(({ offset, what }) => [offset, what].filter(Boolean).join(' '));
  const rows = words.rows.map(({ name, differs, cells }) => [
    name,
    ...cells.map(({ text }, at) => (differs && at === 1 ? `${text} (differs)` : text)),
  ]);
  return [
    `## ${plain(`What differs at ${formatCount(record.record.offset)} of ${partitionName(record.record)}`)}`,
    plain([words.sentence, words.crowd].filter(Boolean).join('. ')),
    table(['', ...heads], rows),
    `Read by ${code('Fetch')}: no group joined, nothing committed.`,
  ]
    .join('\n\n')
    .concat('\n');
}

const nothingThere = (at: number, failure: Failure | undefined): string =>
  failure ? 'not read' : at === 0 ? 'no record before it' : 'no record after it yet';

const offsetsOf = ({ record: { offset, unreadable } }: ReadRecord): string =>
  unreadable && unreadable.last > offset ? `${formatCount(offset)} – ${formatCount(unreadable.last)}` : formatCount(offset);

function sentenceOf({ record, crowd, crowdIs, differsBy, goesOn }: Comparison): string {
  const { unreadable } = record.record;
  if (unreadable) return `the batch cannot be read, so no client gets past it: ${failureSentence(unreadable.failure)}`;
  if (crowd.length < 2) return 'there are too few records around it to say what is usual';
  if (differsBy.length === 0) return `it is like the records ${crowdIs === 'before' ? 'before' : 'around'} it`;
  const clauses = differsBy.map(difference => clauseOf(difference, record, crowd));
  return `it is ${clauses.join(', ')}${goesOn ? '; the record after it differs in the same way' : ''}`;
}

function clauseOf(difference: ComparedDifference, { record, value }: ReadRecord, crowd: readonly ReadRecord[]): string {
  switch (difference) {
    case 'tombstone':
      return 'a tombstone among records with values';
    case 'shape': {
      const usual = mostSay(crowd.map(one => readingOf(one.value)));
      const usually = crowd.find(one => readingOf(one.value) === usual);
      return `${decodedNote(value).startsWith('broken JSON') ? 'broken JSON' : readingWords(value)} among ${usually ? readingWords(usually.value) : 'others'}`;
    }
    case 'schema': {
      const usual = mostSay(crowd.map(one => schemaOf(one.value)));
      const usually = crowd.find(one => schemaOf(one.value) === usual);
      return `of ${schemaOrNone(value.schema)} among ${schemaOrNone(usually?.value.schema)}`;
    }
    case 'size':
      return `far larger than they are (${formatBytes(record.size)})`;
    case 'headers':
      return headerClause(record, crowd);
    case 'key':
      return 'without a key';
    case 'producer':
      return producerClauses[producerKind(record)];
    case 'time':
      return timeClause(record.timestamp, crowd);
  }
}

function headerClause(record: ReadRecord['record'], crowd: readonly ReadRecord[]): string {
  const names = headerNames(record);
  const usual = headerNames(crowd.at(-1)?.record ?? record);
  if (names.length === 0) return 'without headers';
  if (usual.length === 0) return `with headers, which they have not`;
  const missing = usual.filter(name => !names.includes(name));
  const more = names.filter(name => !usual.includes(name));
  return [
    ...(missing.length > 0 ? [`without the ${missing.length === 1 ? 'header' : 'headers'} ${someNames(missing)}`] : []),
    ...(more.length > 0 ? [`with the ${more.length === 1 ? 'header' : 'headers'} ${someNames(more)}`] : []),
  ].join(' and ');
}

const producerClauses: Readonly<Record<ProducerKind, string>> = {
  none: 'from a client that sends no producer id',
  idempotent: 'from an idempotent producer without a transaction',
  transactional: 'from a transaction',
};

function timeClause(timestamp: number, crowd: readonly ReadRecord[]): string {
  const near = crowd.at(-1)?.record.timestamp ?? timestamp;
  return `dated ${formatSpan(Math.abs(timestamp - near))} ${timestamp < near ? 'before' : 'after'} them`;
}

/** "19 of the 20 records before it are Avro." */
function crowdWords({ record, crowd, crowdIs }: Comparison): string {
  if (crowd.length < 2 || record.record.unreadable) return '';
  const counts = new Map<string, ReadRecord[]>();
  for (const one of crowd) counts.set(readingOf(one.value), [...(counts.get(readingOf(one.value)) ?? []), one]);
  const [most] = [...counts.values()].sort((a, b) => b.length - a.length);
  if (!most?.[0]) return '';
  const all = most.length === crowd.length;
  const count = all
    ? `All ${formatCount(crowd.length)} records`
    : `${formatCount(most.length)} of the ${formatCount(crowd.length)} records`;
  return `${count} ${crowdIs === 'before' ? 'before it' : 'around it'} are ${readingWords(most[0].value)}.`;
}

/** "Avro", "JSON", "tombstones". */
function readingWords({ shape, shownBy }: Decoded): string {
  if (shape === 'null') return 'tombstones';
  if (shape === 'empty' || shownBy === null) return 'empty';
  return shownBy === 'hex' ? 'bytes of no known format' : shownBy === 'text' ? 'plain text' : decoderName(shownBy);
}

const schemaOrNone = (schema: DecodedSchema | undefined): string => (schema && schemaWords(schema)) || 'none';

type Columns = readonly (ReadRecord | null)[];

function rowsOf({ record, crowd, differsBy }: Comparison, columns: Columns): readonly ComparisonRow[] {
  const differs = (...by: readonly ComparedDifference[]) => by.some(difference => differsBy.includes(difference));
  const row = (name: string, isDifferent: boolean, cell: (one: ReadRecord) => string, mono = false): ComparisonRow => ({
    name,
    differs: isDifferent,
    cells: columns.map(one => ({ text: one ? cell(one) : '', mono, sign: 'none' })),
  });
  if (record.record.unreadable) return unreadableRows(columns, row);
  const usual = mostSay(crowd.map(({ value }) => value.shownBy));
  const hasSchemas = columns.some(one => one?.value.schema !== undefined);
  return [
    {
      name: 'Value decodes',
      differs: differs('shape', 'tombstone'),
      cells: columns.map((one, at) => valueCell(one, at === 1 ? usual : null)),
    },
    ...(hasSchemas
      ? [
          row('Schema', differs('schema') || (differs('shape') && record.value.schema === undefined), ({ value }) =>
            schemaOrNone(value.schema),
          ),
        ]
      : []),
    row('First bytes', differs('shape', 'tombstone'), ({ record: { value } }) => firstBytes(value), true),
    row('Headers', differs('headers'), one => someNames(headerNames(one.record)) || 'none'),
    row('Producer', differs('producer'), producerWords),
    row('Size, key', differs('size', 'key'), ({ record: one, key }) => `${formatBytes(one.size)}, ${keyWords(one.key, key)}`),
    row('Time', differs('time'), ({ record: { timestamp } }) => timeWords(timestamp)),
  ];
}

type RowOf = (name: string, differs: boolean, cell: (one: ReadRecord) => string, mono?: boolean) => ComparisonRow;

function unreadableRows(columns: Columns, row: RowOf): readonly ComparisonRow[] {
  return [
    {
      name: 'Batch',
      differs: true,
      cells: columns.map(one => ({
        text: !one ? '' : one.record.unreadable ? 'cannot be read' : 'is read',
        mono: false,
        sign: !one ? 'none' : one.record.unreadable ? 'failed' : 'fits',
      })),
    },
    row('Compression', false, ({ record: { batch } }) => batch.compression),
    row('Record format', false, ({ record: { batch } }) => `v${batch.magic}`),
    row('First bytes', false, ({ record: { value } }) => firstBytes(value), true),
    row('Producer', false, producerWords),
    row('Size', false, ({ record: { size } }) => formatBytes(size)),
  ];
}

/** "JSON, not Avro: first byte is 7B …" where the others are Avro. */
function valueCell(one: ReadRecord | null, usual: Decoded['shownBy'] | null): ComparisonCell {
  if (!one) return { text: '', mono: false, sign: 'none' };
  const { value, record } = one;
  if (record.value === null) return { text: 'tombstone (value is null)', mono: false, sign: usual === null ? 'none' : 'possible' };
  if (value.shownBy === null) return { text: 'empty (0 bytes)', mono: false, sign: usual === null ? 'none' : 'possible' };
  const itself = decodedNote(value).startsWith('broken JSON') ? decodedNote(value) : readingWords(value);
  if (usual === null || usual === value.shownBy) return { text: itself, mono: false, sign: value.shownBy === 'hex' ? 'possible' : 'fits' };
  if (itself.startsWith('broken JSON')) return { text: itself, mono: false, sign: 'failed' };
  const tried = value.attempts.find(({ decoder }) => decoder === usual) ?? value.attempts.find(({ decoder }) => decoder === 'registry');
  const why = tried?.outcome === 'failed' ? `: ${wordAttempt(tried).sentence}` : '';
  return { text: `${itself}, not ${decoderName(usual)}${why}`, mono: false, sign: 'failed' };
}

function firstBytes(value: Uint8Array | null): string {
  if (value === null) return 'none';
  return Array.from(value.subarray(0, 8), byte => byte.toString(16).padStart(2, '0')).join(' ') || 'none';
}

function producerWords({ record }: ReadRecord): string {
  const { producerId, producerEpoch, transactional } = record.batch;
  if (producerId < 0n) return 'none (not idempotent)';
  return `id ${formatCount(producerId)}, epoch ${producerEpoch}${transactional ? ', transactional' : ''}`;
}

function keyWords(key: Uint8Array | null, decoded: Decoded): string {
  if (key === null) return 'no key';
  return key.length === 0 ? 'empty key' : cut(decoded.text, 60);
}

const timeWords = (timestamp: number): string =>
  timestamp < 0 || Number.isNaN(new Date(timestamp).getTime()) ? 'no time' : new Date(timestamp).toISOString();

/** Five names tell what kind of headers they are. */
const someNames = (names: readonly string[]): string =>
  cut(names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${formatCount(names.length - 5)} more` : ''), 200);

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most)}…` : text);
