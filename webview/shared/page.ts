/** A page's end of the channel to its host, and what the editor remembers of the page over a reload. */
import { pageEnd, type PageEnd, type Protocol, type Questions, type Tagged } from '../../src/webviewProtocol/channel.ts';

/**
 * Connects the page: `heard` gets what the host tells. The subject that the host wrote into the page becomes the
 * page's state, so that the editor brings the same panel back after a reload.
 */
export function connectPage<ToPage extends Tagged, ToHost extends Tagged, Asks extends Questions>(
  protocol: Protocol<ToPage, ToHost, Asks>,
  heard: (message: ToPage) => void,
): PageEnd<ToHost, Asks> {
  const editor = acquireVsCodeApi();
  const state = document.body.dataset['state'];
  if (state !== undefined) editor.setState(JSON.parse(state));
  const end = pageEnd(
    protocol,
    {
      post: message => editor.postMessage(message),
      listen: listener => {
        const onMessage = (event: MessageEvent<unknown>) => listener(event.data);
        window.addEventListener('message', onMessage);
        return () => window.removeEventListener('message', onMessage);
      },
    },
    // A misfit is a fault of ours, not of the person: the page stays as it is, and the console of the page keeps it.
    {
      heard,
      onMisfit: message => reportError(new Error(`A message from the host was not understood: ${JSON.stringify(message).slice(0, 200)}`)),
    },
  );
  window.addEventListener('pagehide', () => end.close());
  return end;
}
