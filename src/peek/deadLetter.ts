/** Records that a consumer gave up on, as frameworks put them aside: where they came from, and why. Told by their headers alone. */
import type { DeadLetter } from '../model/deadLetter.ts';
import type { KafkaRecord, RecordHeader } from '../model/record.ts';

/** What each framework calls what it says. The first name that a record has counts. */
interface Names {
  readonly framework: DeadLetter['framework'];
  /** A record with one of these is a dead letter. */
  readonly marks: readonly string[];
  readonly topic: readonly string[];
  readonly partition: readonly string[];
  readonly offset: readonly string[];
  readonly groupId: readonly string[];
  /** The cause goes first where a framework wraps whatever the handler threw. */
  readonly exception: readonly string[];
  readonly message: readonly string[];
  readonly stackTrace: readonly string[];
  /** Further facts, by what they are. */
  readonly facts: Readonly<Record<string, string>>;
}

const frameworks: readonly Names[] = [
  // Spring for Apache Kafka, DeadLetterPublishingRecoverer; before 2.8 and in retry topics without `dlt-`.
  {
    framework: 'Spring Kafka',
    marks: ['kafka_dlt-original-topic', 'kafka_dlt-exception-fqcn', 'kafka_original-topic', 'kafka_exception-fqcn'],
    topic: ['kafka_dlt-original-topic', 'kafka_original-topic'],
    partition: ['kafka_dlt-original-partition', 'kafka_original-partition'],
    offset: ['kafka_dlt-original-offset', 'kafka_original-offset'],
    groupId: ['kafka_dlt-original-consumer-group', 'kafka_original-consumer-group'],
    exception: [
      ...['kafka_dlt-exception-cause-fqcn', 'kafka_dlt-key-exception-fqcn', 'kafka_dlt-exception-fqcn'],
      ...['kafka_exception-cause-fqcn', 'kafka_exception-fqcn'],
    ],
    message: ['kafka_dlt-exception-message', 'kafka_dlt-key-exception-message', 'kafka_exception-message'],
    stackTrace: ['kafka_dlt-exception-stacktrace', 'kafka_dlt-key-exception-stacktrace', 'kafka_exception-stacktrace'],
    facts: { attempts: 'retry_topic-attempts' },
  },
  // Spring Cloud Stream, Kafka binder.
  {
    framework: 'Spring Cloud Stream',
    marks: ['x-original-topic', 'x-exception-fqcn'],
    topic: ['x-original-topic'],
    partition: ['x-original-partition'],
    offset: ['x-original-offset'],
    groupId: ['x-failed-consumer-group-name'],
    exception: ['x-exception-fqcn'],
    message: ['x-exception-message'],
    stackTrace: ['x-exception-stacktrace'],
    facts: {},
  },
  // Kafka Connect, errors.deadletterqueue.context.headers.enable (KIP-298).
  {
    framework: 'Kafka Connect',
    marks: ['__connect.errors.topic', '__connect.errors.exception.class.name'],
    topic: ['__connect.errors.topic'],
    partition: ['__connect.errors.partition'],
    offset: ['__connect.errors.offset'],
    groupId: [],
    exception: ['__connect.errors.exception.class.name'],
    message: ['__connect.errors.exception.message'],
    stackTrace: ['__connect.errors.exception.stacktrace'],
    facts: {
      connector: '__connect.errors.connector.name',
      task: '__connect.errors.task.id',
      stage: '__connect.errors.stage',
      class: '__connect.errors.class.name',
    },
  },
  // Kafka Streams, errors.dead.letter.queue.topic.name (KIP-1034).
  {
    framework: 'Kafka Streams',
    marks: ['__streams.errors.exception', '__streams.errors.topic'],
    topic: ['__streams.errors.topic'],
    partition: ['__streams.errors.partition'],
    offset: ['__streams.errors.offset'],
    groupId: [],
    exception: ['__streams.errors.exception'],
    message: ['__streams.errors.message'],
    stackTrace: ['__streams.errors.stacktrace'],
    facts: {},
  },
  // Share groups, errors.deadletterqueue.topic.name (KIP-1191).
  {
    framework: 'a share group',
    marks: ['__dlq.errors.topic'],
    topic: ['__dlq.errors.topic'],
    partition: ['__dlq.errors.partition'],
    offset: ['__dlq.errors.offset'],
    groupId: ['__dlq.errors.group'],
    exception: [],
    message: ['__dlq.errors.message'],
    stackTrace: [],
    facts: { attempts: '__dlq.errors.delivery.count' },
  },
  // SmallRye Reactive Messaging (Quarkus), failure-strategy dead-letter-queue.
  {
    framework: 'SmallRye',
    marks: ['dead-letter-reason', 'dead-letter-exception-class-name', 'dead-letter-topic'],
    topic: ['dead-letter-topic'],
    partition: ['dead-letter-partition'],
    offset: ['dead-letter-offset'],
    groupId: [],
    exception: ['dead-letter-cause-class-name', 'dead-letter-exception-class-name'],
    message: ['dead-letter-cause', 'dead-letter-reason'],
    stackTrace: [],
    facts: {},
  },
];

