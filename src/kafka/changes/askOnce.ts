import { type Answer, type Failure, FailureError, failureOf, unknown } from '../../model/failure.ts';
import { askEach, type Asked, type Options, type Route } from '../routing.ts';

/**
 * Like `askEach`, for requests that change something: asked again is only what surely changed nothing (the wrong broker was asked, a
 * coordinator is loading). Where a request went out and no answer tells what became of it, the failure says OUTCOME_UNKNOWN: doing
 * it twice may be worse than not at all. A cancelled change may have happened.
 * @param request the API's name, by which a failure of the request is told from one of the connection before it.
 */
export function changeEach<Item, Value>(
  request: string,
  items: readonly Item[],
  route: Route<Item, Value>,
  options: Options,
): Promise<readonly Asked<Item, Value>[]> {
  return askEach(items, { ...route, ask: (some, node) => askOnce(request, () => route.ask(some, node)) }, options);
}

async function askOnce<Value>(request: string, ask: () => Promise<readonly Answer<Value>[]>): Promise<readonly Answer<Value>[]> {
  let answers: readonly Answer<Value>[];
  try {
    answers = await ask();
  } catch (error) {
    const failure = failureOf(error);
    const wentOut = failure.request === request && unanswered.has(failure.kind);
    throw wentOut ? new FailureError(outcomeUnknown(failure)) : error;
  }
  return answers.map(answer => (answer.failure && undecided.has(answer.failure.code) ? unknown(outcomeUnknown(answer.failure)) : answer));
}

const unanswered: ReadonlySet<Failure['kind']> = new Set(['silent', 'unreachable', 'unreadable']);

/** Answers of a broker that had begun: the rest of the cluster may finish without it. */
const undecided: ReadonlySet<string | undefined> = new Set(['REQUEST_TIMED_OUT', 'NOT_ENOUGH_REPLICAS_AFTER_APPEND', 'NETWORK_EXCEPTION']);

const outcomeUnknown = ({ code, kind, ...failure }: Failure): Failure => ({
  ...failure,
  ...{ kind: 'kafka', code: 'OUTCOME_UNKNOWN', detail: [code ?? kind, failure.detail].filter(Boolean).join(': ') },
});
