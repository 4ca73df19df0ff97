import type { Answer } from '../../model/failure.ts';
import type { Failure } from '../../model/failure.ts';
import type { SearchPlace, SearchRequest } from '../../model/search.ts';
import type { ClusterLog } from '../clusterLog.ts';
import { findPlaces } from '../places.ts';
import { Way } from './way.ts';

export interface Ways {
  readonly ways: readonly Way[];
  readonly failures: readonly { readonly topic: string; readonly failure: Failure }[];
}

/** From where to where each partition is searched, within the bounds that its log has now. */
export async function findWays(log: ClusterLog, request: SearchRequest): Promise<Ways> {
  const topics = await Promise.all(
    request.places.map(async place => ({ topic: place.topic, stretches: await stretchesOf(log, request, place) })),
  );
  const ways: Way[] = [];
  for (const { topic, stretches } of topics)
    for (const stretch of stretches.value ?? []) ways.push(new Way({ ...stretch, topic, place: ways.length }));
  return { ways, failures: topics.flatMap(({ topic, stretches: { failure } }) => (failure ? [{ topic, failure }] : [])) };
}

type Stretch = Omit<ConstructorParameters<typeof Way>[0], 'topic' | 'place'>;

async function stretchesOf(
  log: ClusterLog,
  { from, until, isolation }: SearchRequest,
  { topic, partitions }: SearchPlace,
): Promise<Answer<readonly Stretch[]>> {
  const places = await findPlaces(log, { topic, partitions, start: from, isolation, limit: 0, showControlRecords: false });
  if (places.failure) return places;
  const asked = places.value.flatMap(({ partition, ...rest }) => ('failure' in rest ? [] : [{ topic, partition }]));
  const times = new Map(until.kind === 'time' ? (await log.offsetsAtTime(asked, until.at)).map(each => [each.partition, each.at]) : []);
  return {
    value: places.value.map((place): Stretch => {
      const { partition } = place;
      const nowhere = { partition, from: 0n, until: 0n, lastStableOffset: 0n };
      if ('failure' in place) return { ...nowhere, failure: place.failure };
      const at = times.get(partition);
      if (at?.failure) return { ...nowhere, failure: at.failure };
      const wanted = until.kind === 'offset' ? until.offset : (at?.value ?? place.logEndOffset);
      return {
        partition,
        from: place.at,
        until: wanted < place.logEndOffset ? wanted : place.logEndOffset,
        lastStableOffset: place.lastStableOffset ?? 0n,
        ...(place.note ? { note: place.note } : {}),
      };
    }),
  };
}
