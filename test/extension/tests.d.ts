// The build makes this module: every *.test.ts of this folder, loaded when called.
declare module 'extension-tests' {
  export const suites: Readonly<Record<'trusted' | 'untrusted', readonly (() => Promise<unknown>)[]>>;
}
