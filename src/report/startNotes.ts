/** What stands under a forecast: what each other policy would do, what a new group.id would do, when commits are forgotten. */
import { partitionName } from '../model/cluster.ts';
import { formatCount, formatSpan } from '../model/figures.ts';
import type { PolicyKind, StartForecast } from '../model/start.ts';
import { counted, listed, records } from './counting.ts';
import { failureSentence } from './failureWords.ts';
import { policyName, shownPolicies } from './startPolicyWords.ts';
import type { Dating } from './startRowWords.ts';

export interface StartNote {
  readonly title: string;
  readonly text: string;
  /** Where it is known from; empty where the table above shows it. */
  readonly source: string;
}

export function startNotes(forecast: StartForecast, dating: Dating): readonly StartNote[] {
  return [
    ...relatedNote(forecast),
    ...policyNotes(forecast),
    ...newGroupNote(forecast),
    ...expiryNote(forecast, dating),
    ...truthNotes(forecast),
  ];
}

/** A group that was renamed looks like a new one. */
function relatedNote({ situation: { related } }: StartForecast): readonly StartNote[] {
  if (related.length === 0) return [];
  const told = related.slice(0, 3).map(({ groupId, groupState, commits }) => {
    const [first] = commits;
    const sample = first?.committed.value ? `, ${partitionName(first)} at ${formatCount(first.committed.value.offset)}` : '';
    return `${groupId} (${groupState}) has ${counted(commits.length, 'commit', 'commits')} there${sample}`;
  });
  const more = related.length > 3 ? `; ${formatCount(related.length - 3)} more have some` : '';
  return [
    {
      title: 'Under another name?',
      text: `${told.join('; ')}${more}. Commits belong to a group.id: a new one does not take them along.`,
      source: 'ListGroups, OffsetFetch',
    },
  ];
}

/** The policies that have no column of their own. */
function policyNotes(forecast: StartForecast): readonly StartNote[] {
  const { situation, totals } = forecast;
  if (totals.latest.partitions === 0) return [];
  const shown = shownPolicies(forecast);
  // A share group knows no none; how it words the rest is the group's.
  const kinds: readonly PolicyKind[] = situation.shareReset ? ['by-duration'] : ['none', 'by-duration', 'latest'];
  return kinds
    .filter(kind => !shown.includes(kind))
    .map(kind => ({
      title: `With ${policyName(kind, forecast)}`,
      text: policyText(forecast, kind),
      source: kind === 'by-duration' ? 'ListOffsets' : '',
    }));
}

function policyText({ totals, situation }: StartForecast, kind: PolicyKind): string {
  const { partitions, skipped, read, stops } = totals[kind];
  const those = partitions === 1 ? 'that one' : `those ${formatCount(partitions)}`;
  const start = partitions === 1 ? 'starts' : 'start';
  if (kind === 'none') return `the client stops with an error at ${listed(stops.map(partitionName))}.`;
  if (kind === 'latest') return `${those} ${start} at the end, skipping ${records(skipped)}.`;
  const who = situation.shareReset ? '' : ' (Java clients since 4.0)';
  if (read === 0n)
    return `${those} ${start} at the end${who}: no record is that young, ${records(skipped)} ${skipped === 1n ? 'is' : 'are'} skipped.`;
  return `${those} ${start} with the first record of the last ${formatSpan(situation.durationMs)}${who}, skipping ${records(skipped)} and reading ${formatCount(read)}.`;
}

function newGroupNote({ isNew, asNew, situation }: StartForecast): readonly StartNote[] {
  if (isNew || asNew.records === 0n || situation.shareReset) return [];
  return [
    {
      title: 'With a new group.id',
      text: `there is no commit anywhere: latest skips all ${records(asNew.records)} that the log holds, earliest reads them.`,
      source: '',
    },
  ];
}

