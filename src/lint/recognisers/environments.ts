/** Names that people give to where a program runs. */
const environments =
  /^(dev(el|elop|elopment)?|local(host)?|test(ing)?|int(egration)?|qa|uat|sit|stag(e|ing)|pre-?prod(uction)?|perf|prod(uction)?|live|sandbox|demo)$/i;

/** Names of what holds in all of them. */
export const commonNames: readonly string[] = ['common', 'default', 'defaults', 'base', 'shared', 'all', 'global'];

/** `prod` of application-prod.yml. */
export const environmentOfFile = (fileName: string): string | undefined =>
  environmentOf(
    /[^/\\]*$/
      .exec(fileName)?.[0]
      .replace(/\.\w+$/, '')
      .replaceAll(/[-_]/g, '.') ?? '',
  );

/** `prod` of `prod.kafka.consumer`; undefined: the path names none. */
export const environmentOf = (path: string): string | undefined => path.split(/[.:/%]/).find(part => environments.test(part));
