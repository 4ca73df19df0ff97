/** `import './lag.css'`: esbuild collects what a page imports into dist/webview/<panel>.css. */
declare module '*.css' {
  const nothing: undefined;
  export default nothing;
}
