import type { FeedbackPort, PhotosPort } from '../../bot/ports.ts'
import { problem } from '../../server/kernel/problem.ts'

/** No register at all: for walks in which no report is sent. A text that names a denunciation is one. */
export const fakeFeedback: FeedbackPort = {
  triage: ({ text }) => {
    const kind = /tố cáo/i.test(text) ? 'denunciation' : /khiếu nại/i.test(text) ? 'complaint' : 'field'
    return { kind, urgent: false, parts: [{ kind, text }] }
  },
  kindText: (kind) => kind,
  preparing: () => Promise.reject(problem('server.unavailable')),
  view: () => Promise.resolve(null),
  link: () => Promise.resolve(''),
  mine: () => Promise.resolve([]),
  adding: () => Promise.resolve([]),
  reopening: () => Promise.resolve([]),
  rating: () => Promise.resolve([]),
  similar: () => Promise.resolve([]),
  following: () => Promise.resolve([]),
  guided: () => [],
}

export const noPhotos: PhotosPort = {
  keep: () => Promise.reject(problem('files.off')),
  drop: () => Promise.resolve(),
}
