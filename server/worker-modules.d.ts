/** What `npm run build` makes for the Worker; wrangler brings it as raw bytes (wrangler.toml, `rules`). */
declare module '*.bin' {
  const bytes: ArrayBuffer
  export default bytes
}
