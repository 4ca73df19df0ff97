/** Following a log live, in words: what came, and what is not shown of it. */
import { partitionName } from '../model/cluster.ts';
import type { Failure } from '../model/failure.ts';
import { formatBytes, formatCount, formatSpan } from '../model/figures.ts';
import type { LookedAt } from '../model/peek.ts';
import { wordLookedAt, type LookedAtWords } from './lookedAtWords.ts';
import type { PeekRequest } from '../model/peek.ts';

export interface Followed {
  /** What was read since following began, the newest records at its beginning included. */
  readonly lookedAt: LookedAt;
  /** Records that were written since then and read. */
  readonly came: number;
  /** Offsets that were not read: more was written than can be followed. */
  readonly skipped: bigint;
  /** Most records that stay in view. */
  readonly most: number;
  /** Partitions that the topic got since following began; they are followed from their beginning. */
  readonly grown: readonly number[];
  /** Why the last question failed, and how long until the next. */
  readonly failing?: { readonly failure: Failure; readonly nextMs: number };
  readonly ended?: boolean;
}

/** `inWords` puts a failure into a sentence (failureWords.ts). */
export function wordFollowing(request: PeekRequest, followed: Followed, inWords: (failure: Failure) => string): LookedAtWords {
  const { lookedAt, came, skipped, most, grown, failing, ended } = followed;
  const { partitions, bytes } = lookedAt;
  const words = wordLookedAt(request, lookedAt, inWords);
  if (lookedAt.failure) return words;
  const [only] = partitions;
  const where =
    only && partitions.length === 1
      ? partitionName({ topic: request.topic, partition: only.partition })
      : `${request.topic}, ${formatCount(partitions.length)} partitions`;
  const arrived = came === 0 ? 'nothing new yet' : `${formatCount(came)} new record${came === 1 ? '' : 's'}`;
  const kept = came > most ? `; the newest ${formatCount(most)} are kept in view` : '';
  const left = skipped === 0n ? '' : ` ${formatCount(skipped)} offsets were skipped: more is written than can be followed.`;
  return {
    lead: ended ? `Followed ${where}:` : `Following ${where}:`,
    rest: `${arrived}${kept}, ${formatBytes(bytes)} read.${left}`,
    notes: [
      ...(failing
        ? [
            {
              severity: 'warning' as const,
              sentence: `${inWords(failing.failure)} Following goes on: asked again in ${formatSpan(failing.nextMs)}.`,
            },
          ]
        : []),
      ...(grown.length === 0 ? [] : [{ severity: 'information' as const, sentence: grownWords(request.topic, grown) }]),
      ...words.notes,
    ],
    details: words.details,
  };
}

function grownWords(topic: string, [first = 0, ...others]: readonly number[]): string {
  if (others.length === 0) return `${partitionName({ topic, partition: first })} is new: followed from its beginning.`;
  return `${formatCount(others.length + 1)} partitions are new, from ${partitionName({ topic, partition: first })} on: followed from their beginning.`;
}
