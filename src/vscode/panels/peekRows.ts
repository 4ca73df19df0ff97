/** Records as the peek page shows them: one line each, or one with everything that is known of it. */
import * as vscode from 'vscode';
import type { TopicDecoding } from '../../decoding/decode.ts';
import { partitionName } from '../../model/cluster.ts';
import { notationOf, type Decoded } from '../../model/decoded.ts';
import { formatBytes, formatCount } from '../../model/figures.ts';
import type { LookedAt, PeekRequest } from '../../model/peek.ts';
import type { KafkaRecord, UnreadableBatch } from '../../model/record.ts';
import { toDecimal } from '../../webviewProtocol/guards.ts';
import type { PeekContent, PeekContentDetails, PeekDetails, PeekMarker, PeekRow } from '../../webviewProtocol/peek.ts';
import type { Kafka } from '../clusters/clusters.ts';
import { deadLetterDetails } from './peekDeadLetters.ts';

export function rowOf(
  kafka: Kafka,
  id: number,
  record: KafkaRecord,
  lastStableOffset: bigint | undefined,
  decoding: TopicDecoding,
): PeekRow {
  const { partition, offset, timestamp, timestampType, headers, size, control, aborted } = record;
  if (record.unreadable) return unreadableRow(kafka, id, record, record.unreadable);
  const hidden = lastStableOffset !== undefined && offset >= lastStableOffset;
  const glancing = { ...decoding, glance: true }; // a row shows 300 characters, of 50 MB too
  return {
    id,
    partition,
    offset: toDecimal(offset),
    timestamp,
    timestampType,
    key: control ? { kind: 'control', text: '', note: '' } : contentOf(kafka, kafka.decodePart(record, 'key', glancing)),
    value: control
      ? { kind: 'control', text: markerWords(record), note: vscode.l10n.t('control record') }
      : contentOf(kafka, kafka.decodePart(record, 'value', glancing)),
    headers: headers.length,
    ...(kafka.traceIdsOf(record).length > 0 ? { hasTrace: true } : {}),
    size,
    mark: control ? 'control' : aborted ? 'aborted' : hidden ? 'not-yet-visible' : 'none',
  };
}

/** Why the whole batch cannot be read, where its records would stand. */
function unreadableRow(kafka: Kafka, id: number, record: KafkaRecord, { last, failure }: UnreadableBatch): PeekRow {
  const { partition, offset, timestamp, timestampType, size } = record;
  const text = kafka.describeFailure(failure);
  return {
    ...{ id, partition, offset: toDecimal(offset), timestamp, timestampType, headers: 0, size, mark: 'unreadable' },
    key: { kind: 'unreadable', text: '', note: '' },
    value: { kind: 'unreadable', text: unreadableWords(offset, last), note: `${text.what}. ${text.why}` },
  };
}

const unreadableWords = (first: bigint, last: bigint): string =>
  first === last
    ? vscode.l10n.t('the batch of offset {0} cannot be read', formatCount(first))
    : vscode.l10n.t('offsets {0} – {1} cannot be read', formatCount(first), formatCount(last));

/** Where the group reads on, a line for each partition that it has a commit for. */
export function markersOf({ topic, start }: PeekRequest, { partitions }: LookedAt): readonly PeekMarker[] {
  if (start.kind !== 'committed') return [];
  const { groupId } = start;
  const found = partitions.flatMap(({ partition, committedOffset: offset, from, to, note }) =>
    offset === undefined || offset === null || from === to ? [] : [{ partition, offset, note }],
  );
  return found.map(({ partition, offset, note }): PeekMarker => {
    const name = partitionName({ topic, partition });
    const figure = formatCount(offset);
    const words =
      note === 'at-end'
        ? vscode.l10n.t('{0} has read all of {1}: committed {2}, the log end', groupId, name, figure)
        : note === 'beyond-end'
          ? vscode.l10n.t('{0} committed {1} for {2}, beyond its end', groupId, figure, name)
          : found.length === 1
            ? vscode.l10n.t('{0} reads on here: committed {1}', groupId, figure)
            : vscode.l10n.t('{0} reads on here in {1}: committed {2}', groupId, name, figure);
    return { partition, offset: toDecimal(offset), words, tone: note === 'deleted' || note === 'beyond-end' ? 'warning' : 'information' };
  });
}

export function detailsOf(kafka: Kafka, record: KafkaRecord, decoding: TopicDecoding): PeekDetails {
  const { batch } = record;
  const value = partDetails(kafka, record, 'value', decoding);
  return {
    title: vscode.l10n.t('{0} of {1}', formatCount(record.offset), partitionName(record)),
    facts: [
      formatBytes(record.size),
      batch.producerId < 0n ? vscode.l10n.t('no producer id') : vscode.l10n.t('producer {0}', formatCount(batch.producerId)),
      ...(batch.transactional ? [vscode.l10n.t('transactional')] : []),
      ...(record.aborted ? [vscode.l10n.t('aborted')] : []),
      vscode.l10n.t('leader epoch {0}', batch.leaderEpoch),
    ],
    value: record.unreadable
      ? {
          ...value,
          kind: 'unreadable',
          text: kafka.failureSentence(record.unreadable.failure),
          words: unreadableWords(record.offset, record.unreadable.last),
          attempts: [],
        }
      : record.control
        ? { ...value, kind: 'control', text: markerWords(record), words: vscode.l10n.t('control record') }
        : value,
    key: partDetails(kafka, record, 'key', decoding),
    headers: record.headers.slice(0, mostHeaders).map(header => ({
      name: header.key,
      value: contentDetails(kafka, kafka.decode(header.value, { part: 'header' }), header.value, 'header'),
    })),
    batch: batchFacts(record),
    deadLetter: deadLetterDetails(kafka, record),
  };
}

