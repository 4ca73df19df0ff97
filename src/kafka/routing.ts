import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, type Failure, FailureError, failureOf, known, unknown } from '../model/failure.ts';
import type { AskOptions } from './connection/cluster.ts';
import { grouped } from './grouped.ts';
import { letOthersRun } from './letOthersRun.ts';
import { isRetriable } from './protocol/errorCodes.ts';

/** What every question takes: `signal` abandons it, which rejects with a Failure of kind 'cancelled'. */
export interface Options {
  readonly signal?: AbortSignal;
}

/** The broker that has to be asked, by its id; 'any' where every broker knows the answer. */
export type Node = number | 'any';

/** How many items are asked: each of the broker that has it, many in one request. */
export interface Route<Item, Value> {
  /** The broker that each item has to be asked of, or why there is none. `fresh`: what is remembered was wrong. */
  locate(items: readonly Item[], fresh: boolean): Promise<readonly Answer<Node>[]>;
  /** One request to one broker: an answer per item, in their order. */
  ask(items: readonly Item[], node: Node): Promise<readonly Answer<Value>[]>;
  /** Most items in one request. */
  readonly most: number;
}

export interface Asked<Item, Value> {
  readonly item: Item;
  readonly answer: Answer<Value>;
}

/**
 * Asks about many items, each of its own broker, and answers each, in their order. What Kafka calls retriable, and what a
 * broker that cannot be reached left open, is located anew and asked again up to twice, after 0.1 and 0.4 s; a broker
 * that cannot be reached costs its own items only, unless others have taken them over. An item that has no broker is final.
 * @throws FailureError when the items cannot be located at all, or the question is cancelled.
 */
export async function askEach<Item, Value>(
  items: readonly Item[],
  route: Route<Item, Value>,
  { signal }: Options = {},
): Promise<readonly Asked<Item, Value>[]> {
  // All fields from the start: there may be thousands, and most questions are asked by code that V8 has not optimised yet.
  const slots = items.map((item): Slot<Item, Value> => ({ item, node: undefined, answer: undefined }));
  let open: readonly Slot<Item, Value>[] = slots;
  for (let round = 0; open.length > 0; round++) {
    const locations = await located(open, route, round > 0);
    const asking = open.filter((slot, index) => {
      const location = locations && (locations[index] ?? noAnswer);
      if (location === undefined) return false;
      if (location.failure) {
        slot.answer = location;
        return false;
      }
      // The same broker that could not be reached a moment ago is not waited for again.
      if (slot.answer?.failure && isOutOfReach(slot.answer.failure) && slot.node === location.value) return false;
      slot.node = location.value;
      return true;
    });

    const requests = [...grouped(asking, ({ node }) => node)].flatMap(([node = 'any', all]) =>
      chunks(all, route.most).map(part => ({ node, part })),
    );
    await inParallel(requests, ({ node, part }) => answer(part, route, node, signal ? { signal } : {}));

    open = asking.filter(mayChange);
    const delay = delaysMs[round];
    if (delay === undefined || open.length === 0) break;
    await waitFor(delay, signal);
  }
  return slots.map(({ item, answer: given }) => ({ item, answer: given ?? noAnswer }));
}

/** The options of one request to this broker. */
export const atNode = (node: Node, options: Options): AskOptions => (node === 'any' ? options : { ...options, broker: node });

/** The route of a question that any broker can answer. */
export const toAnyBroker = <Item, Value>(ask: Route<Item, Value>['ask'], most: number): Route<Item, Value> => ({
  locate: items => Promise.resolve(items.map(() => known('any'))),
  ask,
  most,
});

/** Runs the work of all items, at most `limit` at a time, and gives the results in their order. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
  limit = 16,
): Promise<readonly Result[]> {
  const results = new Array<Result>(items.length);
  const left = items.entries();
  const lane = async () => {
    for (const [index, item] of left) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
  return results;
}

export function chunks<Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, index) => items.slice(index * most, (index + 1) * most));
}

/** The Failure of one part of a question. A cancelled question has no parts: it fails as a whole. */
export function failureOfPart(thrown: unknown): Failure {
  const failure = failureOf(thrown);
  if (failure.kind === 'cancelled') throw thrown;
  return failure;
}

/** Waits before another try: long enough for an election to end, short enough for a person who waits. */
const delaysMs: readonly number[] = [100, 400];

async function waitFor(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await pause(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    throw new FailureError(failureOf(error));
  }
}

const isOutOfReach = ({ kind }: Failure): boolean => kind === 'unreachable' || kind === 'silent' || kind === 'name-not-found';

/** "Not found" is retriable to Kafka since metadata may be behind; what any broker could have told is not asked twice. */
function mayChange({ node, answer: given }: Slot<unknown, unknown>): boolean {
  const failure = given?.failure;
  if (failure === undefined || (failure.kind === 'not-found' && node === 'any')) return false;
  return isOutOfReach(failure) || isRetriable(failure.code);
}

/** An item on its way: who was asked last, and what the answer was. */
interface Slot<Item, Value> {
  readonly item: Item;
  node: Node | undefined;
  answer: Answer<Value> | undefined;
}

const noAnswer = unknown({ kind: 'unreadable', code: 'MISSING_IN_ANSWER' });

/** In their order. In a later round there are answers to fall back to: they stand if locating anew fails, which is undefined. */
async function located<Item, Value>(
  open: readonly Slot<Item, Value>[],
  { locate }: Pick<Route<Item, Value>, 'locate'>,
  again: boolean,
): Promise<readonly Answer<Node>[] | undefined> {
  try {
    return await locate(
      open.map(({ item }) => item),
      again,
    );
  } catch (error) {
    const failure = failureOfPart(error);
    if (again) return undefined;
    throw new FailureError(failure);
  }
}

/** One request: its answers, or its failure, for every item in it. */
async function answer<Item, Value>(
  part: readonly Slot<Item, Value>[],
  { ask }: Pick<Route<Item, Value>, 'ask'>,
  node: Node,
  options: Options,
): Promise<void> {
  try {
    // Hundreds of names are put into a request in a millisecond or two, and there may be many requests: each waits for its turn.
    // All wake up from the same wait, so each looks again whether those before it have left time.
    for (let others = letOthersRun(options); others; others = letOthersRun(options)) await others;
    const answers = await ask(
      part.map(({ item }) => item),
      node,
    );
    part.forEach((slot, index) => (slot.answer = answers[index] ?? noAnswer));
  } catch (error) {
    const failure = failureOfPart(error);
    for (const slot of part) slot.answer = { failure };
  }
}
