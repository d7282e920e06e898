/** Where to go after signing in: a path of the console, never another site. */
export function safeNext(next: string | undefined): string {
  return next && /^\/console(\/[\w\-./~%]*)?(\?[\w\-./~%=&+]*)?$/.test(next) && !/\/\/|\.\./.test(next)
    ? next
    : '/console'
}
