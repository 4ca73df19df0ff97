/** Dead letters in words: what they are, which exceptions stand among them, and how their topic grows. */
import { countByException, shortException, type DeadLetter, type DeadLetterGrowth } from '../model/deadLetter.ts';
import { formatCount, formatRateFigure } from '../model/figures.ts';
import { listed, records } from './counting.ts';

export interface DeadLettersWords {
  /** "Dead letters of Spring Kafka, from payments and refunds, given up on by payment-service:" */
  readonly lead: string;
  /** Most often first: "132 of 150: DeserializationException". `exception` is the whole name, to be looked for; null: none is named. */
  readonly counts: readonly { readonly words: string; readonly exception: string | null }[];
}

/** null where none of the records is one. @param all how many records were looked at. */
export function wordDeadLetters(letters: readonly DeadLetter[], all: number): DeadLettersWords | null {
  if (letters.length === 0) return null;
  const distinct = (of: (letter: DeadLetter) => string | null) => [...new Set(letters.map(of))].filter(one => one !== null).sort();
  const topics = distinct(({ topic }) => topic);
  const groups = distinct(({ groupId }) => groupId);
  const frameworks = distinct(({ framework }) => framework);
  return {
    lead: [
      `Dead letters of ${listed(frameworks)}`,
      ...(topics.length > 0 ? [`from ${listed(topics)}`] : []),
      ...(groups.length > 0 ? [`given up on by ${listed(groups)}`] : []),
    ].join(', '),
    counts: countByException(letters).map(({ exception, records: count }) => ({
      words: `${formatCount(count)} of ${formatCount(all)}: ${exception === null ? 'no exception named' : shortException(exception)}`,
      exception,
    })),
  };
}

/** "3 arrived in the last hour, 41 in the last day (1.71 an hour), 130 in the last 7 days, by their timestamps (ListOffsets)." */
export function wordGrowth({ spans }: DeadLetterGrowth): string {
  if (spans.every(({ arrived }) => arrived === 0n)) return 'None arrived in the last 7 days, by their timestamps (ListOffsets).';
  const clauses = spans.map(({ ms, arrived, atLeast }, index) => {
    const hours = ms / 3_600_000;
    const span = hours === 1 ? 'the last hour' : hours === 24 ? 'the last day' : `the last ${formatCount(hours / 24)} days`;
    const rate = hours === 1 || arrived === 0n ? '' : ` (${formatRateFigure(Number(arrived) / hours)} an hour)`;
    return `${atLeast ? 'at least ' : ''}${arrived === 0n ? 'none' : index === 0 ? records(arrived) : formatCount(arrived)} in ${span}${rate}`;
  });
  return `Arrived: ${clauses.join(', ')}, by their timestamps (ListOffsets).`;
}

export interface DeadLetterFacts {
  /** "payments-1, offset 25"; empty where the headers do not say. */
  readonly origin: string;
  /** It can be opened: topic, partition and offset are known. */
  readonly canOpen: boolean;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly stackTrace: string;
}

export function wordDeadLetter({
  framework,
  topic,
  partition,
  offset,
  groupId,
  exception,
  message,
  stackTrace,
  facts,
}: DeadLetter): DeadLetterFacts {
  const place = topic === null ? '' : partition === null ? topic : `${topic}-${partition}`;
  const fact = (name: string, value: string | null) => (value === null || value === '' ? [] : [{ name, value }]);
  return {
    origin: place === '' ? '' : offset === null ? place : `${place}, offset ${formatCount(offset)}`,
    canOpen: topic !== null && partition !== null && offset !== null,
    facts: [
      ...fact('Put aside by', framework),
      ...fact('Group', groupId),
      ...fact('Exception', exception),
      ...fact('Message', message),
      ...facts.flatMap(({ fact: name, value }) => fact(factNames[name] ?? name, value)),
    ],
    stackTrace: stackTrace ?? '',
  };
}

const factNames: Readonly<Record<string, string>> = {
  attempts: 'Attempts',
  connector: 'Connector',
  task: 'Task',
  stage: 'Stage',
  class: 'Class',
};
