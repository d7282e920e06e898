/** The look of the web chat. Tokens first; dark and high-contrast are tokens alone. */
export const CHAT_STYLE = `
:root {
  --ink: #1b2430; --soft: #586273; --page: #f6f7f9; --paper: #fff; --line: #d9dee5;
  --primary: #0b5fc6; --on-primary: #fff; --mine: #e3eefb; --soon: #8a5a00; --soon-paper: #fff6e0; --late: #b42318;
  --radius: 10px; --shadow: 0 1px 2px rgb(27 36 48 / .12);
  color-scheme: light dark;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e8ecf2; --soft: #a9b3c1; --page: #12171e; --paper: #1b222c; --line: #364150;
    --primary: #7db4f5; --on-primary: #0d1420; --mine: #1d3350; --soon: #f0c36b; --soon-paper: #33290f; --late: #ff8f85;
  }
}
@media (prefers-contrast: more) { :root { --soft: var(--ink); --line: var(--ink); } }
* { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--ink); background: var(--page); }
body { container-type: size; margin: 0; width: 100%; height: 100vh; height: var(--seen, 100dvh); display: flex; flex-direction: column; font-size: 1.0625rem; overflow-wrap: anywhere; }
#scroll { flex: 1; overflow-y: auto; overscroll-behavior: contain; display: flex; flex-direction: column; }
header, main, footer { width: 100%; max-width: 44rem; margin: 0 auto; padding: 0 16px; }
header { display: flex; flex-wrap: wrap; align-items: center; gap: 0 8px; padding-block: 4px; border-bottom: 1px solid var(--line); background: var(--page); }
header button { padding: 4px 12px; }
/* with large text, a small screen or an open keyboard the header scrolls away and leaves the room to the messages */
@container (min-width: 20rem) and (min-height: 34rem) { header { position: sticky; top: 0; } }
h1 { font-size: 1.0625rem; line-height: 1.3; margin: 0; flex: 1 1 9rem; }
.sample { flex-basis: 100%; margin: 0; padding: 2px 8px; border-radius: 6px; background: var(--soon-paper); color: var(--soon); font-size: .8125rem; line-height: 1.35; }
main { flex: 1; padding-block: 16px; }
#log { display: flex; flex-direction: column; gap: 12px; }
.turn { display: flex; flex-direction: column; gap: 8px; }
.said { max-width: min(36rem, 92%); padding: 8px 14px; border-radius: var(--radius); background: var(--paper); box-shadow: var(--shadow); white-space: pre-line; align-self: flex-start; }
.mine { align-self: flex-end; background: var(--mine); }
.said h2 { font-size: 1.1875rem; line-height: 1.3; margin: 4px 0 8px; }
.said h3 { font-size: 1rem; margin: 12px 0 2px; color: var(--soft); font-weight: 600; }
.said ul { margin: 0; padding-left: 1.1rem; }
.said li + li { margin-top: 4px; }
.said .single { margin: 0; }
.said .foot { margin: 12px 0 4px; padding-top: 8px; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; }
.said a { color: var(--primary); display: inline-block; min-height: 48px; padding-block: 12px; }
/* inside a sentence a link is pressed by its line, with room above and below */
.said a.inline { min-height: 0; padding-block: 10px; margin-block: -10px; font-weight: 600; }
.choices { display: flex; flex-wrap: wrap; gap: 8px; max-width: 36rem; }
button { font: inherit; min-height: 48px; min-width: 48px; padding: 8px 16px; border-radius: var(--radius); border: 1px solid var(--primary); background: var(--paper); color: var(--primary); cursor: pointer; text-align: left; overflow-wrap: anywhere; touch-action: manipulation; }
button:active { background: var(--mine); }
button[disabled] { opacity: .55; cursor: default; }
button.chosen { background: var(--mine); border-style: double; border-width: 3px; }
:focus-visible { outline: 3px solid var(--primary); outline-offset: 2px; }
.quiet { border-color: var(--line); color: var(--ink); font-size: .9375rem; }
.unsent { align-self: flex-end; display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: 8px; color: var(--late); }
.writing { align-self: flex-start; color: var(--soft); margin: 0; padding: 0 4px; }
footer { padding-block: 8px; padding-bottom: max(8px, env(safe-area-inset-bottom)); border-top: 1px solid var(--line); background: var(--page); }
form { display: flex; flex-wrap: wrap; align-items: flex-end; gap: 8px; margin: 0; }
textarea { font: inherit; color: inherit; flex: 1 1 5rem; min-width: 0; min-height: 48px; max-height: 30vh; padding: 10px 14px; border: 1px solid var(--soft); border-radius: var(--radius); background: var(--paper); resize: none; field-sizing: content; }
form button { background: var(--primary); color: var(--on-primary); font-weight: 600; }
.tools { display: flex; gap: 8px; flex-basis: 100%; order: -1; }
.tools button { background: none; border: 0; color: var(--primary); font-weight: 400; min-height: 48px; padding: 4px 8px; display: inline-flex; align-items: center; gap: 6px; }
.tools button[hidden] { display: none; }
/* an open keyboard leaves room for little more than the question */
@container (max-height: 24rem) { .tools { display: none; } }
.mine img { display: block; max-width: 100%; max-height: 40vh; border-radius: 6px; margin-bottom: 4px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 21rem) { .said { max-width: 100%; } header, main, footer { padding-inline: 12px; } }
@media (prefers-reduced-motion: no-preference) { .turn { animation: in .15s ease-out; } @keyframes in { from { opacity: 0; } } }
`.trim()