/** Key or value, cut to what a line of the table can show. */
function contentOf(kafka: Kafka, decoded: Decoded): PeekContent {
  const kind = kindOf(decoded);
  const text = kind === 'json' ? kafka.oneLineJson(decoded.text, lineLength) : decoded.text.slice(0, lineLength).replace(/\s+/g, ' ');
  return { kind, text, note: kafka.decodedNote(decoded) };
}

/** Of a large content the beginning is looked at: all of it is read where somebody asks for more. */
function partDetails(kafka: Kafka, record: KafkaRecord, part: 'key' | 'value', decoding: TopicDecoding): PeekContentDetails {
  const glance = (record[part]?.length ?? 0) > kafka.largeFrom;
  const decoded = kafka.decodePart(record, part, glance ? { ...decoding, glance } : decoding);
  return contentDetails(kafka, decoded, record[part], part, glance);
}

function contentDetails(
  kafka: Kafka,
  decoded: Decoded,
  bytes: Uint8Array | null,
  what: 'key' | 'value' | 'header',
  isGlance = false,
): PeekContentDetails {
  const kind = kindOf(decoded);
  const size = bytes?.length ?? 0;
  const whole = kind === 'json' ? kafka.prettyJson(decoded.text) : kind === 'hex' || kind === 'registry' ? '' : decoded.text;
  return {
    kind,
    text: whole.slice(0, mostCharacters),
    goesOn: whole !== '' && (isGlance || whole.length > mostCharacters),
    words: kafka.decodedWords(decoded, bytes, what),
    cut: [
      ...(whole.length > mostCharacters
        ? [vscode.l10n.t('The first {0} characters; the document has all.', formatCount(mostCharacters))]
        : []),
      ...(size > mostHexBytes ? [vscode.l10n.t('The first {0} bytes in hex.', formatCount(mostHexBytes))] : []),
    ].join(' '),
    attempts: decoded.attempts
      .filter(({ decoder }) => decoder !== 'hex')
      .map(attempt => ({ ...kafka.wordAttempt(attempt), outcome: attempt.outcome })),
    hex: bytes ? kafka.hexRows(bytes, 8, mostHexBytes) : [],
  };
}

function batchFacts({ batch, timestampType, headers }: KafkaRecord): PeekDetails['batch'] {
  const { baseOffset, lastOffset, magic, compression, producerId, producerEpoch, transactional, leaderEpoch } = batch;
  const facts: readonly (readonly [string, string])[] = [
    [vscode.l10n.t('Offsets of the batch'), `${formatCount(baseOffset)} – ${formatCount(lastOffset)}`],
    [vscode.l10n.t('Compression'), compression],
    [
      vscode.l10n.t('Producer id'),
      producerId < 0n ? vscode.l10n.t('none (neither idempotent nor transactional)') : formatCount(producerId),
    ],
    [vscode.l10n.t('Producer epoch'), producerEpoch < 0 ? vscode.l10n.t('none') : String(producerEpoch)],
    [vscode.l10n.t('Transactional'), transactional ? vscode.l10n.t('yes') : vscode.l10n.t('no')],
    [vscode.l10n.t('Leader epoch'), String(leaderEpoch)],
    [
      vscode.l10n.t('Timestamp'),
      timestampType === 'CreateTime' ? vscode.l10n.t('CreateTime, by the producer') : vscode.l10n.t('LogAppendTime, by the broker'),
    ],
    [vscode.l10n.t('Record format'), `v${magic}`],
    ...(headers.length > mostHeaders
      ? [[vscode.l10n.t('Headers'), vscode.l10n.t('{0}, the first {1} are shown', formatCount(headers.length), mostHeaders)] as const]
      : []),
  ];
  return facts.map(([name, value]) => ({ name, value }));
}

function markerWords({ control, batch }: KafkaRecord): string {
  const producer = formatCount(batch.producerId);
  if (control === 'commit') return vscode.l10n.t('commit marker of producer {0}', producer);
  return control === 'abort' ? vscode.l10n.t('abort marker of producer {0}', producer) : vscode.l10n.t('control record of another kind');
}

/** Pages draw by what is written, whichever decoder wrote it; `integer` is only perhaps one, `registry` could not be read. */
function kindOf(decoded: Decoded): PeekContent['kind'] {
  const { shape, shownBy } = decoded;
  if (shape === 'null' || shape === 'empty') return shape;
  const isPerhaps = decoded.attempts.some(({ decoder, outcome }) => decoder === 'integer' && outcome === 'possible');
  // Bytes that could be read by a schema and are not: a warning, as of others that do not decode.
  if (decoded.attempts.some(({ reason }) => reason.fact === 'schema-missing') && shownBy === 'registry') return 'hex';
  if (shownBy === 'registry' || (shownBy === 'integer' && isPerhaps)) return shownBy;
  return notationOf(decoded) ?? 'empty';
}

/** The widest table on a wide screen shows about 250 characters of a value. */
const lineLength = 300;
/** What a pane can show without a person noticing; the document has everything. */
const mostCharacters = 200_000;
const mostHexBytes = 4_096;
const mostHeaders = 200;
