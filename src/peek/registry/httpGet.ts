import http from 'node:http';
import https from 'node:https';

export interface GetOptions {
  readonly agent: http.Agent;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** For https. With the request and not with the agent: an editor behind a proxy exchanges agents. */
  readonly tls: https.RequestOptions;
}

export interface Got {
  readonly status: number;
  readonly body: string;
  /** Where a redirect leads; undefined: nowhere. */
  readonly location: URL | undefined;
}

/** No answer in time, to the whole of it. */
export class TimedOut extends Error {}
/** An answer that goes on and on. */
export class TooLong extends Error {}

/**
 * One GET. Throws Node's errors, TimedOut, or TooLong. A connection that was kept open may have been closed by the other side
 * just now: then the request goes out once more, on a new one.
 */
export async function httpGet(url: URL, options: GetOptions): Promise<Got> {
  try {
    return await getOnce(url, options);
  } catch (error) {
    if (error instanceof ClosedWhileKept) return getOnce(url, options);
    throw error;
  }
}

class ClosedWhileKept extends Error {}

function getOnce(url: URL, { agent, headers, timeoutMs, signal, tls }: GetOptions): Promise<Got> {
  return new Promise((resolve, reject) => {
    const answered = (response: http.IncomingMessage): void => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if ((length += chunk.length) > mostBytes) request.destroy(new TooLong());
      });
      response.once('error', reject);
      response.once('end', () => {
        const { statusCode: status = 0, headers } = response;
        const { location } = headers;
        const leads = location !== undefined && URL.canParse(location, url.href) ? new URL(location, url.href) : undefined;
        resolve({ status, body: Buffer.concat(chunks).toString(), location: status >= 300 && status < 400 ? leads : undefined });
      });
    };
    const options: https.RequestOptions = { method: 'GET', agent, headers, signal, ...(url.protocol === 'https:' ? tls : {}) };
    const request = url.protocol === 'https:' ? https.request(url, options, answered) : http.request(url, options, answered);
    const timer = setTimeout(() => request.destroy(new TimedOut()), timeoutMs);
    request.once('error', (error: NodeJS.ErrnoException) =>
      reject(request.reusedSocket && error.code === 'ECONNRESET' ? new ClosedWhileKept() : error),
    );
    request.once('close', () => clearTimeout(timer));
    request.end();
  });
}

/** The largest schemas that people register have some megabytes; a page that never ends must not fill the memory. */
const mostBytes = 16 * 1024 * 1024;
