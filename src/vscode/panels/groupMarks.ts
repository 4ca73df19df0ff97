/**
 * Who came and went, and what became of the topics, as marks on a lag panel's time axis. Told by the beats that were seen, and, as far as this login may read it,
 * by what the coordinator wrote down: the same timeline as the diagnosis panel draws.
 */
import type { MembershipEvent } from '../../model/membership.ts';
import type { OffsetsLog } from '../../model/offsetsLog.ts';
import type { GroupSample } from '../../model/sample.ts';
import type { GroupChange } from '../../webviewProtocol/history.ts';
import type { Kafka, OpenCluster } from '../clusters/clusters.ts';

/** Marks that are kept; older ones go. */
const mostMarks = 200;
/** Events that marks are made of: the pictures go back two hours at most. */
const longestMs = 2 * 3_600_000;
const mostEvents = 2_000;

export class GroupMarks {
  readonly #groupId: string;
  /** Of earlier sessions there are only the words. */
  #recalled: readonly GroupChange[] = [];
  #seen: readonly MembershipEvent[] = [];
  #topics: readonly GroupChange[] = [];
  #seenSince = Infinity;
  #newest: GroupSample | undefined;
  /** The last one that showed all that the group reads. */
  #whole: GroupSample | undefined;
  #topic: { readonly of: OpenCluster; readonly reader: InstanceType<Kafka['GroupsOffsetsTopic']>; mayRead: boolean } | undefined;
  #log: OffsetsLog | undefined;
  #lookIsDue = true;
  #marks: readonly GroupChange[] = [];

  constructor(groupId: string) {
    this.#groupId = groupId;
  }

  /** Oldest first. Another list whenever there is something new. */
  get marks(): readonly GroupChange[] {
    return this.#marks;
  }

  recall(marks: readonly GroupChange[]): void {
    this.#recalled = marks;
    this.#marks = marks;
  }

  /** These beats, oldest first, follow on those that were told before. */
  sampled(kafka: Kafka, samples: readonly GroupSample[]): void {
    const described = samples.filter(({ group }) => !group.failure);
    const events = kafka.seenEvents(this.#newest ? [this.#newest, ...described] : described);
    const topics = described.filter(kafka.isWhole).flatMap((look): readonly GroupChange[] => {
      const before = this.#whole;
      this.#whole = look;
      return before ? kafka.topicChanges(before, look).map(words => ({ at: look.at, words })) : [];
    });
    this.#seenSince = Math.min(this.#seenSince, described[0]?.at ?? Infinity);
    this.#newest = described.at(-1) ?? this.#newest;
    if (events.length + topics.length === 0) return;
    this.#seen = [...this.#seen, ...events].slice(-mostEvents);
    this.#topics = [...this.#topics, ...topics].slice(-mostMarks);
    this.#lookIsDue ||= events.length > 0;
    this.#word(kafka);
  }

  /** Whoever looks again may have missed something. */
  expectMore(): void {
    this.#lookIsDue = true;
  }

  /**
   * Where there is reason to (somebody has begun to look, or members came or went), reads what the coordinator wrote down since
   * the last time, the end of it at most. What cannot be read is left as it was seen.
   */
  async lookBack(open: OpenCluster, signal: AbortSignal): Promise<void> {
    if (this.#topic?.of !== open) {
      this.#topic = { of: open, reader: new open.kafka.GroupsOffsetsTopic(open.cluster, this.#groupId), mayRead: true };
    }
    const topic = this.#topic;
    if (!this.#lookIsDue || !topic.mayRead || !this.#newest) return;
    this.#lookIsDue = false;
    const { items, missing } = await topic.reader.log(await topic.reader.partition({ signal }), { signal });
    if (signal.aborted) {
      this.#lookIsDue = true;
      return;
    }
    const [log] = items;
    if (log) {
      this.#log = log;
      this.#word(open.kafka);
    } else topic.mayRead = !missing.some(({ reason }) => reason.kind === 'failure' && reason.failure.kind === 'forbidden');
  }

  #word(kafka: Kafka): void {
    const newest = this.#newest;
    if (!newest) return;
    const from = newest.at - longestMs;
    const events = kafka.withLogged(this.#seen, this.#log).filter(({ at }) => at >= from);
    const toldSince = Math.max(from, Math.min(this.#seenSince, this.#log?.since ?? Infinity));
    const told = [...this.#topics, ...kafka.membershipMarks(events.slice(-mostEvents), newest.group.members)];
    const marks = [...this.#recalled.filter(({ at }) => at < toldSince), ...told.sort((a, b) => a.at - b.at)].slice(-mostMarks);
    if (JSON.stringify(marks) !== JSON.stringify(this.#marks)) this.#marks = marks;
  }
}
