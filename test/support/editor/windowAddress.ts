/** What a window of a code-server shows and runs. */
export interface WindowContent {
  readonly folder: string;
  /** The extension under development. */
  readonly extension: string;
  /** A module with `run()` that the extension host calls, as VS Code does for tests. */
  readonly tests?: string | undefined;
}

/** The address that opens such a window; the server has to be started with its test driver, else it ignores the extension. */
export function windowAddress(authority: string, { folder, extension, tests }: WindowContent): string {
  const remote = (file: string) => `vscode-remote://${authority}${file}`;
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
  ];
  return `http://${authority}/?${new URLSearchParams({ folder, payload: JSON.stringify(payload) }).toString()}`;
}
