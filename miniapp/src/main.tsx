import './tokens.css'
import './choices.css'
import './app.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { resumeSending } from './outbox/resume.ts'
import { openPath, startRouter } from './router.ts'
import { startSettings } from './settings.ts'
import { onReopen } from './zalo.ts'

const READY_MS = 4_000

// Zalo boots from a page of its own: what index.html says has to be said here too
const page = document.documentElement
page.lang = 'vi'
const root = document.getElementById('app') ?? document.body.appendChild(document.createElement('div'))

void startSettings()
startRouter()
void onReopen(openPath)
void resumeSending()
render(<App />, root)
// what the first screen needs comes before all this
setTimeout(() => void import('./offline/start.ts').then(({ getReady }) => getReady()).catch(() => undefined), READY_MS)
