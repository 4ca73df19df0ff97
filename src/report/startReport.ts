/** A start forecast for a shell, a ticket and a pipeline: text, Markdown, JSON. The same words everywhere. */
import { partitionName } from '../model/cluster.ts';
import { formatBytes, formatCount } from '../model/figures.ts';
import type { Answer } from '../model/failure.ts';
import type { PolicyKind, StartForecast, StartOutcome, StartRow } from '../model/start.ts';
import { plain, table } from './markdown.ts';
import { startPolicyText } from './startPolicyWords.ts';
import { ageAndTime, utc } from './startRowWords.ts';
import { wordStart, type StartWords } from './startWords.ts';
import { forTerminal } from './terminal.ts';

/** Partitions that are listed, worst first; a group may have thousands. */
const mostRows = 100;

export function startText(forecast: StartForecast): string {
  const words = wordStart(forecast, ageAndTime);
  const cells = tableOf(forecast, words).map(row => row.map(forTerminal));
  const widths = heads(words).map((head, column) => Math.max(head.length, ...cells.map(row => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return (
    [
      forTerminal(words.headline),
      ...(words.sentence === '' ? [] : [forTerminal(words.sentence)]),
      ...(cells.length === 0 ? [] : [[line(heads(words)), ...cells.map(line), ...leftOut(forecast)].join('\n')]),
      ...(words.notes.length === 0
        ? []
        : [
            words.notes.map(({ title, text, source }) => forTerminal(`${title}: ${text}${source === '' ? '' : ` [${source}]`}`)).join('\n'),
          ]),
      forTerminal(footer(forecast)),
    ].join('\n\n') + '\n'
  );
}

export function startMarkdown(forecast: StartForecast): string {
  const words = wordStart(forecast, ageAndTime);
  const rows = tableOf(forecast, words);
  return (
    [
      `# ${plain(words.headline)}`,
      ...(words.sentence === '' ? [] : [plain(words.sentence)]),
      ...(rows.length === 0 ? [] : [table(heads(words), rows), ...leftOut(forecast)]),
      ...(words.notes.length === 0
        ? []
        : [
            words.notes
              .map(({ title, text, source }) => `- **${plain(title)}** ${plain(text)}${source === '' ? '' : ` _(${plain(source)})_`}`)
              .join('\n'),
          ]),
      plain(footer(forecast)),
    ].join('\n\n') + '\n'
  );
}

/** Offsets as decimal texts, for JSON's numbers end at 2^53; times as ISO 8601. */
export function startJson(forecast: StartForecast): string {
  const { situation, policy, level, rows, expiry } = forecast;
  const { headline, sentence } = wordStart(forecast, ageAndTime);
  const { group, client } = situation;
  return `${JSON.stringify(
    {
      cluster: situation.clusterName,
      group: {
        id: situation.groupId,
        exists: group.failure ? null : group.value !== null,
        ...(group.value ? { type: group.value.groupType, state: group.value.groupState, members: group.value.members } : {}),
      },
      askedAt: new Date(situation.takenAt).toISOString(),
      level,
      headline,
      sentence,
      policy: policy && startPolicyText(policy, situation),
      policyFrom: client && client.file !== null ? { file: client.file, line: client.line === null ? null : client.line + 1 } : null,
      lost: `${forecast.lost}`,
      totals: Object.fromEntries(
        policyKinds.map(kind => {
          const { partitions, skipped, again, read, stops } = forecast.totals[kind];
          return [kind, { partitions, skipped: `${skipped}`, again: `${again}`, read: `${read}`, stops: stops.map(partitionName) }];
        }),
      ),
      partitions: rows.map(rowJson),
      missingTopics: situation.missingTopics.map(({ topic, failure }) => ({ topic, reason: failure.code ?? failure.kind })),
      commitsExpire: expiry.kind === 'at' ? { kind: 'at', at: new Date(expiry.at).toISOString() } : { kind: expiry.kind },
      relatedGroups: situation.related.map(({ groupId, groupState, commits }) => ({
        ...{ id: groupId, state: groupState },
        commits: commits.map(({ topic, partition, committed }) => ({
          topic,
          partition,
          offset: committed.value ? `${committed.value.offset}` : null,
        })),
      })),
      cost: situation.cost,
    },
    null,
    2,
  )}\n`;
}

const policyKinds: readonly PolicyKind[] = ['earliest', 'latest', 'none', 'by-duration'];

function rowJson({ partition, startCase, lost, outcomes, outcome }: StartRow) {
  const { topic, partition: number, committed, logStartOffset, highWatermark, lastStableOffset, previews } = partition;
  const [preview] = previews;
  return {
    topic,
    partition: number,
    case: startCase,
    committedOffset: committed.value ? `${committed.value.offset}` : null,
    logStartOffset: offsetJson(logStartOffset),
    highWatermark: offsetJson(highWatermark),
    lastStableOffset: offsetJson(lastStableOffset),
    lost: `${lost}`,
    start: outcome && outcomeJson(outcome),
    byPolicy: Object.fromEntries(policyKinds.map(kind => [kind, outcomeJson(outcomes[kind])])),
    next: preview?.record
      ? { offset: `${preview.record.offset}`, timestamp: preview.record.timestamp, looksLike: preview.record.valueLooksLike }
      : null,
  };
}

const offsetJson = ({ value }: Answer<bigint>): string | null => (value === undefined ? null : `${value}`);

function outcomeJson(outcome: StartOutcome): Readonly<Record<string, string>> {
  if (outcome.kind === 'stops') return { kind: 'stops' };
  if (outcome.kind === 'unknown') return { kind: 'unknown', reason: outcome.failure.code ?? outcome.failure.kind };
  const { offset, waiting, skipped, again } = outcome;
  return { kind: 'at', offset: `${offset}`, waiting: `${waiting}`, skipped: `${skipped}`, again: `${again}` };
}

const heads = ({ yours, other }: StartWords): readonly string[] => [
  'Partition',
  'State',
  'Committed',
  'Log start',
  'Log end',
  yours,
  other,
];

function tableOf({ rows }: StartForecast, words: StartWords): readonly (readonly string[])[] {
  return rows.slice(0, mostRows).map(({ partition: { committed, logStartOffset, highWatermark } }, at) => {
    const row = words.rows[at];
    return [
      row?.name ?? '',
      row?.stateWord ?? '',
      committed.failure ? 'unknown' : committed.value ? formatCount(committed.value.offset) : 'none',
      offsetText(logStartOffset),
      offsetText(highWatermark),
      told(row?.yours),
      told(row?.other),
    ];
  });
}

const told = (cell: { readonly line: string; readonly small: string } | undefined): string =>
  [cell?.line, cell?.small].filter(words => words !== undefined && words !== '').join('; ');

const offsetText = ({ value }: Answer<bigint>): string => (value === undefined ? 'unknown' : formatCount(value));

const leftOut = ({ rows }: StartForecast): readonly string[] =>
  rows.length > mostRows ? [`${formatCount(rows.length - mostRows)} more partitions, of which nothing worse is to be said.`] : [];

const footer = ({ situation: { clusterName, takenAt, cost } }: StartForecast): string =>
  `Cluster ${clusterName}, ${utc(takenAt)}: ${formatCount(cost.requests)} requests, ${formatBytes(cost.bytes)}. No group was joined and nothing was committed. Figures are offsets: transaction markers and records that compaction removed count too.`;
