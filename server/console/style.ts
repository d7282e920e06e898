import { TOKENS } from './tokens.ts'

/** The look of the console: phone first, a menu at the side from 64 rem on, black on white when printed. */
export const CONSOLE_STYLE = `${TOKENS}
*, *::before, *::after { box-sizing: border-box; }
html { font-size: var(--text); scroll-padding: 1rem 0; text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground-soft); color: var(--ink); font: 1rem/1.5 var(--font); font-variant-numeric: tabular-nums; overflow-wrap: break-word; }
h1, h2, h3 { line-height: 1.25; margin: 1.75rem 0 .5rem; }
h1 { font-size: 1.4118rem; margin: 0; }
h2 { font-size: 1.1765rem; }
h3 { font-size: 1rem; margin-top: 1.25rem; }
p { margin: 0 0 .75rem; max-width: 42rem; }
ul, ol { margin: 0 0 .75rem; padding-left: 1.2rem; max-width: 42rem; }
li { margin-bottom: .25rem; }
small, .soft, .hint { font-size: .8824rem; color: var(--ink-soft); }
a { color: var(--primary); }
:focus-visible { outline: 3px solid var(--primary); outline-offset: 2px; }
main:focus { outline: none; }
code, .code, .login { font-family: ui-monospace, monospace; font-size: .94em; overflow-wrap: anywhere; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 0; z-index: 2; padding: .75rem 1rem; background: var(--ground); }

/* who, where to */
.top { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; padding: 0 1rem; background: var(--ground); border-bottom: 1px solid var(--line); }
.unit { display: inline-flex; align-items: center; min-height: 3rem; font-weight: 600; color: var(--ink); text-decoration: none; }
.who { display: flex; flex-wrap: wrap; align-items: center; column-gap: .75rem; }
.who a { display: inline-flex; flex-wrap: wrap; align-items: center; column-gap: .4rem; min-height: 3rem; color: var(--ink); }
.who small { display: inline-block; }
.who form { margin: 0; }
.quiet { min-height: 3rem; min-width: 3rem; padding: .25rem .5rem; border: 0; background: none; color: var(--primary); font: inherit; text-decoration: underline; cursor: pointer; }
.sample { flex: 0 0 calc(100% + 2rem); max-width: none; margin: 0 -1rem; padding: .25rem 1rem; background: var(--soon-soft); border-left: 4px solid var(--soon); font-size: .8824rem; }
.menu { flex-basis: 100%; border-top: 1px solid var(--line); }
.side { display: none; }
nav ul { list-style: none; margin: 0; padding: 0; max-width: none; }
nav li { margin: 0; }
.menu nav a, .side a { display: flex; align-items: center; min-height: 3rem; padding: .25rem .75rem; color: var(--ink); text-decoration: none; border-left: 4px solid transparent; }
.menu nav a { border-top: 1px solid var(--line); }
[aria-current] { font-weight: 600; }
.menu nav [aria-current], .side [aria-current] { border-left-color: var(--primary); background: var(--primary-soft); }
summary { min-height: 3rem; padding: .75rem 0; color: var(--primary); font-weight: 600; cursor: pointer; }
main { display: block; max-width: 60rem; padding: 1rem 1rem 3rem; background: var(--ground); }
main.wide { max-width: 90rem; }
.door main { max-width: 32rem; margin: 0 auto; }
.title { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 1rem; margin-bottom: .75rem; }
.help, .back a { display: inline-flex; align-items: center; min-height: 3rem; }
.back { margin: -.75rem 0 0; }
.back a::before { content: "‹"; margin-right: .4rem; }
.who a, .back a { text-decoration: none; }
.flash { padding: .75rem 1rem; border-left: 4px solid var(--done); border-radius: var(--radius); background: var(--done-soft); max-width: none; }
.note { padding: .75rem 1rem; border-left: 4px solid var(--soon); border-radius: var(--radius); background: var(--soon-soft); max-width: 42rem; margin-bottom: .75rem; }
.note.late { border-left-color: var(--late); background: var(--late-soft); }
.note > :last-child { margin-bottom: 0; }
@media (min-width: 64rem) {
  .desk { display: grid; grid-template: auto 1fr / 15rem 1fr; min-height: 100vh; }
  .desk .top { grid-column: 1 / -1; }
  .menu { display: none; }
  .side { display: block; padding: 1rem 0; border-right: 1px solid var(--line); }
  main { padding: 1.5rem 2rem 3rem; min-width: 0; width: 100%; }
}

/* forms */
.field { margin: 0 0 1.25rem; padding: 0; border: 0; min-width: 0; max-width: 42rem; }
.field > label:not(.choice), legend { display: block; padding: 0; margin-bottom: .25rem; font-weight: 600; }
.hint { margin: 0 0 .25rem; }
.error { margin: 0 0 .25rem; color: var(--late); font-weight: 600; }
.error::before { content: "▲ "; }
.wrong { padding-left: .75rem; border-left: 4px solid var(--late); }
input, textarea, select { width: 100%; min-height: 3rem; padding: .5rem .75rem; border: 1px solid var(--field-line); border-radius: var(--radius); background: var(--ground); color: var(--ink); font: inherit; }
textarea { resize: vertical; field-sizing: content; min-height: 6rem; }
input[type=radio], input[type=checkbox] { flex: none; width: 1.4rem; height: 1.4rem; min-height: 0; margin: 0; accent-color: var(--primary); }
.choice { display: flex; align-items: center; gap: .75rem; min-height: 3rem; padding: .35rem 0; font-weight: 400; cursor: pointer; }
.choice small { display: block; }
.errors { margin-bottom: 1.25rem; padding: .75rem 1rem; border-left: 4px solid var(--late); border-radius: var(--radius); background: var(--late-soft); max-width: 42rem; }
.errors p { font-weight: 600; margin: 0; }
.errors ul { margin: .25rem 0 0; }
.button { display: inline-flex; align-items: center; justify-content: center; min-height: 3rem; min-width: 3rem; padding: .5rem 1rem; border: 1px solid var(--primary); border-radius: var(--radius); background: var(--ground); color: var(--primary); font: inherit; font-weight: 600; line-height: 1.25; text-align: center; text-decoration: none; cursor: pointer; transition: background-color var(--motion); }
.button:active { background: var(--primary-soft); }
.button.main { background: var(--primary); color: var(--on-primary); }
.button.late { border-color: var(--late); color: var(--late); }
.buttons { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; margin: 0 0 1rem; }
.confirm { border-top: 1px solid var(--line); max-width: 42rem; }
.confirm summary { color: var(--late); }
.confirm.plain summary { color: var(--primary); }
@media (max-width: 30rem) { .buttons > .button { flex: 1 1 100%; } }

.pairs { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: 0 1rem; align-items: end; max-width: 42rem; }
.pairs > .whole { grid-column: 1 / -1; }
.pairs > .choice { margin-bottom: 1.25rem; }
.pairs.tight { grid-template-columns: repeat(auto-fill, minmax(min(100%, 7rem), 1fr)); }
.pairs.tight > .choice { margin: 0; }
.row { margin: 0 0 1rem; padding: .75rem 1rem 0; border: 1px solid var(--line); border-radius: var(--radius); min-width: 0; max-width: 42rem; }
.row summary { padding-top: .35rem; font-weight: 400; color: var(--ink); overflow-wrap: anywhere; }
.row > .choice { border-top: 1px solid var(--line); }

/* lists */
.filters { display: flex; flex-wrap: wrap; align-items: flex-end; gap: .75rem; margin-bottom: 1rem; }
.filters .filters { margin: 0; }
.more { flex: 1 1 100%; }
.filters .field { flex: 1 1 8.5rem; margin: 0; min-width: 0; }
.tabs ul { display: flex; flex-wrap: wrap; gap: 0 .25rem; margin-bottom: 1rem; border-bottom: 1px solid var(--line); }
.tabs a { display: inline-flex; align-items: center; gap: .4rem; min-height: 3rem; padding: .25rem .75rem; text-decoration: none; border-bottom: 4px solid transparent; }
.tabs [aria-current] { color: var(--ink); border-bottom-color: var(--primary); }
.tabs b { min-width: 1.6rem; padding: 0 .4rem; border-radius: 1rem; background: var(--primary-soft); color: var(--ink); font-size: .8824rem; text-align: center; }
.list form { margin: 0; }
.list { width: 100%; border-collapse: collapse; margin-bottom: 1rem; }
.list th, .list td { padding: .6rem .75rem .6rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
.list thead th { font-size: .8824rem; color: var(--ink-soft); font-weight: 600; }
.list tbody th { font-weight: 600; }
.number { text-align: right !important; }
@media (min-width: 48rem) { .list tbody th { min-width: 13rem; } .list td { min-width: 5.5rem; } }
.empty { padding: 1.25rem 1rem; border: 1px dashed var(--field-line); border-radius: var(--radius); margin-bottom: 1rem; }
.empty > :last-child { margin-bottom: 0; }
.pager { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; }
.tone { font-weight: 600; }
.tone.done { color: var(--done); }
.tone.soon { color: var(--soon); }
.tone.late { color: var(--late); }
.facts { margin: 0 0 1rem; }
.facts > div { display: grid; gap: 0 1rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
.facts dt { font-size: .8824rem; color: var(--ink-soft); }
.facts dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
@media (min-width: 40rem) { .facts > div { grid-template-columns: 12rem 1fr; } .facts dt { padding-top: .1rem; } }
.today { list-style: none; padding: 0; max-width: none; border-top: 1px solid var(--line); }
.today li { margin: 0; border-bottom: 1px solid var(--line); }
.today a { display: flex; flex-wrap: wrap; align-items: center; gap: 0 .75rem; min-height: 3.5rem; padding: .5rem 0; color: var(--ink); text-decoration: none; }
.today b { min-width: 2.5rem; font-size: 1.4118rem; line-height: 1.25; color: var(--primary); }
.today .late b { color: var(--late); }
.today .soon b { color: var(--soon); }
.today span { flex: 1 1 9rem; }
.qr { display: block; width: 13rem; max-width: 100%; height: auto; margin-bottom: .75rem; background: #fff; border-radius: var(--radius); }
td .acts { display: flex; flex-wrap: wrap; gap: .5rem; }
.preview { max-width: 24rem; margin: 0 0 1rem; padding: .75rem 1rem; border: 1px solid var(--line); border-radius: var(--radius); background: var(--ground-soft); }
.preview p { margin-bottom: .5rem; }
.preview ol { margin: 0; }
.preview img { display: block; width: 100%; height: auto; margin-bottom: .75rem; border-radius: var(--radius); }
.slip { max-width: 24rem; padding: 1rem; border: 1px dashed var(--field-line); border-radius: var(--radius); }
.slip-text { font-size: 1.4118rem; font-weight: 700; font-family: ui-monospace, monospace; }
.codes { columns: 2 8rem; list-style: none; padding: 0; font-size: 1.0588rem; }
.chart { margin: 0 0 1.5rem; max-width: 32rem; }
.chart svg { width: 100%; height: auto; }
.chart-label, .chart-value { font-size: 13px; fill: var(--ink); }
.chart-bar { fill: var(--primary); }
.chart-second { fill: none; stroke: var(--primary); stroke-width: 2; }
.doc { max-width: 52rem; margin-top: 2rem; padding: 1.5rem; border: 1px solid var(--line); border-radius: var(--radius); font-family: "Times New Roman", Times, serif; }
.doc p { max-width: none; margin-bottom: .4rem; }
.doc h1, .doc figcaption { text-align: center; }
.doc-top { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 1rem; text-align: center; margin-bottom: 1rem; }
.doc-strong { font-weight: 700; }
.doc-slant { font-style: italic; }
.doc-small { font-size: .85rem; }
.doc-sign { margin-top: 4rem; font-weight: 700; }
.doc-scroll, .wide-scroll { overflow-x: auto; }
.wide-scroll td { min-width: 6.5rem; }
.wide-scroll td:nth-child(2) { min-width: 15rem; }
.doc h1 { margin-bottom: 1rem; }
.doc table { border-collapse: collapse; width: 100%; font-size: .85rem; }
.doc th, .doc td { border: 1px solid var(--line); padding: .25rem .4rem; vertical-align: top; }
.doc figure { margin: 1rem 0; }
.doc figcaption { font-weight: 700; }
.doc-right { text-align: right; }
.doc-center { text-align: center; }
.said { padding: .25rem 1rem; margin-bottom: 1rem; border-left: 4px solid var(--line); max-width: 42rem; white-space: pre-line; }
.pictures { margin: 0; }
.photos { display: flex; flex-wrap: wrap; gap: .75rem; list-style: none; padding: 0; }
.photos img { display: block; width: 8rem; height: 8rem; object-fit: cover; border-radius: var(--radius); background: var(--ground-soft); }
.timeline { list-style: none; padding: 0 0 0 1rem; border-left: 4px solid var(--line); }
.timeline > li { margin-bottom: 1rem; }
.timeline p { margin-bottom: .25rem; }
@media (max-width: 63.99rem) {
  .facts dd a, .soft a { display: inline-flex; align-items: center; min-height: 3rem; }
}
@media (min-width: 48rem) {
  .list .code { white-space: nowrap; }
  .list .quiet { min-height: 1.5rem; padding: 0; }
}
@media (max-width: 47.99rem) {
  .who { flex: 1 1 100%; flex-wrap: nowrap; justify-content: space-between; }
  .who .quiet { margin-right: -.5rem; }
  .list .quiet { padding-left: 0; text-align: left; }
  .list, .list tbody, .list tr, .list th, .list td { display: block; }
  .list thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .list tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
  .list tbody tr:first-child { border-top: 1px solid var(--line); }
  .list th, .list td { padding: .15rem 0; border: 0; text-align: left !important; }
  .list td { display: flex; flex-wrap: wrap; gap: 0 .5rem; }
  .list td::before { content: attr(data-head); flex: 0 0 6.5rem; color: var(--ink-soft); font-size: .8824rem; line-height: 1.7; }
  .list td > div { flex: 1 1 9rem; min-width: 0; }
  .list th a, .list td a { display: inline-flex; align-items: center; min-height: 3rem; }
}
@media print {
  .top, .side, .menu, .help, .back, .skip, .buttons, .filters, .pager, .tabs, .confirm, .acts, form { display: none !important; }
  body, main { background: #fff; color: #000; }
  .desk { display: block; }
  .doc { border: 0; padding: 0; max-width: none; }
  main { max-width: none; padding: 0; }
  .list tr { break-inside: avoid; }
}
`.trim()
