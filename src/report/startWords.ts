/** A start forecast in words: the verdict first, then partition by partition, then what each policy would do. */
import { partitionName } from '../model/cluster.ts';
import { formatCount } from '../model/figures.ts';
import type { PolicyKind, ResetPolicy, StartClient, StartForecast, StartRow } from '../model/start.ts';
import { counted, inWords, listed, records, upper } from './counting.ts';
import { failureSentence } from './failureWords.ts';
import { startNotes, type StartNote } from './startNotes.ts';
import { policyName, shownPolicies } from './startPolicyWords.ts';
import { age, type Dating, wordStartRow, type StartRowWords } from './startRowWords.ts';

export interface StartWords {
  readonly tone: 'error' | 'warning' | 'healthy' | 'partial';
  readonly headline: string;
  readonly sentence: string;
  /** Over the columns: "With latest, from your file", "With earliest". */
  readonly yours: string;
  readonly other: string;
  readonly rows: readonly StartRowWords[];
  readonly notes: readonly StartNote[];
  /** "replay.properties:6", where the sentence names the file; null: it names none. */
  readonly place: string | null;
}

/** `dating`: how moments are said; by default as an age. */
export function wordStart(forecast: StartForecast, dating: Dating = age): StartWords {
  const [mine, beside] = shownPolicies(forecast);
  return {
    ...verdictOf(forecast),
    yours: `With ${policyName(mine, forecast)}${whoseWords(forecast)}`,
    other: `With ${policyName(beside, forecast)}`,
    rows: forecast.rows.map(row => wordStartRow(row, forecast, dating)),
    notes: startNotes(forecast, dating),
    place: placeOf(forecast.situation.client),
  };
}

const placeOf = (client: StartClient | null): string | null =>
  client?.file === undefined || client.file === null
    ? null
    : client.line === null
      ? client.file
      : `${client.file}:${formatCount(client.line + 1)}`;

function whoseWords({ policy, situation: { client, shareReset } }: StartForecast): string {
  if (shareReset) return policy ? ', the group’s own setting' : '';
  if (!client || !policy || client.file === null) return '';
  return client.line === null ? ', the default' : ', from your file';
}

type Verdict = Pick<StartWords, 'tone' | 'headline' | 'sentence'>;

function verdictOf(forecast: StartForecast): Verdict {
  const { rows, situation, policy, level } = forecast;
  const { groupId, group, missingTopics } = situation;
  const resets = rows.filter(({ startCase }) => startCase !== 'goes-on' && startCase !== 'unknown');
  if (rows.length === 0) return { tone: 'partial', ...nothingToTell(forecast) };
  if (level === 'fine') return { tone: 'healthy', headline: fineHeadline(forecast), sentence: fineSentence(forecast, resets) };
  if (level === 'unknown') {
    const names = rows.filter(({ startCase }) => startCase === 'unknown').map(({ partition }) => partitionName(partition));
    const what = names.length > 0 ? listed(names) : missingTopics.length > 0 ? listed(missingTopics.map(({ topic }) => topic)) : groupId;
    return {
      tone: 'partial',
      headline: `Half of an answer: where ${groupId} starts on ${what} is unknown`,
      sentence: whyUnknown(forecast, resets),
    };
  }
  const sentence = `${splitSentence(forecast, resets)} ${policySentence(forecast)}`.trim();
  if (!policy) return { tone: 'warning', headline: undecidedHeadline(forecast, resets), sentence };
  const isNew = forecast.isNew || !group.value;
  const { skipped, again, stops } = totalsOfPolicy(forecast, policy);
  const start = isNew ? 'At its first start' : 'After a restart';
  if (stops.length > 0)
    return { tone: 'error', headline: `${start}, ${groupId} stops with an error at ${listed(stops.map(partitionName))}`, sentence };
  const named = (wanted: (row: StartRow) => boolean): string =>
    listed(resets.filter(wanted).map(({ partition }) => partitionName(partition)));
  const parts = [
    skipped > 0n &&
      `${records(skipped)} on ${named(({ outcome }) => outcome?.kind === 'at' && outcome.skipped > 0n)} ${skipped === 1n ? 'is' : 'are'} skipped`,
    skipped === 0n &&
      again > 0n &&
      `${records(again)} on ${named(({ outcome }) => outcome?.kind === 'at' && outcome.again > 0n)} ${again === 1n ? 'is' : 'are'} read again`,
  ].filter(part => part !== false);
  if (parts.length > 0) return { tone: 'warning', headline: `${start}, ${parts.join('; ')}`, sentence };
  return { tone: 'warning', headline: lostHeadline(forecast, resets), sentence };
}

