import type { FeedbackPort, NoticesPort, PhotosPort, SurveysPort } from '../../bot/ports.ts'
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
  silencing: () => Promise.resolve([]),
  guided: () => [],
}

/** No survey is on. */
export const noSurveys: SurveysPort = {
  list: () => [],
  open: (id) => {
    throw problem('survey.not-found', { id })
  },
  preparing: (id) => Promise.reject(problem('survey.not-found', { id })),
  invitingAbout: () => Promise.resolve(null),
  changes: () => Promise.resolve([]),
}

/** Nobody can be written to. */
export const noNotices: NoticesPort = {
  proof: () => Promise.resolve(null),
  following: () => Promise.reject(problem('notice.no-proof')),
  byCode: () => Promise.reject(problem('notice.not-here')),
  followed: () => Promise.resolve([]),
  stopping: () => Promise.resolve([]),
  erasing: () => Promise.resolve([]),
}

export const noPhotos: PhotosPort = {
  keep: () => Promise.reject(problem('files.off')),
  drop: () => Promise.resolve(),
}
