import type { Cluster } from './connection/cluster.ts';
import type { Api } from './protocol/api.ts';
import { atNode, inParallel, type Node, type Options } from './routing.ts';

/** An API whose newer versions carry many items in a request and whose older ones a single one. */
export interface ManyOrOne<Item, Request, Response> {
  readonly api: Api<Request, Response>;
  /** The first version that carries many. */
  readonly manyFrom: number;
  readonly request: (version: number, items: readonly Item[]) => Request;
}

/** Asks in one request where the broker's version allows it, else one by one; says which items each answer is about. */
export async function askManyOrOne<Item, Request, Response>(
  cluster: Cluster,
  { api, manyFrom, request }: ManyOrOne<Item, Request, Response>,
  items: readonly Item[],
  node: Node,
  options: Options,
): Promise<readonly { readonly items: readonly Item[]; readonly response: Response }[]> {
  // The version is known once a connection is there, which may be only now.
  let sent = items;
  const response = await cluster.ask(
    api,
    version => {
      sent = version >= manyFrom ? items : items.slice(0, 1);
      return request(version, sent);
    },
    atNode(node, options),
  );
  const rest = await inParallel(items.slice(sent.length), async item => ({
    items: [item],
    response: await cluster.ask(api, version => request(version, [item]), atNode(node, options)),
  }));
  return [{ items: sent, response }, ...rest];
}