function expiryNote({ expiry, situation }: StartForecast, dating: Dating): readonly StartNote[] {
  const title = 'Commits expire';
  const retention = 'offsets.retention.minutes from DescribeConfigs';
  switch (expiry.kind) {
    case 'none':
      return [];
    case 'kept':
      return [
        {
          title,
          text: `${formatSpan(expiry.retentionMs)} after the last member has left; as long as somebody reads, they are kept.`,
          source: retention,
        },
      ];
    case 'counting':
      return [
        {
          title,
          text: `${formatSpan(expiry.retentionMs)} after the group became empty. It is empty, and since when could not be seen.`,
          source: retention,
        },
      ];
    case 'at': {
      const { at, basis, since, retentionMs } = expiry;
      const from = basis === 'empty' ? 'after the last member left' : 'after the oldest of them was committed';
      const left = at - situation.takenAt;
      const soon = left <= 0 ? 'at any moment now' : `in ${formatSpan(left)}`;
      return [
        {
          title,
          text: `${soon}: ${formatSpan(retentionMs)} ${from} (${dating(since, situation.takenAt)}). Then auto.offset.reset decides everywhere.`,
          source: `${retention}, ${basis === 'empty' ? 'the state change' : 'the commit'} from __consumer_offsets`,
        },
      ];
    }
    case 'unknown':
      // What hides the group itself is said above already.
      return situation.group.failure ? [] : [{ title, text: failureSentence(expiry.failure), source: '' }];
  }
}

/** What a figure does not say by itself. */
function truthNotes(forecast: StartForecast): readonly StartNote[] {
  const { situation, rows, policy, totals } = forecast;
  const startsAtEnd = policy?.kind === 'latest' || policy === null;
  const hidden = rows.filter(
    ({ partition: { lastStableOffset, highWatermark } }) =>
      lastStableOffset.value !== undefined && highWatermark.value !== undefined && lastStableOffset.value < highWatermark.value,
  );
  const others = situation.client?.others ?? [];
  const isOutOfRange = rows.some(({ startCase }) => startCase === 'below-start' || startCase === 'beyond-end');
  const goesOn = rows.some(({ startCase, outcome }) => startCase === 'goes-on' && outcome?.kind === 'at' && outcome.waiting > 0n);
  return [
    ...(goesOn && !situation.shareReset
      ? [{ title: 'At a commit', text: 'what the client has done since it last committed is done once more.', source: '' }]
      : []),
    ...(isOutOfRange && situation.client?.library !== 'librdkafka'
      ? [
          {
            title: 'Out of range',
            text: 'is decided by the policy too; Sarama’s ResetInvalidOffsets, on by default, goes to its initial offset.',
            source: '',
          },
        ]
      : []),
    ...(others.length > 0
      ? [
          {
            title: 'Other files of this group',
            text: `${listed(others.map(({ file, line, written }) => `${line === null ? file : `${file}:${formatCount(line + 1)}`} says ${written}`))}: each client goes by its own.`,
            source: '',
          },
        ]
      : []),
    ...(startsAtEnd && totals.latest.partitions > 0
      ? [
          {
            title: 'With latest',
            text: 'the end is where the log ends when the client first asks: what arrives until then is skipped too.',
            source: '',
          },
        ]
      : []),
    ...(situation.client === null && !situation.shareReset && totals.latest.partitions > 0
      ? [
          {
            title: 'Other spellings',
            text: 'librdkafka’s smallest and beginning are earliest, largest and end are latest, error is none; kafkajs has fromBeginning: true is earliest, false, its default, is latest; Sarama’s OffsetOldest is earliest, OffsetNewest, its default, latest. Kafka Streams’ default is earliest.',
            source: '',
          },
        ]
      : []),
    ...(hidden.length > 0
      ? [
          {
            title: 'Open transactions',
            text: `hold the end of ${counted(hidden.length, 'partition', 'partitions')} (${listed(hidden.map(({ partition }) => partitionName(partition)))}) back for clients that read committed records, as librdkafka and kafkajs do by default: their latest is the last stable offset.`,
            source: 'ListOffsets',
          },
        ]
      : []),
  ];
}
