/** A start forecast as its panel's page gets it. Pure: no editor, no clock. */
import { formatCount } from '../../model/figures.ts';
import type { StartForecast, StartOutcome, StartRow } from '../../model/start.ts';
import { policyName, shownPolicies } from '../../report/startPolicyWords.ts';
import type { StartRowWords } from '../../report/startRowWords.ts';
import type { StartWords } from '../../report/startWords.ts';
import { toDecimal, type Decimal } from '../../webviewProtocol/guards.ts';
import type { StartAnswer, StartRowOnWire, StripOnWire } from '../../webviewProtocol/start.ts';

/** A page with more pictures than this is scrolled by nobody; the worst come first. */
const mostRows = 300;

export function startAnswer(forecast: StartForecast, words: StartWords): StartAnswer {
  const { situation, rows } = forecast;
  const { tone, headline, sentence, place, yours, other, notes } = words;
  return {
    ...{ takenAt: situation.takenAt, cost: situation.cost, about: aboutOf(forecast) },
    ...{ tone, headline, sentence, place, yours, other, notes },
    change: changeOf(forecast),
    needsTopic: rows.length === 0 && situation.missingTopics.length === 0,
    peek: peekOf(forecast),
    rows: rows.slice(0, mostRows).flatMap((row, at) => {
      const worded = words.rows[at];
      return worded ? [rowOnWire(row, worded, forecast)] : [];
    }),
    moreRows: Math.max(0, rows.length - mostRows),
  };
}

function aboutOf({ situation, rows }: StartForecast): readonly string[] {
  const topics = [...new Set(rows.map(({ partition }) => partition.topic))];
  const [only] = topics;
  const { value: group } = situation.group;
  return [
    ...(topics.length === 1 && only !== undefined ? [`topic ${only}`] : topics.length > 1 ? [`${formatCount(topics.length)} topics`] : []),
    ...(group ? [`${group.groupType} group`, group.groupState] : group === null ? ['new group'] : []),
  ];
}

/** Only where the file itself says the policy, and another one would pass over less. */
function changeOf({ policy, situation, totals }: StartForecast): string | null {
  const { client } = situation;
  if (!client || client.line === null || !policy || policy.kind === 'earliest') return null;
  const mine = totals[policy.kind];
  return mine.skipped > 0n || mine.stops.length > 0 ? `Change line ${formatCount(client.line + 1)} to earliest` : null;
}

/** The first record that would be passed over, or else the next one of the partition with most to say. */
function peekOf({ rows }: StartForecast): StartAnswer['peek'] {
  const row = rows.find(({ partition }) => partition.previews[0]?.record);
  const record = row?.partition.previews[0]?.record;
  if (!row || !record) return null;
  const { topic, partition } = row.partition;
  return { topic, partition, label: `Peek at record ${formatCount(record.offset)} of ${topic}-${formatCount(partition)}` };
}

function rowOnWire(row: StartRow, words: StartRowWords, forecast: StartForecast): StartRowOnWire {
  const { topic, partition } = row.partition;
  const { name, state: sign, stateWord, yours, other, label } = words;
  return { ...{ name, topic, partition, sign, stateWord, yours, other, label }, strip: stripOf(row, forecast) };
}

function stripOf(row: StartRow, forecast: StartForecast): StripOnWire | null {
  const { logStartOffset, highWatermark, committed } = row.partition;
  if (row.startCase === 'unknown' || logStartOffset.value === undefined || highWatermark.value === undefined) return null;
  const [mine, beside] = shownPolicies(forecast);
  const goesOn = row.startCase === 'goes-on';
  const unread = goesOn
    ? (committed.value?.offset ?? logStartOffset.value)
    : row.startCase === 'beyond-end'
      ? highWatermark.value
      : logStartOffset.value;
  return {
    ...{ start: toDecimal(logStartOffset.value), end: toDecimal(highWatermark.value), goesOn },
    committed: committed.value ? toDecimal(committed.value.offset) : null,
    yours: placeOf(row.outcomes[mine]),
    other: goesOn ? null : placeOf(row.outcomes[beside]),
    yoursWord: goesOn ? 'goes on' : policyName(mine, forecast),
    otherWord: policyName(beside, forecast),
    unreadFrom: toDecimal(unread),
  };
}

const placeOf = (outcome: StartOutcome): Decimal | null => (outcome.kind === 'at' ? toDecimal(outcome.offset) : null);
