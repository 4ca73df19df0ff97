/** A judged sample of a group as the lag panel's page gets it. Pure: no editor, no clock. */
import { partitionName } from '../../model/cluster.ts';
import type { Group, Member } from '../../model/group.ts';
import { lagOf, type Lag } from '../../model/lag.ts';
import type { LagHistory } from '../../model/lagHistory.ts';
import type { GroupSample } from '../../model/sample.ts';
import type { Steps } from '../../model/steps.ts';
import { ratesLately, type Rates } from '../../model/lately.ts';
import type { JudgedTrend } from '../../model/trend.ts';
import { toDecimal } from '../../webviewProtocol/guards.ts';
import type { GroupChange, HistoryOnWire } from '../../webviewProtocol/history.ts';
import type { LagBeat, LagVerdict } from '../../webviewProtocol/lag.ts';
import { lagRows, type RowWords } from './lagRows.ts';
import { membersOnWire } from './partitionRows.ts';

/** What is told besides the trend: the words that the report has for it, and rates of lately. */
export interface BeatWords extends RowWords {
  readonly lately: Rates;
  readonly verdict: LagVerdict;
}

/** Many rows are looked at in turns with others who need the thread. */
export async function lagBeat(sample: GroupSample, trend: JudgedTrend, words: BeatWords): Promise<LagBeat> {
  const { group } = sample;
  return {
    at: sample.at,
    observedMs: trend.observedMs,
    group: {
      groupType: group.groupType,
      groupState: group.groupState,
      topics: topicsOf(sample),
      members: membersOnWire(group.members),
      membersUnknown: group.failure ? words.reasonOf(group.failure).what : null,
    },
    rows: await lagRows(sample, trend, words),
    total: { ...trend.total, records: toDecimal(trend.total.records) },
    producedPerSecond: trend.producedPerSecond,
    consumedPerSecond: trend.consumedPerSecond,
    lagPerSecond: trend.lagPerSecond,
    lately: words.lately,
    etaMs: trend.etaMs,
    verdict: words.verdict,
    cost: sample.cost,
  };
}

/** What was seen before, for the pictures; oldest first. In steps: thousands of partitions take longer than a frame. */
export function* replaying(history: LagHistory, samples: readonly GroupSample[]): Steps<void> {
  for (const [index, sample] of samples.entries()) {
    remember(history, sample, ratesLately(samples.slice(0, index + 1)));
    yield;
  }
}

function remember(history: LagHistory, { at, partitions }: GroupSample, rates: Rates): void {
  history.add(
    at,
    rates,
    partitions.map(partitionName),
    Float64Array.from(partitions, offsets => knownRecords(lagOf(offsets))),
  );
}

/** The newest lags, for the pictures. */
export function rememberJudged(history: LagHistory, { at, moments, lags }: JudgedTrend, rates: Rates): void {
  history.add(at, rates, moments.places.names, lags);
}

const knownRecords = (lag: Lag): number => (lag.kind === 'known' ? Number(lag.records) : NaN);

/** At most so many lags cross to a page that opens: 200,000 are 1.5 MB of JSON. */
const mostCells = 200_000;

export function historyOnWire(history: LagHistory, changes: readonly GroupChange[], cells = mostCells): HistoryOnWire {
  const figure = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
  const { names } = history;
  return {
    names,
    points: history.thinned(cells).map(({ at, total, produced, consumed, lags }) => ({
      at,
      total,
      produced,
      consumed,
      lags: names.map((_, column) => figure(lags[column])),
    })),
    changes,
  };
}

function topicsOf({ partitions, group }: GroupSample): readonly string[] {
  const subscribed = group.members.flatMap((member: Member) => member.subscription.value ?? []);
  return [...new Set([...partitions.map(({ topic }) => topic), ...subscribed])].sort();
}

/** A coordinator that knows the group no more answers "Dead", without members. */
export const isGone = (group: Group): boolean => group.groupState === 'Dead' || group.failure?.kind === 'not-found';