/** undefined: nothing in its headers says that somebody gave up on it. */
export function deadLetterOf({ headers }: KafkaRecord): DeadLetter | undefined {
  const names = namesIn(headers);
  if (!names) return undefined;
  const text = (wanted: readonly string[]) => textOf(find(headers, wanted)) ?? null;
  const number = (wanted: readonly string[], bytes: 4 | 8) => numberOf(find(headers, wanted), bytes) ?? null;
  return {
    framework: names.framework,
    topic: text(names.topic),
    partition: toIndex(number(names.partition, 4)),
    offset: number(names.offset, 8),
    groupId: text(names.groupId),
    exception: text(names.exception),
    message: text(names.message),
    stackTrace: text(names.stackTrace),
    facts: Object.entries(names.facts).flatMap(([fact, name]) => {
      const value = name === 'retry_topic-attempts' ? numberOf(find(headers, [name]), 4)?.toString() : text([name]);
      return value === null || value === undefined ? [] : [{ fact, value }];
    }),
  };
}

/** The header that tells most of this topic's dead letters, for a column of the table: the exception, or else the message. */
export function columnsOf(record: KafkaRecord): readonly string[] {
  const names = namesIn(record.headers);
  const there = (wanted: readonly string[]) => wanted.find(name => record.headers.some(({ key }) => key === name));
  const told = names && (there(names.exception) ?? there(names.message));
  return told === undefined ? [] : [told];
}

/** One pass over the headers: thousands of records are looked at, most of which are no dead letters. */
function namesIn(headers: readonly RecordHeader[]): Names | undefined {
  for (const { key } of headers) {
    const names = byMark.get(key);
    if (names) return names;
  }
  return undefined;
}

const byMark = new Map(frameworks.flatMap(names => names.marks.map(mark => [mark, names])));

/** Whoever puts a record aside again appends: the last one says why it lies here. */
function find(headers: readonly RecordHeader[], wanted: readonly string[]): Uint8Array | null | undefined {
  for (const name of wanted) {
    const found = headers.findLast(({ key }) => key === name);
    if (found) return found.value;
  }
  return undefined;
}

const utf8 = new TextDecoder();

const textOf = (bytes: Uint8Array | null | undefined): string | undefined => (bytes ? utf8.decode(bytes) : undefined);

/** Spring writes numbers as big-endian integers, the others as text. Four digits as bytes would be partition 825,373,492. */
function numberOf(bytes: Uint8Array | null | undefined, width: 4 | 8): bigint | undefined {
  if (!bytes) return undefined;
  const text = utf8.decode(bytes);
  if (/^-?\d{1,19}$/.test(text)) return BigInt(text);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length !== width) return undefined;
  return width === 4 ? BigInt(view.getInt32(0)) : view.getBigInt64(0);
}

const toIndex = (value: bigint | null): number | null => (value !== null && value >= 0n && value <= 0x7fff_ffffn ? Number(value) : null);
