import './tokens.css'
import './app.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { openPath, startRouter } from './router.ts'
import { sendWaiting } from './survey/send-waiting.ts'
import { onReopen } from './zalo.ts'

// Zalo boots from a page of its own: what index.html says has to be said here too
const page = document.documentElement
page.lang = 'vi'
const theme = /ZaloTheme\/(dark|light)/i.exec(navigator.userAgent)?.[1]
if (theme) page.dataset.theme = theme.toLowerCase()
const root = document.getElementById('app') ?? document.body.appendChild(document.createElement('div'))

startRouter()
void onReopen(openPath)
void sendWaiting()
window.addEventListener('online', () => void sendWaiting())
render(<App />, root)