const totalsOfPolicy = ({ totals }: StartForecast, { kind }: ResetPolicy) => totals[kind];

/** "billing goes on at its commits in 5 of 6 partitions; payments-2 has lost 1,204 records and starts at 171,458" */
function lostHeadline({ situation: { groupId }, rows, lost }: StartForecast, resets: readonly StartRow[]): string {
  const goOn = rows.filter(({ startCase }) => startCase === 'goes-on').length;
  const losing = resets.filter(row => row.lost > 0n || row.cutOff > 0n);
  const [only] = losing;
  const begin =
    goOn > 0 ? `${groupId} goes on at its commits in ${inWords(goOn)} of ${counted(rows.length, 'partition', 'partitions')}; ` : '';
  if (losing.length === 1 && only?.outcome?.kind === 'at') {
    const name = partitionName(only.partition);
    return only.lost > 0n
      ? `${begin}${name} has lost ${records(only.lost)} and starts at ${formatCount(only.outcome.offset)}`
      : `${begin}${name} is committed ${formatCount(only.cutOff)} beyond its end and starts at ${formatCount(only.outcome.offset)}`;
  }
  const names = listed(losing.map(({ partition }) => partitionName(partition)));
  return lost > 0n ? `${begin}${names} have lost ${records(lost)}` : `${begin}the commits of ${names} are beyond the end`;
}

function undecidedHeadline({ situation: { groupId, group }, rows, isNew }: StartForecast, resets: readonly StartRow[]): string {
  if (!group.value && isNew) return `${groupId} is a new group: auto.offset.reset decides where it starts`;
  if (isNew) return `${groupId} has no commits: auto.offset.reset decides where it starts`;
  const lost = resets.reduce((sum, row) => sum + row.lost, 0n);
  const names = listed(resets.map(({ partition }) => partitionName(partition)));
  const have = resets.length === 1 ? 'has' : 'have';
  const also = lost > 0n ? ` and ${have} lost ${records(lost)}` : '';
  return `${names} of ${counted(rows.length, 'partition', 'partitions')} ${have} no usable commit${also}: auto.offset.reset decides`;
}

function fineHeadline({ situation: { groupId, group, shareReset }, rows, isNew, policy }: StartForecast): string {
  const all =
    rows.length === 1
      ? 'its one partition'
      : rows.length === 2
        ? 'both partitions'
        : `all ${counted(rows.length, 'partition', 'partitions')}`;
  const resets = rows.filter(({ startCase }) => startCase !== 'goes-on');
  if (!isNew) {
    const goOn = `${groupId} goes on ${shareReset ? 'where it was' : 'at its commits'} in`;
    if (resets.length === 0) return `${goOn} ${all}`;
    const names = listed(resets.map(({ partition }) => partitionName(partition)));
    const begun = resets.reduce((sum, { outcome }) => (outcome?.kind === 'at' ? sum + outcome.waiting : sum), 0n);
    const some = `${goOn} ${inWords(rows.length - resets.length)} of ${counted(rows.length, 'partition', 'partitions')}`;
    return begun > 0n ? `${some}, and reads all ${records(begun)} on ${names}` : `${some}; nothing is left out on ${names}`;
  }
  const read = rows.reduce((sum, { outcome }) => (outcome?.kind === 'at' ? sum + outcome.waiting : sum), 0n);
  const what = group.value ? `${groupId} has no commits yet and` : `${groupId} is new and`;
  if (read > 0n) return `${what} reads all ${records(read)} of ${all}`;
  return policy ? `${what} starts at the end of ${all}, where nothing is left out` : `${what} starts in ${all}, which hold nothing yet`;
}

function fineSentence(forecast: StartForecast, resets: readonly StartRow[]): string {
  const { situation, rows } = forecast;
  const waiting = rows.reduce(
    (sum, { startCase, outcome }) => (startCase === 'goes-on' && outcome?.kind === 'at' ? sum + outcome.waiting : sum),
    0n,
  );
  const goOn = rows.length - resets.length;
  return [
    goOn > 0 &&
      (waiting > 0n ? `${upper(records(waiting))} ${waiting === 1n ? 'waits' : 'wait'} there, none is skipped.` : 'Nothing waits there.'),
    goOn > 0 && !situation.shareReset && 'A commit in the log wins over auto.offset.reset, whatever that says.',
    resets.length > 0 && policySentence(forecast),
  ]
    .filter(part => part !== false)
    .join(' ');
}

