import type { ClientFile } from '../model/clientFile.ts';
import type { ResetPolicy, StartClient } from '../model/start.ts';

/** `auto.offset.reset` in any client's spelling; null: no client takes it so, or it is filled in later. */
export function readResetPolicy(written: string): ResetPolicy | null {
  const word = written.trim();
  const known = spellings[word.toLowerCase()];
  if (known) return { kind: known };
  const [, duration] = /^by_duration:(.+)$/i.exec(word) ?? [];
  const ms = duration === undefined ? null : readDuration(duration);
  return ms === null ? null : { kind: 'by-duration', ms };
}

/** What the files of a group say about where it starts: the first one's policy, and the others where they say something else. */
export function startClientOf([first, ...rest]: readonly ClientFile[]): StartClient | null {
  if (!first) return null;
  const client = clientOf(first);
  const others = rest
    .map(clientOf)
    .filter(({ policy, written }) => (policy ? !samePolicy(policy, client.policy) : written !== client.written));
  return { ...client, others: others.flatMap(({ file, line, written }) => (file === null ? [] : [{ file, line, written }])) };
}

const samePolicy = (a: ResetPolicy, b: ResetPolicy | null): boolean =>
  a.kind === b?.kind && (a.kind !== 'by-duration' || (b.kind === 'by-duration' && a.ms === b.ms));

/** What one file says; its library's default where it says nothing. */
function clientOf({ file, library, role, settings }: ClientFile): StartClient {
  const setting = (key: string) => settings.findLast(one => one.key === key);
  const reset = setting('auto.offset.reset');
  const isStreams = role === 'streams';
  // Kafka Streams gives its consumers earliest; the consumers' own default is latest, librdkafka's word for it largest.
  const written = reset?.value ?? (isStreams ? 'earliest' : library === 'librdkafka' ? 'largest' : 'latest');
  const isolation = setting('isolation.level')?.value.toLowerCase();
  return {
    ...{
      file: reset?.file ?? file,
      library,
      isStreams,
      written,
      line: reset?.line ?? null,
      policy: readResetPolicy(written),
      topics: [],
      others: [],
    },
    isolation:
      isolation === 'read_committed' || isolation === 'read_uncommitted'
        ? isolation
        : isolation !== undefined
          ? null
          : // librdkafka reads committed records only unless it is told otherwise, Java's consumer all.
            library === 'librdkafka'
            ? 'read_committed'
            : 'read_uncommitted',
  };
}

/** Java's three words, and those that librdkafka and the oldest Java clients have for the same. */
const spellings: Readonly<Record<string, 'earliest' | 'latest' | 'none'>> = {
  ...{ earliest: 'earliest', smallest: 'earliest', beginning: 'earliest' },
  ...{ latest: 'latest', largest: 'latest', end: 'latest' },
  ...{ none: 'none', error: 'none' },
};

/** ISO 8601 as Java's Duration.parse takes it, in milliseconds: PT1H, P2DT3.5S. Null: it is none, or negative. */
function readDuration(text: string): number | null {
  const found = /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(text.trim());
  const parts: readonly (string | undefined)[] = found?.slice(1) ?? [];
  if (parts.every(part => part === undefined)) return null;
  return parts.reduce((ms, part, index) => ms + Number(part ?? 0) * (unitsMs[index] ?? 0), 0);
}

/** Days, hours, minutes, seconds. */
const unitsMs = [86_400_000, 3_600_000, 60_000, 1_000] as const;
