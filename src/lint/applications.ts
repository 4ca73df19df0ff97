import type { ClientConfiguration } from './configuration.ts';
import type { FileClients } from './workspace.ts';

/**
 * The application that a file belongs to, told by its path: the folders above `src`, `config`, `resources`, the names of
 * environments and the like. `billing/src/main/resources/application-prod.yml` and `billing/config/dev.yaml` are `billing`'s.
 */
export function applicationOf(fileName: string): string {
  const known = applications.get(fileName);
  if (known !== undefined) return known;
  const application = readApplication(fileName);
  // Each file of a workspace is compared with all others.
  if (applications.size >= 20_000) applications.clear();
  applications.set(fileName, application);
  return application;
}

const applications = new Map<string, string>();

function readApplication(fileName: string): string {
  const folders = fileName.split('/').slice(0, -1);
  const end = folders.findIndex(folder => insideAnApplication.test(folder));
  return (end < 0 ? folders : folders.slice(0, end)).join('/');
}

/** Neither contains the other: a folder within an application's is its own. */
export function areDifferentApplications(one: string, other: string): boolean {
  const [a, b] = [applicationOf(one), applicationOf(other)];
  return a !== b && !`${a}/`.startsWith(`${b}/`) && !`${b}/`.startsWith(`${a}/`) && a !== '' && b !== '';
}

/** Copies that a build makes, and what is only there to be tried or shown: what two of them share says nothing. */
export const isCopyOrSample = (fileName: string): boolean =>
  /(^|\/)(target|build|out|bin|dist|node_modules|vendor|tests?|testdata|fixtures|examples?|samples?|demos?|tutorials?|docs?|quickstarts?)(\/|$)/i.test(
    fileName,
  ) || /[.-](example|sample|template|dist|orig|bak)(\.|$)/i.test(fileName);

const insideAnApplication =
  /^(src|config|configs|configuration|conf|etc|resources|main|env|envs|environments?|settings|properties|profiles|deploy|deployment|helm|charts?|k8s|kubernetes|overlays|base|docker|dev|develop|development|local|test|testing|int|integration|qa|uat|stag|staging|stage|prod|production|live)$/i;

export type Environment = 'production' | 'other';

/** Where a client runs, as far as its section, its profile or its file's name says so: `application-prod.yml`, `config/prod/kafka.properties`. */
export function environmentOf(
  { environment }: ClientConfiguration,
  { fileName }: FileClients,
): { name: string; kind: Environment } | undefined {
  const words =
    environment === undefined
      ? fileName
          .replace(/\.\w+$/, '')
          .split(/[/._-]/)
          .reverse()
      : [environment];
  const name = words.find(word => production.test(word) || others.test(word));
  return name === undefined ? undefined : { name, kind: production.test(name) ? 'production' : 'other' };
}

const production = /^(prod|production|prd|live)$/i;
const others = /^(dev|develop|development|local|localhost|test|testing|int|integration|qa|uat|sit|stag|stage|staging|perf|sandbox)$/i;

/** The same servers, in any order; undefined: one of them is not known. */
export function sameCluster(one: ClientConfiguration, other: ClientConfiguration): boolean | undefined {
  const [a, b] = [serversOf(one), serversOf(other)];
  return a && b && a.some(server => b.includes(server));
}

function serversOf(config: ClientConfiguration): readonly string[] | undefined {
  const servers = config.text('bootstrapServers');
  return servers?.entry && servers.value !== '' ? servers.value.toLowerCase().split(/\s*,\s*/) : undefined;
}
