/** Pages are bundled as text (esbuild.mjs). */
declare module '*.md' {
  const text: string;
  export default text;
}
