/** The values of miniapp/src/tokens.css, word for word (a test compares): one look for every face. */
const DARK = `
    --ink: #e9edf2;
    --ink-soft: #b0bac6;
    --ground: #151b23;
    --ground-soft: #0d1218;
    --line: #323c48;
    --field-line: #8593a3;
    --primary: #7db4f5;
    --on-primary: #0b1a2d;
    --primary-soft: #1b2a3e;
    --done: #6cc998;
    --soon: #e6b455;
    --late: #ff9b8f;
    --done-soft: #14291f;
    --soon-soft: #2c2312;
    --late-soft: #351a18;
    --shadow: 0 1px 3px rgba(0, 0, 0, 0.6);`

export const TOKENS = `
:root {
  color-scheme: light dark;
  --ink: #1b2430;
  --ink-soft: #4d5968;
  --ground: #ffffff;
  --ground-soft: #f6f7f9;
  --line: #d5dbe3;
  --field-line: #76828f;
  --primary: #0b5fc6;
  --on-primary: #ffffff;
  --primary-soft: #e8f0fb;
  --done: #1e7f4f;
  --soon: #8a5a00;
  --late: #b42318;
  --done-soft: #e7f4ec;
  --soon-soft: #fdf3df;
  --late-soft: #fdecea;
  --radius: 10px;
  --shadow: 0 1px 3px rgba(27, 36, 48, 0.14);
  --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  --text: 106.25%; /* 17 px of the reader's 16 */
  --motion: 120ms;
}
@media screen and (prefers-color-scheme: dark) {
  :root {${DARK}
  }
}
@media (prefers-contrast: more) {
  :root {
    --ink-soft: var(--ink);
    --line: var(--ink);
    --field-line: var(--ink);
    --primary-soft: var(--ground);
    --done-soft: var(--ground);
    --soon-soft: var(--ground);
    --late-soft: var(--ground);
  }
}
@media (prefers-reduced-motion: reduce) {
  :root {
    --motion: 0ms;
  }
}
`
