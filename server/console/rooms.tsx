import { renderText } from '../../bot/channels/render.ts'
import { hotline } from '../../bot/flows/talk.ts'
import { assistPages } from '../assist/pages.tsx'
import { broadcastPages } from '../broadcasts/pages/pages.tsx'
import { dossierPages } from '../dossiers/pages/pages.tsx'
import { feedbackPages } from '../feedback/pages/pages.tsx'
import { healthPages } from '../health/pages.tsx'
import { noticePages } from '../notices/pages.tsx'
import { peoplePages } from '../people/pages/pages.tsx'
import { rightsOf } from '../people/rights.ts'
import { reportRooms } from '../reports/pages/pages.tsx'
import type { Services } from '../services.ts'
import { settingsPages } from '../settings/pages/pages.tsx'
import { surveyPages } from '../surveys/pages.tsx'
import { contentPages } from '../unanswered/pages.tsx'
import { helpPages } from './help.tsx'
import type { ConsoleDoor, Room } from './room.ts'

/** The console's rooms in the order of the menu: each room adds itself here. */
export function consoleRooms(services: Services, door: ConsoleDoor): Room[] {
  const {
    feedback,
    people,
    dossiers,
    content,
    files,
    db,
    procedures,
    unanswered,
    reports,
    composer,
    signing,
    hooks,
    surveys,
    surveyChanges,
    broadcasts,
    settings,
    say,
  } = services
  return [
    ...feedbackPages({
      feedback,
      hamlets: content.unit.hamlets,
      people: () => people.people(),
      lateDossiers: () => dossiers.late(),
    }),
    dossierPages({
      dossiers,
      files,
      audit: async (entry) => void (await db.write([people.audit(entry)])),
    }),
    noticePages(services.notices, services.say, services.clock, (c) => door.publicUrl ?? new URL(c.req.url).origin),
    assistPages({
      assist: services.assist,
      hamlets: content.unit.hamlets,
      members: async () =>
        (await people.people()).filter(({ role, disabledAt }) => !disabledAt && rightsOf(role).has('assist:record')),
      publicUrl: (c) => door.publicUrl ?? new URL(c.req.url).origin,
    }),
    surveyPages({
      surveys,
      changes: surveyChanges,
      fields: () => dossiers.fields(),
      publicUrl: (c) => door.publicUrl ?? new URL(c.req.url).origin,
    }),
    broadcastPages(broadcasts, new Set(services.channels.map(({ name }) => name))),
    reportRooms({ reports, composer, signing, hooks }),
    contentPages(unanswered, procedures.guidesDue),
    settingsPages(settings, (unit) => renderText(hotline({ say, unit }))),
    healthPages({ health: services.health, say, publicUrl: (c) => door.publicUrl ?? new URL(c.req.url).origin }),
    ...peoplePages(services, door),
    { path: '/help', label: services.say('console.help'), rights: [], pages: helpPages(services.content.help) },
  ]
}
