import assert from 'node:assert/strict';
import { type Answer, type Failure, FailureError, known, unknown } from '../../../src/model/failure.ts';
import { askEach, inParallel, type Node, type Route } from '../../../src/kafka/routing.ts';

/** A route over tables: who has which item (the second entry once it is located anew), and what each broker says. */
interface Told {
  readonly locations?: Readonly<Record<string, readonly [Node, Node?]>>;
  readonly answer?: (item: string, node: Node, time: number) => Answer<string>;
  readonly most?: number;
}

function routeOf({ locations = {}, answer = (item, node) => known(`${item}@${node}`), most = 100 }: Told) {
  const requests: string[] = [];
  const times = new Map<string, number>();
  const route: Route<string, string> = {
    locate: (items, fresh) =>
      Promise.resolve(
        items.map(item => {
          const [first = 1, later = first] = locations[item] ?? [];
          return known(fresh ? later : first);
        }),
      ),
    ask: (items, node) => {
      requests.push(`${items.join('+')}@${node}`);
      return Promise.resolve(
        items.map(item => {
          const time = (times.get(item) ?? 0) + 1;
          times.set(item, time);
          return answer(item, node, time);
        }),
      );
    },
    most,
  };
  return { route, requests };
}

const values = (asked: readonly { readonly item: string; readonly answer: Answer<string> }[]) =>
  asked.map(({ item, answer }) => `${item}: ${answer.value ?? answer.failure.code ?? answer.failure.kind}`);
const kafka = (code: string): Failure => ({ kind: 'kafka', code });

describe('asking each broker about what it has', () => {
  it('takes one request per broker, and answers in the order of the question', async () => {
    const { route, requests } = routeOf({ locations: { a: [1], b: [2], c: [1] } });
    assert.deepEqual(values(await askEach(['a', 'b', 'c'], route)), ['a: a@1', 'b: b@2', 'c: c@1']);
    assert.deepEqual(requests, ['a+c@1', 'b@2']);
  });

  it('cuts what is too much for one request', async () => {
    const { route, requests } = routeOf({ most: 2 });
    assert.deepEqual(values(await askEach(['a', 'b', 'c'], route)), ['a: a@1', 'b: b@1', 'c: c@1']);
    assert.deepEqual(requests, ['a+b@1', 'c@1']);
  });

  it('follows what has moved, and asks nobody else again', async () => {
    const { route, requests } = routeOf({
      locations: { moved: [1, 2], stays: [1] },
      answer: (item, node) => (item === 'moved' && node === 1 ? unknown(kafka('NOT_COORDINATOR')) : known(`${item}@${node}`)),
    });
    assert.deepEqual(values(await askEach(['moved', 'stays'], route)), ['moved: moved@2', 'stays: stays@1']);
    assert.deepEqual(requests, ['moved+stays@1', 'moved@2']);
  });

  it('asks again while a coordinator loads, and gives up after the third time', async () => {
    const loading = (until: number) =>
      routeOf({ answer: (item, _, time) => (time < until ? unknown(kafka('COORDINATOR_LOAD_IN_PROGRESS')) : known(item)) });
    assert.deepEqual(values(await askEach(['a'], loading(3).route)), ['a: a']);
    const { route, requests } = loading(9);
    assert.deepEqual(values(await askEach(['a'], route)), ['a: COORDINATOR_LOAD_IN_PROGRESS']);
    assert.equal(requests.length, 3);
  });

  it('takes a final answer for final', async () => {
    const { route, requests } = routeOf({ answer: () => unknown(kafka('GROUP_AUTHORIZATION_FAILED')) });
    assert.deepEqual(values(await askEach(['a'], route)), ['a: GROUP_AUTHORIZATION_FAILED']);
    assert.equal(requests.length, 1);
  });

  it('does not ask every broker in turn about what does not exist', async () => {
    const { route, requests } = routeOf({
      locations: { a: ['any'] },
      answer: () => unknown({ kind: 'not-found', code: 'UNKNOWN_TOPIC_OR_PARTITION' }),
    });
    assert.deepEqual(values(await askEach(['a'], route)), ['a: UNKNOWN_TOPIC_OR_PARTITION']);
    assert.equal(requests.length, 1);
  });

  it('lets a broker that is down cost only what it has', async () => {
    const { route, requests } = routeOf({ locations: { taken: [1, 2], kept: [1], other: [2] } });
    const down: Route<string, string> = {
      ...route,
      ask: (items, node) =>
        node === 1 ? Promise.reject(new FailureError({ kind: 'unreachable', code: 'ECONNREFUSED' })) : route.ask(items, node),
    };
    const asked = await askEach(['taken', 'kept', 'other'], down);
    assert.deepEqual(values(asked), ['taken: taken@2', 'kept: ECONNREFUSED', 'other: other@2']);
    assert.deepEqual(requests, ['other@2', 'taken@2']);
  });

  it('keeps the first answer when what has moved cannot be located', async () => {
    const { route } = routeOf({ answer: () => unknown(kafka('NOT_LEADER_OR_FOLLOWER')) });
    const lost: Route<string, string> = {
      ...route,
      locate: (items, fresh) => (fresh ? Promise.reject(new FailureError({ kind: 'silent' })) : route.locate(items, fresh)),
    };
    assert.deepEqual(values(await askEach(['a'], lost)), ['a: NOT_LEADER_OR_FOLLOWER']);
  });

  it('fails as a whole when nothing can be located', async () => {
    const nowhere: Route<string, string> = {
      ...routeOf({}).route,
      locate: () => Promise.reject(new FailureError({ kind: 'unreachable' })),
    };
    await assert.rejects(askEach(['a'], nowhere), { failure: { kind: 'unreachable' } });
  });

  it('fails as a whole when it is cancelled, in a request or between two', async () => {
    const inRequest: Route<string, string> = {
      ...routeOf({}).route,
      ask: () => Promise.reject(new FailureError({ kind: 'cancelled', code: 'CLUSTER_REMOVED' })),
    };
    await assert.rejects(askEach(['a'], inRequest), { failure: { kind: 'cancelled', code: 'CLUSTER_REMOVED' } });

    const stop = new AbortController();
    const { route } = routeOf({
      answer: () => {
        stop.abort();
        return unknown(kafka('COORDINATOR_LOAD_IN_PROGRESS'));
      },
    });
    await assert.rejects(askEach(['a'], route, { signal: stop.signal }), { failure: { kind: 'cancelled' } });
  });

  it('asks nobody about nothing', async () => {
    const { route, requests } = routeOf({});
    assert.deepEqual([await askEach([], route), requests], [[], []]);
  });
});

describe('work in parallel', () => {
  it('leaves the thread to others between requests that take long to put together', async () => {
    // More than the twelve milliseconds after which others get their turn, however fast the machine is.
    const work = () => {
      for (const began = performance.now(); performance.now() - began < 15;);
    };
    const { route } = routeOf({ most: 1, answer: item => (work(), known(item)) });
    let turns = 0;
    let next = setImmediate(function count() {
      turns++;
      next = setImmediate(count);
    });
    await askEach(['a', 'b', 'c', 'd', 'e'], route);
    clearImmediate(next);
    assert.ok(turns >= 4, `${turns} turns`);
  });

  it('runs so many at a time and no more', async () => {
    let running = 0;
    let most = 0;
    const results = await inParallel(
      Array.from({ length: 20 }, (_, index) => index),
      async index => {
        most = Math.max(most, ++running);
        await new Promise(setImmediate);
        running--;
        return index * 2;
      },
      3,
    );
    assert.deepEqual([most, results.length, results[19]], [3, 20, 38]);
  });
});