/** "Three partitions go on at their commit. The other three have no usable commit." */
function splitSentence({ rows, situation }: StartForecast, resets: readonly StartRow[]): string {
  const unknown = rows.filter(({ startCase }) => startCase === 'unknown').length;
  const goOn = rows.length - resets.length - unknown;
  const commits = situation.shareReset ? 'start offset' : 'commit';
  const also = unknown > 0 ? ` Of ${counted(unknown, 'partition', 'partitions')} it is unknown.` : '';
  if (goOn === 0)
    return `${resets.length === 1 ? 'Its one partition has' : `None of its ${counted(rows.length, 'partition', 'partitions')} has`} ${resets.length === 1 ? 'no' : 'a'} usable ${commits}.${also}`;
  const left = resets.length === 1 ? 'the other one has' : `the other ${inWords(resets.length)} have`;
  return `${upper(counted(goOn, 'partition goes', 'partitions go'))} on at ${goOn === 1 ? 'its' : 'their'} ${commits}; ${left} no usable one.${also}`;
}

const doings: Readonly<Record<PolicyKind, string>> = {
  earliest: 'begins with the first record that is left in the log',
  latest: 'jumps to the end',
  none: 'lets the client stop with an error',
  'by-duration': 'begins with the first record that is young enough',
};

/** Who decides, what that does, and what the other usual choice would. */
function policySentence(forecast: StartForecast): string {
  const { policy, situation, totals } = forecast;
  const { client, shareReset } = situation;
  if (shareReset)
    return policy
      ? `There the group’s share.auto.offset.reset decides: ${policy.kind}, which ${doings[policy.kind]}.`
      : 'There the group’s share.auto.offset.reset decides, which could not be read.';
  if (!policy) {
    const unread =
      client && client.written !== ''
        ? ` ${client.file ?? 'The setting'} says ${client.written}, which no client understands as it stands.`
        : '';
    return `There auto.offset.reset decides, and nobody says it here:${unread} latest, most clients’ default, skips ${records(totals.latest.skipped)}; earliest reads ${records(totals.earliest.read)}.`;
  }
  const place = placeOf(client);
  const says =
    client?.file === null || !client
      ? `it is ${client?.written ?? policy.kind}`
      : client.line === null
        ? `${client.file} does not set it, so it is ${client.isStreams ? 'Kafka Streams’' : 'the library’s'} default, ${client.written}`
        : `${place ?? ''} says ${client.written}`;
  return `There auto.offset.reset decides: ${says}, which ${doings[policy.kind]}.${instead(forecast, policy)}`;
}

/** "With earliest nothing would be skipped, and 17,204 records would be read again." */
function instead({ totals }: StartForecast, policy: ResetPolicy): string {
  if (policy.kind === 'earliest') return '';
  const mine = totals[policy.kind];
  if (mine.skipped === 0n && mine.stops.length === 0) return '';
  const { again, read } = totals.earliest;
  return ` With earliest nothing would be skipped${again > 0n ? `, and ${records(again)} would be read again` : read > 0n ? `: ${records(read)} would be read` : ''}.`;
}

function whyUnknown({ situation, rows }: StartForecast, resets: readonly StartRow[]): string {
  const failures = [
    ...rows.flatMap(({ outcome, startCase }) => (startCase === 'unknown' && outcome?.kind === 'unknown' ? [outcome.failure] : [])),
    ...situation.missingTopics.map(({ failure }) => failure),
    ...(situation.group.failure ? [situation.group.failure] : []),
  ];
  const [first] = failures;
  const unknown = rows.filter(({ startCase }) => startCase === 'unknown').length;
  const goOn = rows.length - resets.length - unknown;
  const rest = goOn > 0 ? ` ${upper(counted(goOn, 'partition goes', 'partitions go'))} on at ${goOn === 1 ? 'its' : 'their'} commit.` : '';
  return `${first ? failureSentence(first) : ''}${rest}`.trim();
}

function nothingToTell({ situation }: StartForecast): Pick<Verdict, 'headline' | 'sentence'> {
  const { groupId, missingTopics, group } = situation;
  const [missing] = missingTopics;
  if (missing)
    return {
      headline: `Where ${groupId} starts is unknown: ${missing.topic} cannot be asked about`,
      sentence: failureSentence(missing.failure),
    };
  if (group.failure) return { headline: `Where ${groupId} starts is unknown`, sentence: failureSentence(group.failure) };
  return {
    headline: group.value
      ? `${groupId} has neither commits nor a subscription that can be seen`
      : `There is no group ${groupId} on this cluster`,
    sentence: 'Name the topic that it is going to read: then this tells where it starts there.',
  };
}
